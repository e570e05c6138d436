// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/volume.h"

#include "base/error.h"
#include "generator/convolution.h"
#include "generator/pixel_blocks.h"
#include "generator/plane_decoder.h"
#include "generator/point_warp.h"
#include "generator/rays.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
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

PointSamples sampleVolume(const Volume& volume, const Tensor& bent, const Tensor& quarters)
{
    const Tensor points = volume.warp ? volume.warp->applied(bent) : bent;
    if (canFuse(volume))
        return FusedVolume(volume, Decoded::ColourAndDensity).sample(points, quarters);
    Tensor features = samplePlanes(volume.planes, points, volume.geometry);
    if (quarters.defined())
        features = withPixelBlocks(features, volume.planes, points, quarters, volume.geometry);
    return decode(volume.decoder, features, volume.config.decoderLrMul);
}

Tensor quartersIn(const Volume& volume, const Tensor& labels, int resolution)
{
    return volume.hasBlocks ? pixelQuarters(labels, resolution) : Tensor();
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
    const Tensor quarters = quartersIn(volume, labels, resolution);
    r.coarse = sampleVolume(volume, pointsAt(rays, r.coarseDepths), quarters);
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
    r.fine = sampleVolume(volume, pointsAt(rays, r.fineDepths), quarters);
    const Merged all = merged(r.coarseDepths, r.coarse, r.fineDepths, r.fine);
    r.allDepths = all.depths;
    r.march = marchSorted(all.samples, all.depths, volume.config.whiteBack);
    return r;
}

Tensor sampleDensity(const Volume& volume, const Tensor& bent)
{
    const at::NoGradGuard noGradient;
    const Tensor points = volume.warp ? volume.warp->applied(bent) : bent;
    if (canFuse(volume))
        return FusedVolume(volume, Decoded::Density).sample(points).density;
    const auto net = volume.decoder / "net";
    const auto first = net / "0", second = net / "2";
    const double lrMul = volume.config.decoderLrMul;
    const Tensor &weight = first["weight"], out = second["weight"][0];
    const Tensor units = out.nonzero().reshape({-1});
    const Tensor own = weight.index_select(0, units);
    const Tensor channels = own.ne(0.0).any(0).nonzero().reshape({-1});
    // A layer's gain falls with its number of inputs: those that are left out are still counted.
    const auto share = [](const Tensor& kept, std::int64_t of) { return std::sqrt(static_cast<double>(kept.size(0)) / static_cast<double>(of)); };
    const Tensor features = samplePlanes(volume.planes.index_select(4, channels), points, volume.geometry);
    const Tensor hidden = at::softplus(fullyConnected(features, own.index_select(1, channels) * share(channels, weight.size(1)),
                                                      first["bias"].index_select(0, units), lrMul));
    return fullyConnected(hidden, out.index_select(0, units).unsqueeze(0) * share(units, out.size(0)), second["bias"].slice(0, 0, 1), lrMul);
}

March renderColours(const Volume& volume, const Tensor& labels, int resolution, const Tensor& jitter, int samples)
{
    base::require(samples > 0 && samples < jitter.size(2), "renderColours: some samples, fewer than looks");
    const Rays rays = cameraRays(labels, resolution);
    March march;
    Tensor places, shares; // [N, M, samples]
    {
        const at::NoGradGuard noGradient;
        const Tensor depths = stratifiedDepths(raySpan(rays, volume.config), jitter, volume.config.disparitySampling);
        const auto n = depths.size(0), m = depths.size(1), s = depths.size(2);
        const Tensor density = sampleDensity(volume, pointsAt(rays, depths)).reshape({n, m, s});
        march = marchRays(at::zeros({n, m, s, 1}, depths.options()), density, depths, false);
        const auto [most, where] = at::topk(march.weights, samples, 2);
        places = (0.5 * (depths.slice(2, 1) + depths.slice(2, 0, s - 1))).gather(2, where);
        shares = most * (march.opacity / most.sum(2, true).clamp_min(1e-6)); // the intervals left out look like those
    }
    const auto n = places.size(0), m = places.size(1);
    const Tensor colours = sampleVolume(volume, pointsAt(rays, places), quartersIn(volume, labels, resolution)).colours.reshape({n, m, samples, -1});
    const Tensor seen = (colours * shares.unsqueeze(3)).sum(2);
    march.colour = (volume.config.whiteBack ? seen + (1.0 - march.opacity) : seen) * 2.0 - 1.0;
    return march;
}

} // namespace effigy::generator
