// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace effigy::avatar {

/// A named look: values of the look's controls; what it does not name is neutral.
struct LookPreset {
    std::string id;    // the file's name without ".json": "oil"; the key on the command line
    std::string label; // English, for people: "Oil portrait"
    int order = 0;     // place in lists, smaller first
    head::ControlValues controls;
};

/// One look from its JSON text. Throws Error "unsupported", naming `id`, when it is not a look or names a control that is none of a look.
/// The strength, the light and the colours of the mouth are none: they belong to scene and person.
[[nodiscard]] LookPreset lookFromJson(std::string_view json, const std::string& id);

/// The looks that ship with Effigy, the plain one first. Throws Error "storage" when they cannot be read, else as lookFromJson.
[[nodiscard]] std::vector<LookPreset> builtInLooks();
/// All *.json of `folder`, in their order.
[[nodiscard]] std::vector<LookPreset> loadLooks(const std::filesystem::path& folder);

/// Where a person's own looks lie; see own_files.h. Throws Error "storage" without a home.
[[nodiscard]] std::filesystem::path lookFolder();
/// The looks in `folder`, none when it is not there. Throws as loadLooks.
[[nodiscard]] std::vector<LookPreset> ownLooks(const std::filesystem::path& folder);
/// The looks that ship with Effigy and, as "own.ID", a person's own.
[[nodiscard]] std::vector<LookPreset> knownLooks();
/// What begins the ids of own looks beside those that ship.
inline constexpr std::string_view kOwnLook = "own.";

/// The look that `values` have. Throws Error "unsupported" for a look that only this avatar can show, as it has learnt it.
[[nodiscard]] LookPreset lookFromControls(const head::ControlValues& values, std::string label);
/// The look as JSON text, which lookFromJson reads back.
[[nodiscard]] std::string lookToJson(const LookPreset& look);
/// Writes `look` as `folder`/ID.json; an empty id gets one after its label. Returns the id. Throws as saveOwn.
std::string saveLook(const std::filesystem::path& folder, const LookPreset& look);

/// The controls that looks consist of: all of the look's but the strength, the light and the colours of the mouth.
[[nodiscard]] const std::vector<std::string>& mixedControls();
/// True when `values` are exactly that look.
[[nodiscard]] bool hasLook(const head::ControlValues& values, const LookPreset& look);

/// The one with that id. Throws Error "unsupported" that lists the known ids.
[[nodiscard]] const LookPreset& findLook(const std::vector<LookPreset>& looks, std::string_view id);

/// What the controls of a look become part of the way from `from` to `look`: 0 nothing changes, 1 exactly the look. A number
/// that only one of both makes use of is taken from that one.
[[nodiscard]] std::vector<std::pair<std::string, double>> blendedLook(const head::ControlValues& from, const LookPreset& look,
                                                                     double amount);

/// What they become when `amount` of `look` is laid on `from`: amounts add up to 1 at most, numbers that both make use of are weighed by
/// them. In which order looks are laid on a plain picture does not matter, unless an amount passes 1.
[[nodiscard]] std::vector<std::pair<std::string, double>> addedLook(const head::ControlValues& from, const LookPreset& look,
                                                                   double amount);

} // namespace effigy::avatar
