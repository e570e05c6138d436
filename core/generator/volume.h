// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/parameter_scope.h"
#include "generator/plane_sampler.h"
#include "generator/ray_marcher.h"
#include "generator/stages.h"

#include <torch/types.h>

namespace effigy::generator {

class PointWarp;

/// Features of the planes to colours and density: a network of one hidden layer.
///   features  [N, M, C] mean over the planes
/// Source: Chan et al. 2022 (EG3D), Sec. 4.2.
[[nodiscard]] PointSamples decode(const ParameterScope& scope, const torch::Tensor& features, double lrMul);

/// What a volume is made of.
struct Volume {
    torch::Tensor planes; // [N, K, H, W, C]
    PlaneGeometry geometry;
    ParameterScope decoder;
    RenderingConfig config;
    bool hasBlocks = false;          // pixels look at planes' blocks once for each of their quarters
    const PointWarp* warp = nullptr; // bends the volume; null: it is as the planes have it. Not owned
};

///   quarters  of the pixels that the points are seen in (pixelQuarters); undefined: blocks are seen as texels hold them
[[nodiscard]] PointSamples sampleVolume(const Volume& volume, const torch::Tensor& points, const torch::Tensor& quarters = {});

/// pixelQuarters of a picture, where the volume has blocks; else undefined.
[[nodiscard]] torch::Tensor quartersIn(const Volume& volume, const torch::Tensor& labels, int resolution);

/// Every step of a rendering, for those who want to look.
struct VolumeRendering {
    torch::Tensor coarseDepths; // [N, M, S]
    PointSamples coarse;        // colours [N, M S, C], density [N, M S, 1]
    March coarseMarch;
    torch::Tensor fineDepths;   // [N, M, F] in the order of the draws; undefined without importance sampling
    PointSamples fine;
    torch::Tensor allDepths;    // [N, M, S + F] ascending
    March march;                // the result
};

/// Random numbers of a rendering, each in [0, 1).
struct RayDraws {
    torch::Tensor jitter; // [N or 1, M, S]
    torch::Tensor fine;   // [N or 1, M, F]
};

/// The draws that the options ask for; sizes that they leave open come from `config`.
[[nodiscard]] RayDraws rayDraws(const RayOptions& options, const RenderingConfig& config, std::int64_t batch, std::int64_t rays);

[[nodiscard]] VolumeRendering renderVolume(const Volume& volume, const torch::Tensor& labels, int resolution,
                                           const RayDraws& draws);

/// The same with densities that are constants, seen at the middles of the `samples` intervals between looks that count most
/// in their ray: where surfaces are hard, two or three say all. Differentiable in what colours depend on.
///   jitter  [N or 1, M, S] in [0, 1), of the looks
[[nodiscard]] March renderColours(const Volume& volume, const torch::Tensor& labels, int resolution, const torch::Tensor& jitter, int samples);

/// Densities [N, M, 1] alone, from no more channels and units than they depend on. No gradient.
[[nodiscard]] torch::Tensor sampleDensity(const Volume& volume, const torch::Tensor& points);

} // namespace effigy::generator
