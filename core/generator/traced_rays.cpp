// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/traced_rays.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/plane_decoder.h"
#include "generator/rays.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr float kMet = 0.003F;         // weight from which a guide ray's sample has met something
constexpr float kLeastWeight = 0.004F; // of a sample whose colour is looked at
constexpr double kSurelyMet = 0.95;    // opacity below which a ray may have passed a thin part unseen
constexpr int kThinSamples = 64;       // over the stretch of such a ray
constexpr int kRaysPerTask = 256;

/// The stretch of a ray where something may be; empty when near > far.
struct Stretch {
    float near = std::numeric_limits<float>::max();
    float far = std::numeric_limits<float>::lowest();
    [[nodiscard]] bool isEmpty() const { return near > far; }
    void include(const Stretch& other)
    {
        near = std::min(near, other.near);
        far = std::max(far, other.far);
    }
};

float softplusOf(float x)
{
    return x > 20.0F ? x : std::log1p(std::exp(x));
}

/// Densities at `depths` [M, S] along the rays of rows `which` of `rays`; [M, S].
Tensor densities(const Volume& volume, const Rays& rays, const Tensor& which, const Tensor& depths)
{
    const Tensor origins = rays.origins[0].index_select(0, which),
                 directions = rays.directions[0].index_select(0, which);
    const Tensor points = origins.unsqueeze(1) + depths.unsqueeze(2) * directions.unsqueeze(1);
    const Tensor flat = points.reshape({1, -1, 3});
    const Tensor density = canFuse(volume)
                               ? sampleVolumeFused(volume, flat, Decoded::Density).density
                               : sampleVolume(volume, flat).density;
    return density.reshape(depths.sizes());
}

/// What one guide ray meets, with a step to spare on both sides.
Stretch metBy(const float* depths, const float* density, int samples)
{
    Stretch stretch;
    const float step = depths[1] - depths[0];
    float through = 1.0F;
    for (int s = 0; s < samples && through > kMet; ++s) {
        const float alpha = 1.0F - std::exp(-softplusOf(density[s] - 1.0F) * step);
        if (through * alpha > kMet)
            stretch.include({depths[s] - step, depths[s] + step});
        through *= 1.0F - alpha;
    }
    return stretch;
}

std::vector<Stretch> guideStretches(const Volume& volume, const Tensor& labels)
{
    const int across = volume.config.guideResolution, samples = volume.config.depthSamples;
    const Rays rays = cameraRays(labels, across);
    const auto count = static_cast<std::int64_t>(across) * across;
    const Tensor depths =
        stratifiedDepths(raySpan(rays, volume.config), torch::full({1, count, samples}, 0.5F),
                         volume.config.disparitySampling)[0]
            .contiguous();
    const Tensor density =
        densities(volume, rays, at::arange(count, torch::kInt64), depths).contiguous();
    std::vector<Stretch> stretches(static_cast<std::size_t>(count));
    for (std::int64_t ray = 0; ray < count; ++ray)
        stretches[static_cast<std::size_t>(ray)] =
            metBy(depths.data_ptr<float>() + ray * samples,
                  density.data_ptr<float>() + ray * samples, samples);
    return stretches;
}

/// The union over each guide ray's neighbourhood of 3x3.
std::vector<Stretch> widened(const std::vector<Stretch>& stretches, int across)
{
    std::vector<Stretch> wide(stretches.size());
    for (int row = 0; row < across; ++row)
        for (int column = 0; column < across; ++column)
            for (int r = std::max(0, row - 1); r <= std::min(across - 1, row + 1); ++r)
                for (int c = std::max(0, column - 1); c <= std::min(across - 1, column + 1); ++c)
                    wide[static_cast<std::size_t>(row * across + column)].include(
                        stretches[static_cast<std::size_t>(r * across + c)]);
    return wide;
}

/// Rays that may meet something, and depths on them.
struct Candidates {
    Tensor rays;   // [A] i64, row by row
    Tensor depths; // [A, S] ascending, evenly spread over the stretch
};

Candidates candidates(const std::vector<Stretch>& guide, int across, int resolution, int samples)
{
    std::vector<std::int64_t> rays;
    std::vector<float> depths;
    for (int row = 0; row < resolution; ++row)
        for (int column = 0; column < resolution; ++column) {
            const int cell = row * across / resolution * across + column * across / resolution;
            const Stretch& stretch = guide[static_cast<std::size_t>(cell)];
            if (stretch.isEmpty())
                continue;
            rays.push_back(static_cast<std::int64_t>(row) * resolution + column);
            for (int s = 0; s < samples; ++s)
                depths.push_back(stretch.near + (stretch.far - stretch.near) *
                                                    static_cast<float>(s) /
                                                    static_cast<float>(samples - 1));
        }
    const auto count = static_cast<std::int64_t>(rays.size());
    return {torch::tensor(rays, torch::kInt64),
            torch::tensor(depths, torch::kFloat32).reshape({count, samples})};
}

