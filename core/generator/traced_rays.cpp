// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/traced_rays.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/plane_decoder.h"
#include "generator/rays.h"
#include "generator/seen_samples.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr float kMet = 0.003F;         // weight from which a guide ray's sample has met something
constexpr float kEmpty = -20.0F;       // density below which a step's opacity rounds to nothing
constexpr double kSurelyMet = 0.95;    // opacity below which a ray may have passed a thin part unseen
constexpr int kThinSamples = 64;       // over the stretch of such a ray
constexpr int kRaysPerTask = 256;
constexpr float kEdgeAlpha = 0.25F; // change of opacity among neighbours from which a pixel lies on an outline
constexpr float kEdgeDepth = 0.03F; // likewise of depth, world units: twelve millimetres
constexpr int kAcross = 2;          // rays across a pixel of an outline

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

/// What is looked through: a volume, made ready where that is possible.
struct Field {
    const Volume& volume;
    std::optional<FusedVolume> fused = canFuse(volume) ? std::optional<FusedVolume>({volume, Decoded::Density}) : std::nullopt;

    [[nodiscard]] const RenderingConfig& config() const { return volume.config; }

    /// Densities at `depths` [M, S] along the rays of rows `which` of `rays`; [M, S].
    [[nodiscard]] Tensor densities(const Rays& rays, const Tensor& which, const Tensor& depths) const
    {
        const Tensor origins = rays.origins[0].index_select(0, which),
                     directions = rays.directions[0].index_select(0, which);
        const Tensor points = (origins.unsqueeze(1) + depths.unsqueeze(2) * directions.unsqueeze(1)).reshape({1, -1, 3});
        return (fused ? fused->sample(points).density : sampleDensity(volume, points)).reshape(depths.sizes());
    }
};

/// What one guide ray meets, with a step to spare on both sides.
Stretch metBy(const float* depths, const float* density, int samples)
{
    Stretch stretch;
    const float step = depths[1] - depths[0];
    float through = 1.0F;
    for (int s = 0; s < samples && through > kMet; ++s) {
        if (density[s] < kEmpty)
            continue;
        const float alpha = 1.0F - std::exp(-softplusOf(density[s] - 1.0F) * step);
        if (through * alpha > kMet)
            stretch.include({depths[s] - step, depths[s] + step});
        through *= 1.0F - alpha;
    }
    return stretch;
}

std::vector<Stretch> guideStretches(const Field& field, const Tensor& labels, int across)
{
    const int samples = field.config().depthSamples;
    const Rays rays = cameraRays(labels, across);
    const auto count = static_cast<std::int64_t>(across) * across;
    const Tensor depths =
        stratifiedDepths(raySpan(rays, field.config()), torch::full({1, count, samples}, 0.5F),
                         field.config().disparitySampling)[0]
            .contiguous();
    const Tensor density =
        field.densities(rays, at::arange(count, torch::kInt64), depths).contiguous();
    std::vector<Stretch> stretches(static_cast<std::size_t>(count));
    const auto *depth = depths.data_ptr<float>(), *dense = density.data_ptr<float>();
    base::parallelFor(static_cast<int>(count), kRaysPerTask, [&](int begin, int end) {
        for (std::ptrdiff_t ray = begin; ray < end; ++ray)
            stretches[static_cast<std::size_t>(ray)] = metBy(depth + ray * samples, dense + ray * samples, samples);
    });
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

/// Where something may be, by the guide rays' neighbourhoods.
struct Guide {
    std::vector<Stretch> stretches;
    int across = 0;
    [[nodiscard]] const Stretch& of(int row, int column, int resolution) const
    {
        return stretches[static_cast<std::size_t>(row * across / resolution * across + column * across / resolution)];
    }
};

/// Rays where something may be, of a picture `across` times as large: within each wanted pixel row by row.
Candidates candidates(const Guide& guide, int resolution, int samples, int across, const std::function<bool(std::size_t)>& isWanted)
{
    std::vector<std::int64_t> rays, pixels;
    std::vector<float> depths;
    for (int row = 0; row < resolution; ++row)
        for (int column = 0; column < resolution; ++column) {
            const auto pixel = static_cast<std::int64_t>(row) * resolution + column;
            const Stretch& stretch = guide.of(row, column, resolution);
            if (stretch.isEmpty() || !isWanted(static_cast<std::size_t>(pixel)))
                continue;
            for (int y = 0; y < across; ++y)
                for (int x = 0; x < across; ++x) {
                    rays.push_back((std::int64_t{row} * across + y) * resolution * across + column * across + x);
                    pixels.push_back(pixel);
                    for (int s = 0; s < samples; ++s)
                        depths.push_back(stretch.near + (stretch.far - stretch.near) * static_cast<float>(s) /
                                                            static_cast<float>(samples - 1));
                }
        }
    const auto count = static_cast<std::int64_t>(rays.size());
    return {torch::tensor(rays, torch::kInt64), torch::tensor(pixels, torch::kInt64),
            torch::tensor(depths, torch::kFloat32).reshape({count, samples})};
}

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
Sorted withThinParts(const Field& field, const Rays& rays, const Candidates& candidate, const Sorted& found)
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
    density.index_copy_(0, thin, field.densities(rays, candidate.rays.index_select(0, thin), closely));
    return merged(found.depths, found.density, depths, density);
}

