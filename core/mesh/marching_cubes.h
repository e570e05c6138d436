// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <array>
#include <span>

namespace effigy::mesh {

/// A scalar field on a regular grid, the last axis fastest.
struct ScalarGrid {
    std::array<int, 3> size = {0, 0, 0}; // along x, y, z; at least 2 each
    std::span<const float> values;       // [x, y, z]
};

/// The surface where the field passes `level`, in grid steps from the first sample. Triangles are
/// counter-clockwise seen from where the field is lower; neighbouring cubes share vertices, so the
/// surface is closed but at the grid's border. No normals. Where a face is ambiguous, corners above
/// the level are kept apart. Throws ContractError when sizes disagree. Source: Lorensen and Cline
/// 1987; cases traced, not tabulated.
[[nodiscard]] Mesh marchingCubes(const ScalarGrid& grid, float level);

} // namespace effigy::mesh
