// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/hatching.h"

#include "base/parallel.h"
#include "base/smoothstep.h"
#include "style/colour.h"
#include "style/plane_filter.h"
#include "style/position_noise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::style {

namespace {

/// One set of parallel cuts: their normal in the head frame and the darkness from which on they are drawn.
struct Layer {
    Eigen::Vector3f normal;
    float from;
    float to; // where their lines touch
};

std::array<Layer, 3> layersOf(const Hatching& hatching)
{
    const auto turned = [](double degrees, float depth) {
        const double angle = degrees * EIGEN_PI / 180.0;
        return Eigen::Vector3f(static_cast<float>(std::sin(angle)), static_cast<float>(std::cos(angle)), depth).normalized();
    };
    return {{{turned(hatching.angle, 0.35F), 0.12F, 1.1F},
             {turned(hatching.angle + 55.0, 0.2F), 0.45F, 1.3F},
             {turned(hatching.angle - 50.0, 0.3F), 0.66F, 1.35F}}};
}

/// Coverage 0..1 of a line pattern: `place` in lines, `step` how many lines a pixel crosses, `width` of a line, 0..1.
float lineCoverage(float place, float step, float width)
{
    const float distance = std::abs(place - std::round(place)); // 0 on the line, 0.5 between
    const float blur = std::max(step, 1e-4F);
    const float sharp = std::clamp((0.5F * width - distance) / blur + 0.5F, 0.0F, 1.0F);
    return sharp + base::smoothstep(0.35F, 0.8F, step) * (width - sharp); // too fine to be seen singly
}

} // namespace

base::FloatImage hatchedPicture(const base::FloatImage& picture, const Surface& form, const Hatching& hatching)
{
    const double mm = pixelsPerMillimetre(form);
    const auto points = pointsInHead(form);
    const auto tone = blurred(filledLuma(picture), 0.6 * mm);
    const auto layers = layersOf(hatching);
    const auto linesPerMetre = static_cast<float>(1000.0 / hatching.spacing);
    const auto colourful = static_cast<float>(hatching.colour);
    const Eigen::Vector3f paper(0.965F, 0.955F, 0.93F), graphite(0.13F, 0.13F, 0.15F);
    base::FloatImage result = picture;
    recolour(result, [&](const Eigen::Vector3f& colour, int i) -> Eigen::Vector3f {
        const auto at = static_cast<std::size_t>(i);
        const int x = i % picture.width, y = i / picture.width;
        const auto pointAt = [&](int px, int py) {
            const float* v = points.at(std::clamp(px, 0, picture.width - 1), std::clamp(py, 0, picture.height - 1));
            return Eigen::Vector3f(v[0], v[1], v[2]);
        };
        const Eigen::Vector3f p = pointAt(x, y), right = pointAt(x + 1, y), below = pointAt(x, y + 1);
        const float darkness = 1.0F - base::smoothstep(0.02F, 0.92F, tone.values[at]);
        const float wobble = 0.55F * (valueNoise(90.0F * p, 41) - 0.5F) + 0.12F * (valueNoise(500.0F * p, 42) - 0.5F);
        float paperLeft = 1.0F;
        for (const Layer& layer : layers) {
            const float width = 0.85F * std::clamp((darkness - layer.from) / (layer.to - layer.from), 0.0F, 0.95F);
            if (width <= 0.0F)
                continue;
            const float pressure = 0.75F + 0.5F * (valueNoise(260.0F * p, 43) - 0.5F);
            const float step = linesPerMetre
                               * std::min(0.01F, std::hypot(layer.normal.dot(right - p), layer.normal.dot(below - p)));
            paperLeft *= 1.0F - pressure * lineCoverage(linesPerMetre * layer.normal.dot(p) + wobble, step, width);
        }
        // Broad strokes of the lead's side under the lines.
        paperLeft *= 1.0F - (0.22F + 0.25F * colourful) * (darkness + 0.35F * colourful * (1.0F - darkness));
        Eigen::Vector3f lab = oklabOfSrgb(colour);
        lab[0] = 0.85F * std::min(lab[0], 0.7F);
        lab.tail<2>() *= 1.7F;
        const Eigen::Vector3f pencil = graphite + colourful * (srgbOfOklab(lab) - graphite);
        return pencil + paperLeft * (paper - pencil);
    });
    return result;
}

} // namespace effigy::style
