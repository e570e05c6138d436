// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/rasteriser.h"

#include <torch/types.h>

namespace effigy::deca {

struct RasterSize {
    std::int64_t height = 224;
    std::int64_t width = 224;
};

/// What is seen at every pixel of a batch of meshes.
struct Coverage {
    torch::Tensor face;    // [B, H, W] i64 visible triangle, -1: none
    torch::Tensor weights; // [B, H, W, 3] f32 of its corners; 0 where there is none
    torch::Tensor depth;   // [B, H, W] f32 as the rule compares it; 0 where there is none
};

/// Draws `vertices` [B, V, 3] (-1..1, x right, y down, z > 0 away) with `triangles` [F, 3] i64.
/// With the PyTorch3D rule the weights carry gradients to the vertices' x and y; coverage and depth
/// carry none. Triangles are found on the vertices' GPU if this build draws there, else on the
/// processor.
[[nodiscard]] Coverage rasterise(const torch::Tensor& vertices, const torch::Tensor& triangles,
                                 const RasterSize& size, mesh::RasterRule rule);

/// Attributes [B or 1, F, 3, D] of corners as pictures [B, D + 1, H, W]; the last channel is
/// coverage, 0 or 1. Differentiable.
[[nodiscard]] torch::Tensor interpolate(const Coverage& coverage, const torch::Tensor& attributes);

} // namespace effigy::deca
