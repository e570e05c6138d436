// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/oil.h"

#include "base/parallel.h"
#include "style/colour.h"
#include "style/plane_filter.h"
#include "style/position_noise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace effigy::style {

namespace {

constexpr int kSectors = 8;
constexpr float kSharpness = 8.0F;  // of the choice among sectors
constexpr float kHardness = 100.0F; // of their variances

using Weights = Eigen::Array<float, kSectors, 1>;

/// The polynomial weights of the eight sectors over the unit disc, in a table.
class SectorTable {
public:
    explicit SectorTable(float radius)
    {
        const float zeta = 2.0F / radius;
        constexpr float kZeroCrossing = 0.58F; // of the sectors, as published
        const float eta = (zeta + std::cos(kZeroCrossing)) / (std::sin(kZeroCrossing) * std::sin(kZeroCrossing));
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                m_weights[static_cast<std::size_t>(y * kSide + x)] = weights(at(x), at(y), zeta, eta);
    }
    /// The nearest entry; x and y in -1..1.
    [[nodiscard]] const Weights& near(float x, float y) const
    {
        const int column = static_cast<int>((x + 1.0F) * kScale + 0.5F), row = static_cast<int>((y + 1.0F) * kScale + 0.5F);
        return m_weights[static_cast<std::size_t>(row * kSide + column)];
    }

private:
    static constexpr int kSide = 49; // finer than the pixels of the largest brush
    static constexpr float kScale = 0.5F * (kSide - 1);
    static float at(int i) { return static_cast<float>(i) / kScale - 1.0F; }

    static Weights weights(float x, float y, float zeta, float eta)
    {
        Weights result;
        const auto fill = [&](int first, float vx, float vy) {
            const float bentX = zeta - eta * vx * vx, bentY = zeta - eta * vy * vy;
            const auto squared = [](float z) { return z > 0.0F ? z * z : 0.0F; };
            result[first] = squared(vy + bentX);
            result[first + 2] = squared(-vx + bentY);
            result[first + 4] = squared(-vy + bentX);
            result[first + 6] = squared(vx + bentY);
        };
        constexpr float kHalfRoot = std::numbers::sqrt2_v<float> / 2.0F;
        fill(0, x, y);
        fill(1, kHalfRoot * (x - y), kHalfRoot * (x + y));
        return result * (std::exp(-3.125F * (x * x + y * y)) / std::max(result.sum(), 1e-9F));
    }

