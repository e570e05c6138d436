// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/watercolour.h"

#include "base/parallel.h"
#include "style/colour.h"
#include "style/plane_filter.h"
#include "style/position_noise.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {

namespace {

/// Tones in soft steps: flat in the middle of each, quick between them.
float stepped(float value, float steps)
{
    const float place = value * steps, below = std::floor(place);
    constexpr float kSoftness = 5.0F;
    const float part = 0.5F + 0.5F * std::tanh(kSoftness * (place - below - 0.5F)) / std::tanh(0.5F * kSoftness);
    return (below + part) / steps;
}

/// Shapes end unevenly: the picture with its pixels displaced by noise on the form.
base::FloatImage unsteady(const base::FloatImage& picture, const base::FloatImage& points, double mm)
{
    base::FloatImage result = picture;
    base::parallelFor(picture.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < picture.width; ++x) {
                float* pixel = result.at(x, y);
                if (pixel[3] <= 0.0F)
                    continue;
                const Eigen::Vector3f p = 220.0F * Eigen::Vector3f(points.at(x, y)[0], points.at(x, y)[1], points.at(x, y)[2]);
                const auto reach = static_cast<float>(2.2 * mm);
                const float px = static_cast<float>(x) + reach * (cloudNoise(p, 21) - 0.5F) * 2.0F;
                const float py = static_cast<float>(y) + reach * (cloudNoise(p, 22) - 0.5F) * 2.0F;
                const float alpha = sampled(picture, px, py, 3);
                if (alpha <= 0.05F)
                    continue; // beyond the silhouette
                for (int c = 0; c < 3; ++c)
                    pixel[c] = pixel[3] * std::min(1.0F, sampled(picture, px, py, c) / alpha);
            }
    });
    return result;
}

/// How much pigment dries where a wash ends, 0..1.
base::FloatImage dryingEdges(const base::FloatImage& washes, double mm)
{
    const auto luma = blurred(filledLuma(washes), 0.5 * mm);
    base::FloatImage edges(luma.width, luma.height, 1);
    for (int y = 0; y < luma.height; ++y)
        for (int x = 0; x < luma.width; ++x) {
            const auto at = [&](int dx, int dy) { return *luma.at(std::clamp(x + dx, 0, luma.width - 1), std::clamp(y + dy, 0, luma.height - 1)); };
            const float slope = std::hypot(at(1, 0) - at(-1, 0), at(0, 1) - at(0, -1)) * static_cast<float>(mm);
            // The rim of the head is an edge as well.
            const float* pixel = washes.at(x, y);
            *edges.at(x, y) = std::min(1.0F, 6.0F * slope) * pixel[3];
        }
    return edges;
}

/// Height of rough paper, about 0.
float paperAt(const Eigen::Vector3f& p) { return 0.6F * (valueNoise(1100.0F * p, 31) - 0.5F) + 0.4F * (valueNoise(420.0F * p, 32) - 0.5F); }

} // namespace

base::FloatImage watercolourPicture(const base::FloatImage& picture, const Surface& form, const Watercolour& water)
{
    const double mm = pixelsPerMillimetre(form);
    const auto points = pointsInHead(form);
    constexpr double kApart = 0.35; // colours closer than that run together
    base::FloatImage washes = smoothedBetweenEdges(unsteady(picture, points, mm), std::max(1.0, water.wash * mm), kApart);
    const auto steps = static_cast<float>(water.steps);
    recolour(washes, [&](const Eigen::Vector3f& colour, int) -> Eigen::Vector3f {
        Eigen::Vector3f lab = oklabOfSrgb(colour);
        lab[0] = stepped(std::clamp(lab[0], 0.0F, 1.0F), steps);
        lab[0] = 0.24F + 0.76F * std::pow(lab[0], 0.9F); // transparent colour never gets dark
        lab.tail<2>() *= 1.2F;
        return srgbOfOklab(lab);
    });
    washes = smoothedBetweenEdges(washes, std::max(0.6, 0.8 * mm), kApart);
    const auto edges = dryingEdges(washes, mm);
    const auto edgeGain = static_cast<float>(1.6 * water.edges), paperGain = static_cast<float>(1.5 * water.paper);
    recolour(washes, [&](const Eigen::Vector3f& colour, int i) -> Eigen::Vector3f {
        const auto at = static_cast<std::size_t>(i);
        const Eigen::Vector3f p(points.values[3 * at], points.values[3 * at + 1], points.values[3 * at + 2]);
        const float flow = 1.3F * (cloudNoise(55.0F * p, 33) - 0.5F);
        const float density = std::max(0.0F, 1.0F + edgeGain * edges.values[at] + flow + paperGain * paperAt(p));
        // Light passes pigment twice: C' = C - (C - C^2)(d - 1).
        return colour - (colour - colour.cwiseProduct(colour)) * (density - 1.0F);
    });
    return washes;
}

} // namespace effigy::style
