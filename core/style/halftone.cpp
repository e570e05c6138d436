// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/halftone.h"

#include "style/colour.h"
#include "style/plane_filter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::style {

namespace {

/// How much of a cell at the pixel ink covers, 0..1, for a tone `ink` 0..1.
class Screen {
public:
    Screen(double cellPixels, double degrees)
        : m_cosine(static_cast<float>(std::cos(degrees * EIGEN_PI / 180.0) / cellPixels)),
          m_sine(static_cast<float>(std::sin(degrees * EIGEN_PI / 180.0) / cellPixels)),
          m_blur(static_cast<float>(1.2 / cellPixels))
    {
    }
    [[nodiscard]] float coverage(int x, int y, float ink) const
    {
        const auto px = static_cast<float>(x), py = static_cast<float>(y);
        const float u = m_cosine * px + m_sine * py, v = m_cosine * py - m_sine * px;
        const float du = u - std::round(u), dv = v - std::round(v);
        // Round dots until they touch, then round holes: the cosine screen; its level sets cover their own share.
        const float height = 0.25F * (2.0F + std::cos(kTurn * du) + std::cos(kTurn * dv));
        const float level = 1.0F - threshold(ink);
        return std::clamp((height - level) / (3.0F * m_blur) + 0.5F, 0.0F, 1.0F);
    }

private:
    static constexpr float kTurn = 6.2831853F;
    /// The level of the cosine screen above which a share `ink` of the cell lies, a cubic through the exact 0, 1/2 and 1.
    static float threshold(float ink)
    {
        const float t = std::clamp(ink, 0.0F, 1.0F) - 0.5F;
        return ink <= 0.0F ? -1.0F : ink >= 1.0F ? 2.0F : 0.5F + 0.72F * t + 1.12F * t * t * t;
    }

    float m_cosine;
    float m_sine;
    float m_blur; // of a pixel, in cells
};

} // namespace

base::FloatImage halftonePicture(const base::FloatImage& picture, const Halftone& halftone)
{
    constexpr double kFinest = 2.5; // pixels of a cell
    const double cell = std::max(kFinest, halftone.cell * picture.height / 1000.0);
    const auto soft = blurred(picture, 0.3 * cell);
    const std::array<Screen, 4> screens = {Screen(cell, halftone.angle), Screen(cell, halftone.angle - 30.0),
                                           Screen(cell, halftone.angle + 30.0), Screen(cell, halftone.angle - 45.0)};
    const Eigen::Vector3f paper(0.97F, 0.955F, 0.92F), black(0.09F, 0.085F, 0.1F);
    const std::array<Eigen::Vector3f, 3> inks = {Eigen::Vector3f(0.0F, 0.62F, 0.86F), Eigen::Vector3f(0.87F, 0.1F, 0.5F),
                                                 Eigen::Vector3f(0.99F, 0.88F, 0.1F)};
    const auto colourful = static_cast<float>(halftone.colour);
    base::FloatImage result = picture;
    recolour(result, [&](const Eigen::Vector3f&, int i) -> Eigen::Vector3f {
        const int x = i % picture.width, y = i / picture.width;
        const Eigen::Vector3f tone = straightColour(soft.values.data() + 4 * static_cast<std::size_t>(i));
        const float key = 1.0F - lumaOf(tone);
        const Eigen::Vector3f single = paper + screens[0].coverage(x, y, key) * (black - paper);
        if (colourful == 0.0F)
            return single;
        const Eigen::Vector3f ink = Eigen::Vector3f::Ones() - tone;
        const float grey = 0.6F * std::max(0.0F, ink.minCoeff() - 0.3F);
        Eigen::Vector3f four = paper;
        for (std::size_t c = 0; c < 3; ++c) {
            const float covered = screens[c + 1].coverage(x, y, ink[static_cast<int>(c)] - 0.7F * grey);
            four = four.cwiseProduct(Eigen::Vector3f::Ones() + covered * (inks[c] - Eigen::Vector3f::Ones()));
        }
        four += screens[0].coverage(x, y, grey) * (black - four);
        return single + colourful * (four - single);
    });
    return result;
}

} // namespace effigy::style