    std::array<Weights, static_cast<std::size_t>(kSide) * kSide> m_weights;
};

/// The colour of one stroke at (x, y): the mean of the sectors, those that are even counting most.
Eigen::Vector3f strokeColour(const base::FloatImage& straight, const Flow& flow, const SectorTable& table, int x, int y, float radius)
{
    const float certainty = *flow.certainty.at(x, y);
    const float stretch = 1.0F + certainty;
    const float along = std::clamp(radius * stretch, 1.0F, 2.0F * radius), across = std::max(1.0F, radius / stretch);
    const float cosine = flow.direction.at(x, y)[0], sine = flow.direction.at(x, y)[1];
    const int reachX = static_cast<int>(std::sqrt(along * along * cosine * cosine + across * across * sine * sine));
    const int reachY = static_cast<int>(std::sqrt(along * along * sine * sine + across * across * cosine * cosine));
    Weights weight = Weights::Zero();
    std::array<Weights, 3> colour, square;
    colour.fill(Weights::Zero());
    square.fill(Weights::Zero());
    for (int dy = std::max(-reachY, -y); dy <= std::min(reachY, straight.height - 1 - y); ++dy)
        for (int dx = std::max(-reachX, -x); dx <= std::min(reachX, straight.width - 1 - x); ++dx) {
            const float* pixel = straight.at(x + dx, y + dy);
            const auto fx = static_cast<float>(dx), fy = static_cast<float>(dy);
            const float vx = (cosine * fx + sine * fy) / along, vy = (cosine * fy - sine * fx) / across;
            if (vx * vx + vy * vy > 1.0F || pixel[3] <= 0.0F)
                continue;
            const Weights w = pixel[3] * table.near(vx, vy);
            weight += w;
            for (std::size_t c = 0; c < 3; ++c) {
                const Weights part = pixel[c] * w;
                colour[c] += part;
                square[c] += pixel[c] * part;
            }
        }
    const Weights inverse = 1.0F / weight.max(1e-6F);
    Weights spread = Weights::Zero();
    for (std::size_t c = 0; c < 3; ++c) {
        colour[c] *= inverse;
        spread += (square[c] * inverse - colour[c] * colour[c]).abs().sqrt();
    }
    static_assert(kSharpness == 8.0F, "the power below is half of it");
    const Weights choice = (weight > 1e-6F).select(1.0F / (1.0F + (kHardness / 3.0F * spread).square().square()), Weights::Zero());
    const float sum = choice.sum();
    const float* own = straight.at(x, y);
    if (sum <= 0.0F)
        return {own[0], own[1], own[2]};
    return Eigen::Vector3f((colour[0] * choice).sum(), (colour[1] * choice).sum(), (colour[2] * choice).sum()) / sum;
}

/// The picture with straight colours.
base::FloatImage straightened(base::FloatImage picture)
{
    for (std::size_t i = 0; i < picture.values.size(); i += 4) {
        const Eigen::Vector3f colour = straightColour(picture.values.data() + i);
        std::copy_n(colour.data(), 3, picture.values.data() + i);
    }
    return picture;
}

/// Light on bristle marks and on the ridges between strokes: about 1.
base::FloatImage relief(const base::FloatImage& strokes, const Surface& form, const Flow& flow, double mm, double brush)
{
    const auto points = pointsInHead(form);
    base::FloatImage noise(strokes.width, strokes.height, 1);
    for (std::size_t i = 0; i < noise.values.size(); ++i) {
        const Eigen::Vector3f p(points.values[3 * i], points.values[3 * i + 1], points.values[3 * i + 2]);
        noise.values[i] = valueNoise(1400.0F * p, 3); // bristles of 0.7 mm
    }
    const auto bristles = blurred(smearedAlong(noise, flow, std::max(2, static_cast<int>(1.6 * brush * mm))), 0.35 * mm);
    const auto paint = filledLuma(strokes);
    base::FloatImage height(strokes.width, strokes.height, 1);
    for (std::size_t i = 0; i < height.values.size(); ++i)
        height.values[i] = 1.6F * bristles.values[i] + 0.5F * paint.values[i];
    base::FloatImage light(strokes.width, strokes.height, 1, 1.0F);
    const auto step = static_cast<float>(mm);
    for (int y = 0; y < light.height; ++y)
        for (int x = 0; x < light.width; ++x) {
            const auto at = [&](float dx, float dy) { return sampled(height, static_cast<float>(x) + dx, static_cast<float>(y) + dy, 0); };
            const float reach = std::max(0.5F, 0.4F * step);
            const float slope = at(reach, reach) - at(-reach, -reach); // lit from above left
            *light.at(x, y) = 1.0F + std::clamp(1.1F * slope, -0.35F, 0.35F);
        }
    return light;
}

} // namespace

base::FloatImage oilPicture(const base::FloatImage& picture, const Surface& form, const Oil& oil)
{
    const double mm = pixelsPerMillimetre(form);
    const auto radius = static_cast<float>(std::max(1.2, oil.brush * mm));
    const Flow flow = strokeFlow(filledLuma(picture), std::max(0.8, 0.9 * oil.brush * mm));
    const SectorTable table(radius);
    const auto straight = straightened(picture);
    base::FloatImage result = picture;
    base::parallelFor(picture.height, 4, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < picture.width; ++x) {
                float* pixel = result.at(x, y);
                if (pixel[3] <= 0.0F)
                    continue;
                const Eigen::Vector3f colour = strokeColour(straight, flow, table, x, y, radius);
                for (int c = 0; c < 3; ++c)
                    pixel[c] = pixel[3] * colour[c];
            }
    });
    const auto light = relief(result, form, flow, mm, oil.brush);
    const auto strength = static_cast<float>(oil.relief);
    recolour(result, [&](const Eigen::Vector3f& colour, int i) -> Eigen::Vector3f {
        // Pigment in oil is fuller than skin.
        Eigen::Vector3f lab = oklabOfSrgb(colour);
        lab.tail<2>() *= 1.18F;
        return srgbOfOklab(lab) * (1.0F + strength * (light.values[static_cast<std::size_t>(i)] - 1.0F));
    });
    return result;
}

} // namespace effigy::style