struct Sorted {
    Tensor depths;
    Tensor density;
};

Sorted merged(const Tensor& depthsA, const Tensor& densityA, const Tensor& depthsB,
              const Tensor& densityB)
{
    const Tensor depths = at::cat({depthsA, depthsB}, 1),
                 density = at::cat({densityA, densityB}, 1);
    const Tensor order = depthOrder(depths);
    return {depths.gather(1, order), density.gather(1, order)};
}

/// Weights of the intervals between neighbouring samples [A, S - 1].
Tensor intervalWeights(const Sorted& samples)
{
    const auto rays = samples.depths.size(0), count = samples.depths.size(1);
    return marchRays(torch::zeros({1, rays, count, 1}), samples.density.unsqueeze(0),
                     samples.depths.unsqueeze(0), false)
        .weights[0];
}

Tensor evenDraws(int count)
{
    return ((at::arange(count, torch::kFloat32) + 0.5) / count).reshape({1, 1, count});
}

/// Looks again, closely, at rays that met little: ears and rims are thinner than a step. Rays that met enough get samples
/// of no length instead, so that all have as many.
Sorted withThinParts(const Volume& volume, const Rays& rays, const Candidates& candidate, const Sorted& found)
{
    const Tensor opacity = intervalWeights(found).sum(1);
    const Tensor thin = opacity.lt(kSurelyMet).nonzero().reshape({-1});
    if (thin.size(0) == 0)
        return found;
    const auto last = [](const Tensor& x) { return x.slice(1, x.size(1) - 1).repeat({1, kThinSamples}); };
    Tensor depths = last(found.depths), density = last(found.density);
    const Tensor ends = candidate.depths.index_select(0, thin);
    const Tensor near = ends.slice(1, 0, 1), far = ends.slice(1, ends.size(1) - 1);
    const Tensor closely = near + (far - near) * evenDraws(kThinSamples)[0];
    depths.index_copy_(0, thin, closely);
    density.index_copy_(0, thin, densities(volume, rays, candidate.rays.index_select(0, thin), closely));
    return merged(found.depths, found.density, depths, density);
}

/// Keeps the samples that are seen. An interval's colour is the mean of its ends, so each end has
/// half of its weight.
TracedRays seenSamples(const Rays& rays, const Tensor& which, const Sorted& samples,
                       const Tensor& intervals, int resolution)
{
    const auto count = samples.depths.size(0), s = samples.depths.size(1);
    const auto pixels = static_cast<std::int64_t>(resolution) * resolution;
    const Tensor depths = samples.depths.contiguous(), weights = intervals.contiguous(),
                 pixelOf = which.contiguous();
    std::vector<std::int64_t> kept, first(static_cast<std::size_t>(pixels) + 1, 0);
    std::vector<float> keptWeights;
    TracedRays traced;
    traced.resolution = resolution;
    traced.alpha = torch::zeros({1, 1, resolution, resolution});
    traced.depth = torch::zeros({1, 1, resolution, resolution});
    const auto *w = weights.data_ptr<float>(), *t = depths.data_ptr<float>();
    for (std::int64_t ray = 0; ray < count; ++ray) {
        const std::int64_t pixel = pixelOf.data_ptr<std::int64_t>()[ray];
        float alpha = 0.0F, depth = 0.0F, keptSum = 0.0F;
        const auto before = kept.size();
        for (std::int64_t k = 0; k < s; ++k) {
            const float left = k > 0 ? w[ray * (s - 1) + k - 1] : 0.0F,
                        right = k + 1 < s ? w[ray * (s - 1) + k] : 0.0F;
            const float weight = 0.5F * (left + right);
            alpha += weight;
            depth += weight * t[ray * s + k];
            if (weight < kLeastWeight)
                continue;
            kept.push_back(ray * s + k);
            keptWeights.push_back(weight);
            keptSum += weight;
        }
        first[static_cast<std::size_t>(pixel) + 1] =
            static_cast<std::int64_t>(kept.size() - before);
        for (std::size_t k = before; k < kept.size(); ++k)
            keptWeights[k] *= alpha / keptSum;
        if (keptSum > 0.0F) {
            traced.alpha.data_ptr<float>()[pixel] = alpha;
            traced.depth.data_ptr<float>()[pixel] = depth / alpha;
        }
    }
    for (std::size_t pixel = 1; pixel < first.size(); ++pixel)
        first[pixel] += first[pixel - 1];
    const Tensor index = torch::tensor(kept, torch::kInt64);
    const Tensor ray = which.index_select(0, index.div(s, "floor"));
    traced.points =
        rays.origins[0].index_select(0, ray) +
        depths.reshape({-1, 1}).index_select(0, index) * rays.directions[0].index_select(0, ray);
    traced.points = traced.points.unsqueeze(0).contiguous();
    traced.weights = torch::tensor(keptWeights, torch::kFloat32);
    traced.first = torch::tensor(first, torch::kInt64);
    return traced;
}

