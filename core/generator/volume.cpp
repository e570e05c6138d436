// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/volume.h"

#include "base/error.h"
#include "generator/convolution.h"
#include "generator/plane_decoder.h"
#include "generator/rays.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

Tensor pointsAt(const Rays& rays, const Tensor& depths)
{
    const auto n = depths.size(0), m = depths.size(1), s = depths.size(2);
    const Tensor points = rays.origins.unsqueeze(2) + depths.unsqueeze(3) * rays.directions.unsqueeze(2);
    return points.reshape({n, m * s, 3});
}

// March over samples that come ray by ray; `order` sorts the last axis of depths.
March marchSorted(const PointSamples& samples, const Tensor& depths, bool whiteBack)
{
    const auto n = depths.size(0), m = depths.size(1), s = depths.size(2);
    return marchRays(samples.colours.reshape({n, m, s, -1}), samples.density.reshape({n, m, s}), depths, whiteBack);
}

// Samples of both passes by rays, sorted by depth.
struct Merged {
    Tensor depths;
    PointSamples samples;
};

Merged merged(const Tensor& coarseDepths, const PointSamples& coarse, const Tensor& fineDepths, const PointSamples& fine)
{
    const auto n = coarseDepths.size(0), m = coarseDepths.size(1);
    const auto s = coarseDepths.size(2), f = fineDepths.size(2), c = coarse.colours.size(2);
    const Tensor depths = at::cat({coarseDepths, fineDepths}, 2);
    const Tensor order = depthOrder(depths);
    const Tensor colours = at::cat({coarse.colours.reshape({n, m, s, c}), fine.colours.reshape({n, m, f, c})}, 2);
    const Tensor density = at::cat({coarse.density.reshape({n, m, s}), fine.density.reshape({n, m, f})}, 2);
    // One index into rays times samples: selecting whole rows is much faster than gathering single numbers.
    const Tensor rows = (order + at::arange(n * m, order.options()).reshape({n, m, 1}) * (s + f)).reshape({-1});
    Merged result;
    result.depths = depths.gather(2, order);
    result.samples.colours = colours.reshape({n * m * (s + f), c}).index_select(0, rows).reshape({n, m * (s + f), c});
    result.samples.density = density.gather(2, order).reshape({n, m * (s + f), 1});
    return result;
}

} // namespace

PointSamples decode(const ParameterScope& scope, const Tensor& features, double lrMul)
{
    const auto net = scope / "net";
    const auto first = net / "0", second = net / "2";
    const Tensor hidden = at::softplus(fullyConnected(features, first["weight"], first["bias"], lrMul));
    const Tensor out = fullyConnected(hidden, second["weight"], second["bias"], lrMul);
    // A little beyond 0..1, so that sigmoids need not saturate. Source: Barron et al. 2021 (Mip-NeRF), App. A.
    return {.colours = out.slice(2, 1).sigmoid() * 1.002 - 0.001, .density = out.slice(2, 0, 1)};
}

PointSamples sampleVolume(const Volume& volume, const Tensor& points)
{
    if (canFuse(volume))
        return sampleVolumeFused(volume, points, Decoded::ColourAndDensity);
    return decode(volume.decoder, samplePlanes(volume.planes, points, volume.geometry), volume.config.decoderLrMul);
}

RayDraws rayDraws(const RayOptions& options, const RenderingConfig& config, std::int64_t batch, std::int64_t rays)
{
    const auto samples = options.depthSamples > 0 ? options.depthSamples : config.depthSamples;
    const auto fine = options.importanceSamples >= 0 ? options.importanceSamples : config.importanceSamples;
    const auto f32 = torch::TensorOptions(torch::kFloat32);
    switch (options.draw) {
    case RayOptions::Draw::Given: return {options.jitter, options.fineDraws};
    case RayOptions::Draw::Random: {
        const auto draw = [&](std::int64_t count) {
            const std::vector<std::int64_t> sizes = {batch, rays, count};
            return options.random.defined() ? at::rand(sizes, options.random, f32) : at::rand(sizes, f32);
        };
        const Tensor jitter = draw(samples);
        return {jitter, draw(fine)};
    }
    case RayOptions::Draw::Middle: break;
    }
    const Tensor even = (at::arange(fine, f32) + 0.5) / static_cast<double>(std::max(fine, 1));
    return {torch::full({1, rays, samples}, 0.5F), even.reshape({1, 1, fine}).expand({1, rays, fine})};
}

VolumeRendering renderVolume(const Volume& volume, const Tensor& labels, int resolution, const RayDraws& draws)
{
    const Rays rays = cameraRays(labels, resolution);
    base::require(draws.jitter.size(1) == rays.origins.size(1), "renderVolume: one row of draws per ray");
    VolumeRendering r;
    r.coarseDepths = stratifiedDepths(raySpan(rays, volume.config), draws.jitter, volume.config.disparitySampling);
    r.coarse = sampleVolume(volume, pointsAt(rays, r.coarseDepths));
    if (!draws.fine.defined() || draws.fine.size(2) == 0) {
        r.allDepths = r.coarseDepths;
        r.march = r.coarseMarch = marchSorted(r.coarse, r.coarseDepths, volume.config.whiteBack);
        return r;
    }
    {
        const at::NoGradGuard noGradient;
        r.coarseMarch = marchSorted(r.coarse, r.coarseDepths, volume.config.whiteBack);
        r.fineDepths = importanceDepths(r.coarseDepths, r.coarseMarch.weights, draws.fine);
    }
    r.fine = sampleVolume(volume, pointsAt(rays, r.fineDepths));
    const Merged all = merged(r.coarseDepths, r.coarse, r.fineDepths, r.fine);
    r.allDepths = all.depths;
    r.march = marchSorted(all.samples, all.depths, volume.config.whiteBack);
    return r;
}

} // namespace effigy::generator
