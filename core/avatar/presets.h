// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/regions.h"
#include "head/controls.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

/// A named expression: values of the 52 face shapes; what it does not name is zero. One with regions leaves the rest of the face alone.
struct Preset {
    std::string id;                // the file's name without ".json": "smile"; the key on the command line
    std::string label;             // English, for people: "Smile"
    std::vector<std::string> tags; // for search: "happy", "mouth"
    int order = 0;                 // place in lists, smaller first
    head::ControlValues controls;
    std::vector<Region> regions; // what it moves; empty: the whole face
};

/// One preset from its JSON text. Throws Error "unsupported", naming `id`, when it is not a preset, names an unknown control,
/// or one that is no face shape.
[[nodiscard]] Preset presetFromJson(std::string_view json, const std::string& id);

/// The preset as JSON text, which presetFromJson reads back.
[[nodiscard]] std::string presetToJson(const Preset& preset);

/// A preset of the face shapes in `values`, those of `regions` only unless that is empty.
[[nodiscard]] Preset presetFromPose(const head::ControlValues& values, std::string label, std::vector<std::string> tags,
                                    std::vector<Region> regions = {});

/// The face shapes that `preset` moves, part of the way from `from` to it; `amount` 1 is exactly the preset, more goes beyond.
[[nodiscard]] std::vector<std::pair<std::string, double>> mixedPose(const head::ControlValues& from, const Preset& preset,
                                                                   double amount);

/// All *.json of `folder`, in their order. Throws Error "storage" when the folder cannot be read, else as presetFromJson.
[[nodiscard]] std::vector<Preset> loadPresets(const std::filesystem::path& folder);

/// The presets that ship with Effigy.
[[nodiscard]] std::vector<Preset> builtInPresets();

/// The 15 mouth shapes of speech that ship with Effigy, "sil" to "ou"; they move lips and jaw only.
[[nodiscard]] std::vector<Preset> builtInVisemes();

/// Where a person's own poses lie: $XDG_DATA_HOME/effigy/poses; it may not be there yet. Throws Error "storage" without a home.
[[nodiscard]] std::filesystem::path poseFolder();

/// The poses in `folder`, none when it is not there. Throws as loadPresets.
[[nodiscard]] std::vector<Preset> ownPoses(const std::filesystem::path& folder);

/// Writes `preset` as `folder`/ID.json, whole or not at all, and makes the folder if need be; an empty id gets one after its label that is not taken.
///   returns  the id
/// Throws Error "storage"; "unsupported" when there is no label.
std::string savePreset(const std::filesystem::path& folder, const Preset& preset);

/// The one with that id. Throws Error "unsupported" that lists the known ids.
[[nodiscard]] const Preset& findPreset(const std::vector<Preset>& presets, std::string_view id);

} // namespace effigy::avatar
