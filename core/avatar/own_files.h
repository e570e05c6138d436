// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace effigy::avatar {

/// Where a person's own things of one kind lie: $XDG_DATA_HOME/effigy/KIND; it may not be there yet. Throws Error "storage" without a home.
[[nodiscard]] std::filesystem::path ownFolder(std::string_view kind);

/// Writes `json` as `folder`/ID.json, whole or not at all, and makes the folder if need be.
///   id     an empty one gets one after `label` that is not taken
///   label  for people
///   returns  the id
/// Throws Error "storage"; "unsupported" when there is no label.
std::string saveOwn(const std::filesystem::path& folder, std::string id, const std::string& label, std::string_view json);

} // namespace effigy::avatar
