// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/comic.h"

#include "base/smoothstep.h"

#include "style/colour.h"
#include "style/plane_filter.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {

namespace {

float flat(float lightness, float tones)
{
    const float place = lightness * tones, below = std::floor(place);
    constexpr float kHalfEdge = 0.07F; // of a tone: edges without stairs
    return (below + base::smoothstep(0.5F - kHalfEdge, 0.5F + kHalfEdge, place - below)) / tones;
}

/// 1 where the paper stays, 0 where ink is.
base::FloatImage inkLines(const base::FloatImage& luma, double width)
{
    constexpr double kRatio = 1.6;
    constexpr float kSharpen = 18.0F, kThreshold = 0.62F, kSteepness = 9.0F;
    const auto fine = blurred(luma, width), wide = blurred(luma, kRatio * width);
    base::FloatImage lines(luma.width, luma.height, 1);
    for (std::size_t i = 0; i < lines.values.size(); ++i) {
        // What matters is the difference, not how dark the skin is; in what is dark anyway, hair, noise is no line.
        const float sharpen = kSharpen * base::smoothstep(0.12F, 0.42F, wide.values[i]);
        const float u = (1.0F + sharpen) * fine.values[i] - sharpen * wide.values[i];
        const float relative = u / std::max(0.05F, wide.values[i]);
        lines.values[i] = relative >= kThreshold ? 1.0F : std::max(0.0F, 1.0F + std::tanh(kSteepness * (relative - kThreshold)));
    }
    return lines;
}

} // namespace

base::FloatImage comicPicture(const base::FloatImage& picture, const Surface& form, const Comic& comic)
{
    const double mm = pixelsPerMillimetre(form);
    base::FloatImage flats = smoothedBetweenEdges(picture, std::max(1.0, 5.0 * mm), 0.4);
    const auto ink = inkLines(filledLuma(smoothedBetweenEdges(picture, std::max(0.6, 1.5 * mm), 0.45)), std::max(0.5, comic.width * mm));
    const auto tones = static_cast<float>(comic.tones), colour = static_cast<float>(comic.colour);
    const auto lines = static_cast<float>(comic.lines);
    recolour(flats, [&](const Eigen::Vector3f& srgb, int i) -> Eigen::Vector3f {
        Eigen::Vector3f lab = oklabOfSrgb(srgb);
        lab[0] = flat(std::clamp(1.06F * lab[0], 0.0F, 0.98F), tones);
        lab.tail<2>() *= colour;
        return srgbOfOklab(lab) * (1.0F - lines * (1.0F - ink.values[static_cast<std::size_t>(i)]));
    });
    return flats;
}

} // namespace effigy::style
