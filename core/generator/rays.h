// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/config.h"

#include <torch/types.h>

namespace effigy::generator {

/// Rays through the pixel centres of a square picture, row by row, in world units.
struct Rays {
    torch::Tensor origins;    // [N, R*R, 3]
    torch::Tensor directions; // [N, R*R, 3] unit
};

/// labels [N, >= 25] f32: cam2world, then intrinsics divided by the picture's size; skew is honoured.
[[nodiscard]] Rays cameraRays(const torch::Tensor& labels, int resolution);

/// Where each ray's samples begin and end.
struct RaySpan {
    torch::Tensor start; // [N, M, 1]
    torch::Tensor end;   // [N, M, 1]
};

/// Entry into and exit from the cube of side `boxWarp` about the origin; rays that miss it get the nearest entry of all others
/// as start and the farthest entry as end, as published.
[[nodiscard]] RaySpan boxSpan(const Rays& rays, double boxWarp);

/// The same by slabs alone: start -1 and end -2 where a ray misses.
[[nodiscard]] RaySpan boxEntries(const Rays& rays, double boxWarp);

/// The span that the config asks for.
[[nodiscard]] RaySpan raySpan(const Rays& rays, const RenderingConfig& config);

/// Depths of stratified samples [N, M, S]: S steps from start to end, each moved forwards by jitter times one step.
///   jitter  [N or 1, M, S] in [0, 1)
[[nodiscard]] torch::Tensor stratifiedDepths(const RaySpan& span, const torch::Tensor& jitter, bool inDisparity);

/// What importance sampling draws from.
struct ImportanceBins {
    torch::Tensor edges;   // [N, M, S - 1] middles of neighbouring depths
    torch::Tensor weights; // [N, M, S - 3] smoothed, of the bins between the edges; the last has none
};
/// The arguments of importanceDepths, turned into bins.
[[nodiscard]] ImportanceBins importanceBins(const torch::Tensor& depths, const torch::Tensor& weights);

/// Depths where the coarse samples found something [N, M, F], in the order of `draws`.
///   depths   [N, M, S] ascending
///   weights  [N, M, S - 1] of the march over them
///   draws    [N or 1, M, F] in [0, 1)
/// Source: Mildenhall et al. 2020 (NeRF), Sec. 5.2, weights smoothed as in Barron et al. 2021 (Mip-NeRF), Eq. 18.
[[nodiscard]] torch::Tensor importanceDepths(const torch::Tensor& depths, const torch::Tensor& weights, const torch::Tensor& draws);

} // namespace effigy::generator
