// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace effigy::app {

/// Throws Error "storage" unless the folder of `file` exists: better at once than after hours of training.
void requireFolderOf(const std::filesystem::path& file);

/// What `--device` means: `wanted` itself, and for "auto" "cuda" where there is a GPU, else "cpu".
[[nodiscard]] std::string chosenDevice(const std::string& wanted);

/// Lets a GPU's products and convolutions be fast rather than exact to the last bit.
void preferFastProducts();

/// Threads that take pictures while a network trains: `asked`, or, if that is 0, all cores but two.
[[nodiscard]] int cameraThreads(int asked);

} // namespace effigy::app
