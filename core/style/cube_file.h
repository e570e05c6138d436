// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/cube_lut.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace effigy::style {

/// A .cube file as it is kept, and what it says.
struct CubeFile {
    std::vector<std::byte> bytes;
    CubeLut lut;
};

/// Throws Error "storage" when the file cannot be read or is larger than any table needs; as readCube for what is in it.
[[nodiscard]] CubeFile readCubeFile(const std::filesystem::path& path);

/// The table in the bytes of such a file. Throws as readCube.
[[nodiscard]] CubeLut cubeOf(const std::vector<std::byte>& bytes, const std::string& name);

} // namespace effigy::style