Looked lookAlong(const Field& field, const Rays& rays, Candidates candidate)
{
    const Sorted coarse = {candidate.depths, field.densities(rays, candidate.rays, candidate.depths)};
    if (candidate.rays.size(0) == 0)
        return {&rays, std::move(candidate), coarse, coarse.depths.slice(1, 1)};
    const Tensor fineDepths = importanceDepths(coarse.depths.unsqueeze(0), intervalWeights(coarse).unsqueeze(0),
                                               evenDraws(field.config().refinementSamples))[0];
    const Sorted all = withThinParts(field, rays, candidate,
                                     merged(coarse.depths, coarse.density, fineDepths,
                                            field.densities(rays, candidate.rays, fineDepths)));
    return {&rays, std::move(candidate), all, intervalWeights(all)};
}

/// Largest minus smallest value of each pixel's neighbourhood of 3x3.
Tensor contrast(const Tensor& picture)
{
    const auto largest = [](const Tensor& x) { return at::max_pool2d(x, {3, 3}, {1, 1}, {1, 1}); };
    return largest(picture) + largest(-picture);
}

/// Pixels where a part of the head ends, [resolution^2].
std::vector<bool> outline(const TracedRays& traced)
{
    // Depth means nothing where nothing is met: there the outline shows in the opacity.
    const Tensor met = traced.alpha.gt(0.5);
    const Tensor farthest = at::where(met, traced.depth, at::full_like(traced.depth, -1e3));
    const Tensor depth = at::where(met, traced.depth, at::max_pool2d(farthest, {3, 3}, {1, 1}, {1, 1}));
    const Tensor ends = contrast(traced.alpha).gt(kEdgeAlpha)
                            .logical_or(contrast(depth).gt(kEdgeDepth).logical_and(met))
                            .contiguous();
    const auto* end = ends.data_ptr<bool>();
    return std::vector<bool>(end, end + ends.numel()); // braces would make a list of two
}

/// `looked` without the rays of the marked pixels.
Looked without(const Looked& looked, const std::vector<bool>& marked)
{
    std::vector<std::int64_t> kept;
    const auto* pixel = looked.candidate.pixels.data_ptr<std::int64_t>();
    for (std::int64_t ray = 0; ray < looked.candidate.pixels.size(0); ++ray)
        if (!marked[static_cast<std::size_t>(pixel[ray])])
            kept.push_back(ray);
    const Tensor rows = torch::tensor(kept, torch::kInt64);
    const auto chosen = [&](const Tensor& x) { return x.index_select(0, rows); };
    return {looked.rays,
            {chosen(looked.candidate.rays), chosen(looked.candidate.pixels), chosen(looked.candidate.depths)},
            {chosen(looked.samples.depths), chosen(looked.samples.density)},
            chosen(looked.intervals)};
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

TracedRays traceVolume(const Volume& volume, const Tensor& labels, int resolution, Outlines outlines)
{
    base::require(volume.config.guideResolution > 0 && labels.size(0) == 1,
                  "traceVolume: one picture of a guided config");
    const at::NoGradGuard noGradient;
    const int across = std::min(volume.config.guideResolution, resolution);
    const Field field{volume};
    const Guide guide = {widened(guideStretches(field, labels, across), across), across};
    const int samples = volume.config.importanceSamples;
    const Rays rays = cameraRays(labels, resolution);
    const Looked all = lookAlong(field, rays, candidates(guide, resolution, samples, 1, [](std::size_t) { return true; }));
    SeenSamples first(resolution);
    first.add(all, 1.0F);
    TracedRays traced = first.traced();
    if (outlines == Outlines::Plain)
        return traced;
    const auto ends = outline(traced);
    const Candidates close = candidates(guide, resolution, samples, kAcross, [&](std::size_t pixel) { return ends[pixel]; });
    if (close.rays.size(0) == 0)
        return traced;
    const Rays closeRays = cameraRays(labels, resolution * kAcross);
    SeenSamples seen(resolution);
    seen.add(without(all, ends), 1.0F);
    seen.add(lookAlong(field, closeRays, close), 1.0F / (kAcross * kAcross));
    return seen.traced();
}

CameraStage shadeVolume(const Volume& volume, const TracedRays& traced)
{
    const Tensor colours =
        canFuse(volume)
            ? FusedVolume(volume, Decoded::ColourAndDensity).sample(traced.points).colours
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
