// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace effigy::generator {

/// What the rays gather.
struct March {
    torch::Tensor colour;  // [N, M, C] sum of weighted colours, mapped c -> 2c - 1
    torch::Tensor depth;   // [N, M, 1] mean depth by weight, clamped to the batch's depths
    torch::Tensor opacity; // [N, M, 1] sum of weights
    torch::Tensor weights; // [N, M, S - 1], no gradient
};

/// Quadrature along rays over mid-points of neighbouring samples.
///   colours  [N, M, S, C] f32, about 0..1
///   density  [N, M, S] f32, before softplus(x - 1)
///   depths   [N, M, S] f32, ascending along the last axis, no gradient
/// Differentiable in colours and density, once.
/// Source: Max 1995, Eq. 10; Chan et al. 2022 (EG3D), supplement.
[[nodiscard]] March marchRays(const torch::Tensor& colours, const torch::Tensor& density, const torch::Tensor& depths,
                              bool whiteBack);

/// The order that sorts depths along the last axis, equal ones kept as they are: [N, M, S] i64.
[[nodiscard]] torch::Tensor depthOrder(const torch::Tensor& depths);

} // namespace effigy::generator
