// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace effigy::base {

/// The folder that holds what ships with Effigy (head model, generator, presets, sample photo): the value of
/// EFFIGY_RESOURCES if set, else `../share/effigy` beside the program, else the source tree's `resources/`.
/// Throws Error "internal" when none of them exists.
[[nodiscard]] std::filesystem::path resourceFolder();

/// `resourceFolder() / relative`; throws Error "model_missing" when that file does not exist.
[[nodiscard]] std::filesystem::path resource(const std::filesystem::path& relative);

} // namespace effigy::base
