// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_library.h"

#include "base/error.h"

#include <algorithm>
#include <cstdlib>

namespace effigy::head {

namespace {

constexpr const char* kFree = "free";
constexpr const char* kEnding = ".safetensors";

bool isName(const std::string& name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

base::Error notInstalled(const std::string& name)
{
    return {"model_missing", "The head model \"" + name + "\" is not installed",
            "Add FLAME's generic_model.pkl in the model library, or use \"effigy head flame\" or \"effigy head ict\", or the free "
            "head."};
}

} // namespace

std::filesystem::path headFolder()
{
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::filesystem::path(value ? value : "");
    };
    if (const auto chosen = variable("EFFIGY_HEADS"); !chosen.empty())
        return chosen;
    const auto data = variable("XDG_DATA_HOME");
    return (data.empty() ? variable("HOME") / ".local" / "share" : data) / "effigy" / "heads";
}

std::filesystem::path headFile(const std::string& name)
{
    if (!isName(name))
        throw base::Error("unsupported", "\"" + name + "\" is no name of a head model",
                          "Use letters, digits, - and _.");
    return headFolder() / (name + kEnding);
}

std::shared_ptr<const HeadModel> loadHead(const std::string& name)
{
    if (name == kFree)
        return loadFreeHead();
    const std::filesystem::path file = headFile(name);
    if (!std::filesystem::exists(file))
        throw notInstalled(name);
    HeadModelData data = readHeadModel(file);
    data.name = name; // a copied file answers to its own name
    return std::make_shared<const HeadModel>(std::move(data));
}

std::vector<AddedHead> addedHeads()
{
    std::vector<AddedHead> heads;
    std::error_code error;
    for (const auto& item : std::filesystem::directory_iterator(headFolder(), error)) {
        const std::string name = item.path().stem().string();
        if (item.path().extension() == kEnding && item.is_regular_file(error) && isName(name) && name != kFree)
            heads.push_back({name, item.path(), item.file_size(error)});
    }
    std::ranges::sort(heads, {}, &AddedHead::name);
    return heads;
}

void removeHead(const std::string& name)
{
    const std::filesystem::path file = headFile(name);
    std::error_code error;
    const bool wasThere = std::filesystem::remove(file, error);
    if (error)
        throw base::Error("storage", file.string() + " cannot be removed: " + error.message(), "Check the permissions of the folder");
    if (!wasThere)
        throw notInstalled(name);
}

std::filesystem::path addHead(const HeadModelData& data)
{
    if (data.name == kFree)
        throw base::Error("unsupported",
                          "The name \"free\" belongs to the head that ships with Effigy",
                          "Choose another name.");
    const std::filesystem::path file = headFile(data.name);
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error)
        throw base::Error("storage",
                          file.parent_path().string() + " cannot be made: " + error.message(),
                          "Choose another folder with EFFIGY_HEADS.");
    writeHeadModel(data, file);
    return file;
}

} // namespace effigy::head
