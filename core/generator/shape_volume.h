// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "generator/stages.h"
#include "mesh/mesh.h"

#include <vector>

namespace effigy::generator {

/// Densities of a head on a regular grid over the cube of its planes.
struct ShapeVolume {
    int size = 0;               // samples along each side
    double side = 1.0;          // of the cube, world units
    std::vector<float> density; // [x, y, z], z fastest, before softplus
};

/// Where the samples lie.
enum class ShapeGrid {
    Straight,  // on the grid
    Published, // as the published script has it: y and x run on by a part of a step within each row
               // and plane, and the first axis is turned around
};

/// Samples the densities of one head; a border of 30 / 256 of the size is set to -1000, so that
/// surfaces are closed.
///   planes  [1, K, P, P, C] as the deform stage gives them
/// Source: Chan et al. 2022 (EG3D), released scripts. Progress stage: "shape".
[[nodiscard]] ShapeVolume shapeVolume(const Generator& generator, const torch::Tensor& planes,
                                      int size, ShapeGrid grid, base::Progress& progress,
                                      const base::CancelToken& cancel);

/// The surface at `level` of a straight volume, in the head frame, metres, with normals.
[[nodiscard]] mesh::Mesh shapeSurface(const Generator& generator, const ShapeVolume& volume,
                                      float level);

} // namespace effigy::generator
