// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_globals.h"

#include <unordered_map>

namespace effigy::tensorio {

namespace {

using GlobalTable = std::unordered_map<std::string_view, const PickleGlobal*>;

GlobalTable makeTable()
{
    GlobalTable table;
    for (const auto part :
         {pythonGlobals(), numpyGlobals(), sparseGlobals(), chumpyGlobals(), torchGlobals()})
        for (const PickleGlobal& global : part)
            table.emplace(global.name, &global);
    return table;
}

std::string canonicalModule(std::string_view module)
{
    if (module == "__builtin__")
        return "builtins";
    if (module == "copy_reg")
        return "copyreg";
    if (module.starts_with("numpy._core"))
        return "numpy.core" + std::string(module.substr(std::string_view("numpy._core").size()));
    if (module.starts_with("scipy.sparse."))
        return "scipy.sparse";
    return std::string(module);
}

} // namespace

std::string canonicalName(std::string_view module, std::string_view name)
{
    return canonicalModule(module) + "." + std::string(name);
}

const PickleGlobal* findGlobal(std::string_view name)
{
    static const GlobalTable kTable = makeTable();
    const auto found = kTable.find(name);
    return found == kTable.end() ? nullptr : found->second;
}

const PickleValue& argument(const PickleContext& context, const PickleCall& call, std::size_t index)
{
    const auto items = call.arguments.items();
    if (index >= items.size())
        context.arena.refuse("it calls " + call.name + " with too few arguments");
    return *items[index];
}

std::vector<std::int64_t> integersOf(const PickleValue& list)
{
    std::vector<std::int64_t> integers;
    integers.reserve(list.items().size());
    for (const PickleValue* item : list.items())
        integers.push_back(item->integer());
    return integers;
}

} // namespace effigy::tensorio
