// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/traced_rays.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/seen_rays.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr float kMet = 0.003F;         // weight from which a guide ray's sample has met something
constexpr float kEmpty = -20.0F;       // density below which a step's opacity rounds to nothing
constexpr int kThinSamples = 64;       // over the stretch of a ray that may have passed a thin part
constexpr int kRaysPerTask = 256;
constexpr int kGuidesPerTask = 16; // so that their samples stay in the cache
constexpr float kEdgeAlpha = 0.25F; // change of opacity among neighbours from which a pixel lies on an outline
constexpr float kEdgeDepth = 0.03F; // likewise of depth, world units: twelve millimetres
constexpr int kPassed = 4;          // pixels beside an outline whose rays may have passed what ends there
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

std::vector<Stretch> guideStretches(const DensityField& field, const Tensor& labels, int across)
{
    const int samples = field.config().depthSamples;
    const Rays rays = cameraRays(labels, across);
    const auto count = static_cast<std::int64_t>(across) * across;
    const Tensor depths =
        stratifiedDepths(raySpan(rays, field.config()), torch::full({1, count, samples}, 0.5F),
                         field.config().disparitySampling)[0]
            .contiguous();
    const Tensor origins = rays.origins[0].contiguous(), directions = rays.directions[0].contiguous();
    const auto *origin = origins.data_ptr<float>(), *direction = directions.data_ptr<float>(), *depth = depths.data_ptr<float>();
    std::vector<Stretch> stretches(static_cast<std::size_t>(count));
    const auto look = [&](int begin, int end) {
        std::vector<float> points, density(static_cast<std::size_t>(end - begin) * samples);
        points.reserve(3 * density.size());
        for (std::ptrdiff_t ray = begin; ray < end; ++ray)
            for (int s = 0; s < samples; ++s)
                for (int axis = 0; axis < 3; ++axis)
                    points.push_back(origin[3 * ray + axis] + depth[ray * samples + s] * direction[3 * ray + axis]);
        field.at(points.data(), static_cast<int>(density.size()), density.data());
        for (std::ptrdiff_t ray = begin; ray < end; ++ray)
            stretches[static_cast<std::size_t>(ray)] = metBy(depth + ray * samples, density.data() + (ray - begin) * samples, samples);
    };
    if (field.isFused())
        base::parallelFor(static_cast<int>(count), kGuidesPerTask, look);
    else
        look(0, static_cast<int>(count));
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
std::vector<Candidate> candidates(const Guide& guide, int resolution, int across, const std::function<bool(std::size_t)>& isWanted, bool mayHide)
{
    std::vector<Candidate> found;
    for (int row = 0; row < resolution; ++row)
        for (int column = 0; column < resolution; ++column) {
            const auto pixel = static_cast<std::int64_t>(row) * resolution + column;
            const Stretch& stretch = guide.of(row, column, resolution);
            if (stretch.isEmpty() || !isWanted(static_cast<std::size_t>(pixel)))
                continue;
            for (int y = 0; y < across; ++y)
                for (int x = 0; x < across; ++x)
                    found.push_back({.ray = (std::int64_t{row} * across + y) * resolution * across + column * across + x,
                                     .pixel = pixel,
                                     .near = stretch.near,
                                     .far = stretch.far,
                                     .mayHide = mayHide});
        }
    return found;
}

/// Largest minus smallest value of each pixel's neighbourhood of 3x3.
Tensor contrast(const Tensor& picture)
{
    const auto largest = [](const Tensor& x) { return at::max_pool2d(x, {3, 3}, {1, 1}, {1, 1}); };
    return largest(picture) + largest(-picture);
}

std::vector<bool> listOf(const Tensor& pixels)
{
    const Tensor dense = pixels.contiguous();
    const auto* first = dense.data_ptr<bool>();
    return std::vector<bool>(first, first + dense.numel()); // braces would make a list of two
}

/// Pixels that show what lies behind something near them, whose edge their rays may have passed, [resolution^2].
std::vector<bool> besideEdges(const TracedRays& traced)
{
    constexpr double kNothing = 1e3;
    const Tensor met = traced.alpha.gt(0.5);
    const Tensor depth = traced.depth.masked_fill(met.logical_not(), kNothing);
    const Tensor nearest = -at::max_pool2d(-depth, {2 * kPassed + 1, 2 * kPassed + 1}, {1, 1}, {kPassed, kPassed});
    return listOf(met.logical_and((depth - nearest).gt(kEdgeDepth)));
}

/// Pixels where a part of the head ends, [resolution^2].
std::vector<bool> outline(const TracedRays& traced)
{
    // Depth means nothing where nothing is met: there the outline shows in the opacity.
    const Tensor met = traced.alpha.gt(0.5);
    const Tensor farthest = at::where(met, traced.depth, at::full_like(traced.depth, -1e3));
    const Tensor depth = at::where(met, traced.depth, at::max_pool2d(farthest, {3, 3}, {1, 1}, {1, 1}));
    const Tensor ends = contrast(traced.alpha).gt(kEdgeAlpha)
                            .logical_or(contrast(depth).gt(kEdgeDepth).logical_and(met));
    return listOf(ends);
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

TracedRays tracedRays(const Volume& volume, const Tensor& labels, int resolution, Outlines outlines)
{
    const int across = std::min(volume.config.guideResolution, resolution);
    const DensityField field(volume);
    const Guide guide = {widened(guideStretches(field, labels, across), across), across};
    const Rays rays = cameraRays(labels, resolution);
    SeenRays plain = lookAlong(field, rays, candidates(guide, resolution, 1, [](std::size_t) { return true; }, false), kThinSamples);
    TracedRays traced = broughtTogether(plain, {}, {}, 1.0F, resolution);
    if (outlines == Outlines::Plain)
        return traced;
    const auto beside = besideEdges(traced);
    if (const auto again = candidates(guide, resolution, 1, [&](std::size_t pixel) { return beside[pixel]; }, true); !again.empty()) {
        plain = replaced(plain, lookAlong(field, rays, again, kThinSamples), beside);
        traced = broughtTogether(plain, {}, {}, 1.0F, resolution);
    }
    const auto ends = outline(traced);
    const auto closely = candidates(guide, resolution, kAcross, [&](std::size_t pixel) { return ends[pixel]; }, true);
    if (closely.empty())
        return traced;
    const SeenRays close = lookAlong(field, cameraRays(labels, resolution * kAcross), closely, kThinSamples);
    return broughtTogether(plain, close, ends, 1.0F / (kAcross * kAcross), resolution);
}

} // namespace

TracedRays traceVolume(const Volume& volume, const Tensor& labels, int resolution, Outlines outlines)
{
    base::require(volume.config.guideResolution > 0 && labels.size(0) == 1,
                  "traceVolume: one picture of a guided config");
    const at::NoGradGuard noGradient;
    TracedRays traced = tracedRays(volume, labels, resolution, outlines);
    traced.label = labels;
    return traced;
}

CameraStage shadeVolume(const Volume& volume, const TracedRays& traced)
{
    const Tensor colours = sampleVolume(volume, traced.points, quartersIn(volume, traced.label, traced.resolution)).colours;
    const Tensor sums = GatherSamples::apply(colours[0].contiguous(), traced.weights, traced.first);
    const Tensor shown =
        volume.config.whiteBack ? sums + (1.0 - traced.alpha.reshape({-1, 1})) : sums;
    const Tensor features =
        (shown * 2.0 - 1.0).t().reshape({1, colours.size(2), traced.resolution, traced.resolution});
    return {.features = features, .depth = traced.depth, .alpha = traced.alpha};
}

} // namespace effigy::generator
