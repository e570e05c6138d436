// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/marching_cubes.h"

#include <filesystem>

namespace effigy::mesh {

/// Writes a grid as an MRC2014 volume of 32-bit floats, whole or not at all: columns are the last
/// axis, sections the first.
///   cellSide  of the whole grid, as the header's cell
/// Throws Error "storage" when the path cannot be written, ContractError when sizes disagree.
/// Source: Cheng et al. 2015 (MRC2014).
void writeMrc(const std::filesystem::path& path, const ScalarGrid& grid, float cellSide);

} // namespace effigy::mesh
