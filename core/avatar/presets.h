// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

/// A named expression: values of the 52 face shapes; what it does not name is zero.
struct Preset {
    std::string id;                // the file's name without ".json": "smile"; the key on the command line
    std::string label;             // English, for people: "Smile"
    std::vector<std::string> tags; // for search: "happy", "mouth"
    int order = 0;                 // place in lists, smaller first
    head::ControlValues controls;
};

/// One preset from its JSON text. Throws Error "unsupported", naming `id`, when it is not a preset, names an unknown control,
/// or one that is no face shape.
[[nodiscard]] Preset presetFromJson(std::string_view json, const std::string& id);

/// All *.json of `folder`, in their order. Throws Error "storage" when the folder cannot be read, else as presetFromJson.
[[nodiscard]] std::vector<Preset> loadPresets(const std::filesystem::path& folder);

/// The presets that ship with Effigy.
[[nodiscard]] std::vector<Preset> builtInPresets();

/// The one with that id. Throws Error "unsupported" that lists the known ids.
[[nodiscard]] const Preset& findPreset(const std::vector<Preset>& presets, std::string_view id);

} // namespace effigy::avatar
