// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace effigy::project {

/// Where projects live that were never saved by hand: $XDG_DATA_HOME/effigy/recovery, made if need be.
/// Throws Error "storage".
[[nodiscard]] std::filesystem::path recoveryFolder();

/// A name in that folder that is not taken, after the photo's: "holiday-2.effigy".
[[nodiscard]] std::filesystem::path newRecoveryPath(const std::string& photoName);

/// A project that was left behind.
struct RecoveredProject {
    std::filesystem::path path;
    std::string photoName;
    double ageSeconds = 0.0;               // since its last change
    std::optional<base::Image> thumbnail;
};

/// What a studio offers at its next start, newest first. Files that cannot be opened are left out and left alone.
[[nodiscard]] std::vector<RecoveredProject> recoverableProjects();

} // namespace effigy::project
