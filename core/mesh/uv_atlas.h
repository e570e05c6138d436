// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"
#include "mesh/rasteriser.h"

namespace effigy::mesh {

/// Which triangle owns each texel of the UV atlas, and where on it the texel's centre lies. Texel (x, y) of `size` has its
/// centre at u = (x + 0.5) / size, v = 1 - (y + 0.5) / size. Depth means nothing. Throws ContractError without UVs.
[[nodiscard]] RasterBuffer rasteriseAtlas(const Mesh& mesh, int size);

/// Texels of an atlas of `size` x `size` whose centre lies well inside more than one UV triangle. 0 for a proper layout.
/// Throws ContractError without UVs.
[[nodiscard]] int countUvOverlaps(const Mesh& mesh, int size);

} // namespace effigy::mesh
