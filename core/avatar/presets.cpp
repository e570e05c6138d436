// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/presets.h"

#include "avatar/own_files.h"
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
        const auto& control = *head::findControl(name);
        if (!(number >= control.hardMin && number <= control.hardMax))
            throw badPreset(id, "takes \"" + name + "\" beyond its range");
        values.set(name, number);
    }
    return values;
}

std::vector<Region> readRegions(const json& array, const std::string& id)
{
    std::vector<Region> regions;
    for (const auto& name : array) {
        if (!name.is_string())
            throw badPreset(id, "has a region that is not a word");
        regions.push_back(regionFromId(name.get<std::string>()));
    }
    return regions;
}

bool moves(const std::vector<Region>& regions, std::string_view shape)
{
    return regions.empty() || std::find(regions.begin(), regions.end(), regionOf(*head::findControl(shape))) != regions.end();
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
    preset.regions = readRegions(document.value("regions", json::array()), id);
    return preset;
}

std::string presetToJson(const Preset& preset)
{
    json document{{"label", preset.label}, {"tags", preset.tags}, {"order", preset.order}, {"controls", json::object()}};
    for (const auto& [id, value] : preset.controls.nonNeutral())
        document["controls"][id] = value;
    for (const auto region : preset.regions)
        document["regions"].push_back(regionId(region));
    constexpr int kIndent = 4;
    return document.dump(kIndent) + "\n";
}

Preset presetFromPose(const head::ControlValues& values, std::string label, std::vector<std::string> tags,
                      std::vector<Region> regions)
{
    Preset preset{.id = {}, .label = std::move(label), .tags = std::move(tags), .controls = {}, .regions = std::move(regions)};
    for (const auto id : head::arkitNames())
        if (moves(preset.regions, id))
            preset.controls.set(id, values.get(id));
    return preset;
}

std::vector<std::pair<std::string, double>> mixedPose(const head::ControlValues& from, const Preset& preset, double amount)
{
    std::vector<std::pair<std::string, double>> values;
    for (const auto id : head::arkitNames()) {
        // Written so that the whole way ends exactly on the preset.
        if (moves(preset.regions, id))
            values.emplace_back(id, (1.0 - amount) * from.get(id) + amount * preset.controls.get(id));
    }
    return values;
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

std::vector<Preset> builtInVisemes() { return loadPresets(base::resource("visemes")); }

std::filesystem::path poseFolder() { return ownFolder("poses"); }

std::vector<Preset> ownPoses(const std::filesystem::path& folder)
{
    return std::filesystem::is_directory(folder) ? loadPresets(folder) : std::vector<Preset>();
}

std::string savePreset(const std::filesystem::path& folder, const Preset& preset)
{
    return saveOwn(folder, preset.id, preset.label, presetToJson(preset));
}

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
