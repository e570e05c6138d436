// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media_handles.h"

#include <filesystem>
#include <string>

namespace effigy::exporter {

// FFmpeg's failures as ours; for the sources of films alone.

/// What FFmpeg says about a failure.
[[nodiscard]] std::string reason(int error);

/// Throws Error "storage", naming the film at `path`, when `result` is a failure.
void checkWrite(int result, const std::filesystem::path& path);

} // namespace effigy::exporter
