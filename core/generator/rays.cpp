// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/rays.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/ray_operators.h"
#include "generator/ray_sampler.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace effigy::generator {

namespace {

using torch::Tensor;

// The head's centre in world units: a little above the eyes' line, about the middle of skull and jaw.
constexpr float kHeadCentre[3] = {0.0F, 0.03F, -0.05F};

Tensor steps(int count, const torch::TensorOptions& options)
{
    return at::arange(count, options);
}

} // namespace

Rays cameraRays(const Tensor& labels, int resolution)
{
    base::require(labels.dim() == 2 && labels.size(1) >= 25, "cameraRays: labels have 25 numbers");
    const auto n = labels.size(0);
    const Tensor worldFromCamera = labels.slice(1, 0, 16).reshape({n, 4, 4});
    const Tensor k = labels.slice(1, 16, 25).reshape({n, 9, 1});
    const Tensor fx = k.select(1, 0), skew = k.select(1, 1), cx = k.select(1, 2), fy = k.select(1, 4), cy = k.select(1, 5);
    const Tensor centres = (steps(resolution, labels.options()) + 0.5) / resolution;
    const Tensor u = centres.repeat({resolution}).unsqueeze(0);
    const Tensor v = centres.repeat_interleave(resolution).unsqueeze(0);
    const Tensor x = (u - cx + cy * skew / fy - skew * v / fy) / fx;
    const Tensor y = (v - cy) / fy;
    const Tensor one = at::ones_like(x);
    const Tensor inCamera = at::stack({x, y, one, one}, 2); // [N, M, 4]
    const Tensor inWorld = at::matmul(inCamera, worldFromCamera.transpose(1, 2)).slice(2, 0, 3);
    const Tensor origin = worldFromCamera.slice(1, 0, 3).select(2, 3).unsqueeze(1); // [N, 1, 3]
    const Tensor towards = inWorld - origin;
    return {origin.expand_as(towards), towards / towards.norm(2, {2}, true).clamp_min(1e-12)};
}

RaySpan boxEntries(const Rays& rays, double boxWarp)
{
    const double half = 0.5 * boxWarp;
    const Tensor inverse = 1.0 / rays.directions;
    const Tensor low = (-half - rays.origins) * inverse, high = (half - rays.origins) * inverse;
    const Tensor start = at::minimum(low, high).amax({2}, true);
    const Tensor end = at::maximum(low, high).amin({2}, true);
    const Tensor misses = start > end;
    return {at::where(misses, at::full_like(start, -1.0), start), at::where(misses, at::full_like(end, -2.0), end)};
}

RaySpan boxSpan(const Rays& rays, double boxWarp)
{
    const RaySpan span = boxEntries(rays, boxWarp);
    const Tensor hits = span.end > span.start;
    if (!hits.any().item<bool>())
        return span;
    const Tensor starts = span.start.masked_select(hits);
    return {at::where(hits, span.start, starts.min()), at::where(hits, span.end, starts.max())};
}

RaySpan raySpan(const Rays& rays, const RenderingConfig& config)
{
    const Tensor first = rays.origins.slice(2, 0, 1);
    switch (config.range) {
    case DepthRange::Fixed: return {at::full_like(first, config.near), at::full_like(first, config.far)};
    case DepthRange::Auto: return boxSpan(rays, config.boxWarp);
    case DepthRange::AroundHead: break;
    }
    const Tensor centre = torch::tensor({kHeadCentre[0], kHeadCentre[1], kHeadCentre[2]}).to(first.options());
    const Tensor distance = (rays.origins - centre).norm(2, {2}, true);
    constexpr double kNearest = 0.05; // a camera inside the head still looks forwards
    return {(distance - config.headRadius).clamp_min(kNearest), distance + config.headRadius};
}

Tensor stratifiedDepths(const RaySpan& span, const Tensor& jitter, bool inDisparity)
{
    const auto samples = jitter.size(2);
    const double step = 1.0 / static_cast<double>(samples - 1);
    const Tensor position = steps(static_cast<int>(samples), span.start.options()) * step + jitter * step;
    if (inDisparity)
        return 1.0 / ((1.0 - position) / span.start + position / span.end);
    return span.start + position * (span.end - span.start);
}

ImportanceBins importanceBins(const Tensor& depths, const Tensor& weights)
{
    const auto n = depths.size(0), m = depths.size(1), s = depths.size(2);
    base::require(s >= 4 && weights.size(2) == s - 1, "importanceBins: at least four depths, one weight less");
    const Tensor t = depths.detach().contiguous(), w = weights.detach().contiguous();
    const ImportanceBins bins = {torch::empty({n, m, s - 1}), torch::empty({n, m, s - 3})};
    RaySampler sampler(static_cast<int>(s));
    for (std::int64_t ray = 0; ray < n * m; ++ray) {
        const float* rayWeights = w.data_ptr<float>() + ray * (s - 1);
        sampler.prepare(t.data_ptr<float>() + ray * s, rayWeights);
        std::copy(sampler.edges().begin(), sampler.edges().end(), bins.edges.data_ptr<float>() + ray * (s - 1));
        for (int j = 1; j < s - 2; ++j)
            bins.weights.data_ptr<float>()[ray * (s - 3) + j - 1] = RaySampler::smoothed(rayWeights, j);
    }
    return bins;
}

Tensor importanceDepths(const Tensor& depths, const Tensor& weights, const Tensor& draws)
{
    const auto n = depths.size(0), m = depths.size(1), s = depths.size(2), f = draws.size(2);
    base::require(s >= 4 && weights.size(2) == s - 1, "importanceDepths: at least four depths, one weight less");
    if (!depths.device().is_cpu())
        return importanceDepthsWithOperators(depths, weights, draws);
    const Tensor t = depths.detach().contiguous(), w = weights.detach().contiguous();
    const Tensor u = draws.expand({n, m, f}).contiguous();
    Tensor fine = torch::empty({n, m, f});
    const auto *tAt = t.data_ptr<float>(), *wAt = w.data_ptr<float>(), *uAt = u.data_ptr<float>();
    auto* fineAt = fine.data_ptr<float>();
    base::parallelFor(static_cast<int>(n * m), 256, [&](int begin, int end) {
        RaySampler sampler(static_cast<int>(s));
        for (std::int64_t ray = begin; ray < end; ++ray) {
            sampler.prepare(tAt + ray * s, wAt + ray * (s - 1));
            for (std::int64_t i = 0; i < f; ++i)
                fineAt[ray * f + i] = sampler.depthAt(uAt[ray * f + i]);
        }
    });
    return fine;
}

} // namespace effigy::generator
