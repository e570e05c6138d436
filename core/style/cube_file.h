// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"
#include "style/cube_lut.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace effigy::style {

struct Tone;

/// A .cube file as it is kept, and what it says.
struct CubeFile {
    std::vector<std::byte> bytes;
    CubeLut lut;
};

/// Throws Error "storage" when the file cannot be read or is larger than any table needs; as readCube for what is in it.
[[nodiscard]] CubeFile readCubeFile(const std::filesystem::path& path);

/// The table in the bytes of such a file. Throws as readCube.
[[nodiscard]] CubeLut cubeOf(const std::vector<std::byte>& bytes, const std::string& name);

/// Writes the whole grade that `values` ask for, and `tone` after it where there is one, as a .cube file.
///   size  entries along an edge
/// Throws Error "storage".
void writeGrade(const std::filesystem::path& path, const head::ControlValues& values, const Tone* tone, int size, const std::string& title);

} // namespace effigy::style