// Sums [K, C] by `weights` into pixels [P, C], pixel p from samples first[p] to first[p + 1].
class GatherSamples : public torch::autograd::Function<GatherSamples> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& colours, const Tensor& weights,
                          const Tensor& first)
    {
        const auto pixels = first.size(0) - 1, channels = colours.size(1);
        const Tensor sums = torch::zeros({pixels, channels});
        const auto *from = colours.data_ptr<float>(), *w = weights.data_ptr<float>();
        const auto* start = first.data_ptr<std::int64_t>();
        auto* to = sums.data_ptr<float>();
        base::parallelFor(static_cast<int>(pixels), kRaysPerTask, [&](int begin, int end) {
            for (std::int64_t p = begin; p < end; ++p)
                for (std::int64_t k = start[p]; k < start[p + 1]; ++k)
                    for (std::int64_t c = 0; c < channels; ++c)
                        to[p * channels + c] += w[k] * from[k * channels + c];
        });
        context->save_for_backward({weights, first});
        return sums;
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor dy = grads[0].contiguous();
        const auto pixels = saved[1].size(0) - 1, channels = dy.size(1);
        const Tensor colours = torch::empty({saved[0].size(0), channels});
        const auto *from = dy.data_ptr<float>(), *w = saved[0].data_ptr<float>();
        const auto* start = saved[1].data_ptr<std::int64_t>();
        auto* to = colours.data_ptr<float>();
        base::parallelFor(static_cast<int>(pixels), kRaysPerTask, [&](int begin, int end) {
            for (std::int64_t p = begin; p < end; ++p)
                for (std::int64_t k = start[p]; k < start[p + 1]; ++k)
                    for (std::int64_t c = 0; c < channels; ++c)
                        to[k * channels + c] = w[k] * from[p * channels + c];
        });
        return {colours, Tensor(), Tensor()};
    }
};

} // namespace

TracedRays traceVolume(const Volume& volume, const Tensor& labels, int resolution)
{
    base::require(volume.config.guideResolution > 0 && labels.size(0) == 1,
                  "traceVolume: one picture of a guided config");
    const at::NoGradGuard noGradient;
    const int across = std::min(volume.config.guideResolution, resolution);
    auto guided = volume;
    guided.config.guideResolution = across;
    const auto stretches = widened(guideStretches(guided, labels), across);
    const Rays rays = cameraRays(labels, resolution);
    const auto candidate =
        candidates(stretches, across, resolution, volume.config.importanceSamples);
    const Sorted coarse = {candidate.depths,
                           densities(volume, rays, candidate.rays, candidate.depths)};
    if (candidate.rays.size(0) == 0)
        return seenSamples(rays, candidate.rays, coarse, candidate.depths.slice(1, 1), resolution);
    const Tensor fineDepths =
        importanceDepths(coarse.depths.unsqueeze(0), intervalWeights(coarse).unsqueeze(0),
                         evenDraws(volume.config.refinementSamples))[0];
    const Sorted all = withThinParts(volume, rays, candidate,
                                     merged(coarse.depths, coarse.density, fineDepths,
                                            densities(volume, rays, candidate.rays, fineDepths)));
    return seenSamples(rays, candidate.rays, all, intervalWeights(all), resolution);
}

CameraStage shadeVolume(const Volume& volume, const TracedRays& traced)
{
    const Tensor colours =
        canFuse(volume)
            ? sampleVolumeFused(volume, traced.points, Decoded::ColourAndDensity).colours
            : decode(volume.decoder, samplePlanes(volume.planes, traced.points, volume.geometry),
                     volume.config.decoderLrMul)
                  .colours;
    const Tensor sums = GatherSamples::apply(colours[0].contiguous(), traced.weights, traced.first);
    const Tensor shown =
        volume.config.whiteBack ? sums + (1.0 - traced.alpha.reshape({-1, 1})) : sums;
    const Tensor features =
        (shown * 2.0 - 1.0).t().reshape({1, colours.size(2), traced.resolution, traced.resolution});
    return {.features = features, .depth = traced.depth, .alpha = traced.alpha};
}

} // namespace effigy::generator
