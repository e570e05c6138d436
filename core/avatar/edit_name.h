// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

/// What an edit is called in the history, by the studio as by the command line; English.

/// Things one after the other, kNamedThings of them at most: "Jaw open, Head yaw, Head pitch, …". What is set to a value has no other name.
[[nodiscard]] std::string listed(std::span<const std::string> things);
inline constexpr std::size_t kNamedThings = 3;

/// What was done, and to what: "Clip of motion: nod", "Add keys: Jaw open, Head yaw".
///   deed    "Clip of motion"
///   things  what it was done to; none: the deed alone
[[nodiscard]] std::string editName(std::string_view deed, std::span<const std::string> things);
[[nodiscard]] std::string editName(std::string_view deed, const std::string& thing);
/// The same for what was done to controls: "Add keys: Jaw open".
[[nodiscard]] std::string controlEditName(std::string_view deed, std::span<const std::string> ids);

/// Label of a control, "Jaw open"; an id that is no control's as it is.
[[nodiscard]] std::string controlLabel(std::string_view id);
/// Labels of several, each once, in the order in which they come.
[[nodiscard]] std::vector<std::string> controlLabels(std::span<const std::string> ids);

} // namespace effigy::avatar
