// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/presets.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace effigy::avatar {

namespace {

using base::Error;
using nlohmann::json;

Error badPreset(const std::string& id, const std::string& what)
{
    return {"unsupported", "The preset \"" + id + "\" " + what, "Compare it with the presets that came with Effigy"};
}

head::ControlValues readControls(const json& object, const std::string& id)
{
    const auto names = head::arkitNames();
    head::ControlValues values;
    for (const auto& [name, value] : object.items()) {
        if (!value.is_number())
            throw badPreset(id, "gives \"" + name + "\" something that is not a number");
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw badPreset(id, "names \"" + name + "\", which is no face shape");
        const auto number = value.get<double>();
        if (number < 0.0 || number > 1.0)
            throw badPreset(id, "takes \"" + name + "\" beyond 0..1");
        values.set(name, number);
    }
    return values;
}

} // namespace

Preset presetFromJson(std::string_view text, const std::string& id)
{
    const auto document = json::parse(text, nullptr, false);
    if (!document.is_object() || !document.contains("label") || !document.contains("controls"))
        throw badPreset(id, "is not a JSON object with \"label\" and \"controls\"");
    if (!document["label"].is_string() || document["label"].get<std::string>().empty())
        throw badPreset(id, "has no label");
    if (!document["controls"].is_object())
        throw badPreset(id, "has controls that are not an object");
    Preset preset;
    preset.id = id;
    preset.label = document["label"].get<std::string>();
    for (const auto& tag : document.value("tags", json::array())) {
        if (!tag.is_string())
            throw badPreset(id, "has a tag that is not a word");
        preset.tags.push_back(tag.get<std::string>());
    }
    const auto order = document.value("order", json(0));
    if (!order.is_number_integer())
        throw badPreset(id, "has an order that is not a whole number");
    preset.order = order.get<int>();
    preset.controls = readControls(document["controls"], id);
    return preset;
}

std::vector<Preset> loadPresets(const std::filesystem::path& folder)
{
    std::error_code failure;
    std::filesystem::directory_iterator files(folder, failure);
    if (failure)
        throw Error("storage", "The presets in " + folder.string() + " cannot be read: " + failure.message());
    std::vector<Preset> presets;
    for (const auto& file : files) {
        if (file.path().extension() != ".json")
            continue;
        const auto bytes = base::readFile(file.path());
        presets.push_back(presetFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                                         file.path().stem().string()));
    }
    std::sort(presets.begin(), presets.end(), [](const Preset& a, const Preset& b) {
        return a.order != b.order ? a.order < b.order : a.id < b.id;
    });
    return presets;
}

std::vector<Preset> builtInPresets() { return loadPresets(base::resource("presets")); }

const Preset& findPreset(const std::vector<Preset>& presets, std::string_view id)
{
    const auto found = std::find_if(presets.begin(), presets.end(), [&](const Preset& p) { return p.id == id; });
    if (found != presets.end())
        return *found;
    std::string known;
    for (const auto& preset : presets)
        known += (known.empty() ? "" : ", ") + preset.id;
    throw Error("unsupported", "There is no preset \"" + std::string(id) + "\"", "Known presets: " + known);
}

} // namespace effigy::avatar
