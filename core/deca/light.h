// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace effigy::deca {

/// The nine factors of the terms 1, x, y, z, xy, xz, yz, x^2 - y^2, 3 z^2 - 1 of a diffuse surface,
/// [9] f32. Source: Ramamoorthi and Hanrahan 2001, Eq. 12 and 13, in the scaling of DECA.
[[nodiscard]] torch::Tensor shConstants();

/// Shading [B, 3, H, W] of surfaces that face `normals` [B, 3, H, W], in `light` [B, 9, 3] f32 RGB.
/// Not clamped; differentiable.
[[nodiscard]] torch::Tensor shShading(const torch::Tensor& normals, const torch::Tensor& light);

/// Shading [B, N, 3] by point lights: mean over lights of colour times cosine, which is not
/// clamped.
///   points, normals  [B, N, 3]
///   lights           [B, L, 6] place, colour
[[nodiscard]] torch::Tensor pointShading(const torch::Tensor& points, const torch::Tensor& normals,
                                         const torch::Tensor& lights);

/// Shading [B, N, 3] by lights from far away: mean over lights of colour times cosine, clamped to
/// 0..1.
///   normals  [B, N, 3]
///   lights   [B, L, 6] direction, colour
[[nodiscard]] torch::Tensor directionalShading(const torch::Tensor& normals,
                                               const torch::Tensor& lights);

} // namespace effigy::deca
