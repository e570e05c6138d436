// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/grade.h"

#include "style/colour.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {

namespace {

constexpr float kMiddle = 0.57F; // OKLab lightness of middle grey, about which contrast turns

/// An S-curve through 0, the middle and 1; negative: its inverse's direction.
float contrasted(float lightness, float contrast)
{
    const float t = std::clamp(lightness, 0.0F, 1.0F);
    const float side = t < kMiddle ? kMiddle : 1.0F - kMiddle;
    const float from = (t < kMiddle ? t : 1.0F - t) / side; // 0 at the end, 1 in the middle
    const float bent = std::pow(from, std::exp2(1.2F * contrast));
    return t < kMiddle ? side * bent : 1.0F - side * bent;
}

Eigen::Vector2f toneOf(double hueDegrees, double amount)
{
    constexpr double kStrongest = 0.12; // OKLab chroma
    const double hue = hueDegrees * EIGEN_PI / 180.0;
    return (kStrongest * amount * Eigen::Vector2d(std::cos(hue), std::sin(hue))).cast<float>();
}

} // namespace

void grade(base::FloatImage& picture, const Grade& grade)
{
    const Grade neutral{.shadowHue = grade.shadowHue, .lightHue = grade.lightHue};
    if (grade == neutral)
        return;
    const auto gain = static_cast<float>(std::exp2(grade.exposure));
    // Balance as gains of red and blue against green, and of green; luminance stays about as it is.
    const Eigen::Vector3f balance = gain
                                    * Eigen::Vector3f(static_cast<float>(std::exp2(0.45 * grade.temperature + 0.15 * grade.tint)),
                                                      static_cast<float>(std::exp2(-0.25 * grade.tint)),
                                                      static_cast<float>(std::exp2(-0.6 * grade.temperature + 0.15 * grade.tint)));
    const Eigen::Vector2f shadow = toneOf(grade.shadowHue, grade.shadowTone), light = toneOf(grade.lightHue, grade.lightTone);
    const auto contrast = static_cast<float>(grade.contrast), saturation = static_cast<float>(grade.saturation);
    const auto fade = static_cast<float>(0.22 * grade.fade);
    recolour(picture, [&](const Eigen::Vector3f& colour, int) -> Eigen::Vector3f {
        Eigen::Vector3f lab = oklabOf(
            Eigen::Vector3f(linearOf(colour[0]), linearOf(colour[1]), linearOf(colour[2])).cwiseProduct(balance));
        lab[0] = contrast == 0.0F ? lab[0] : contrasted(lab[0], contrast);
        const float t = std::clamp(lab[0], 0.0F, 1.0F);
        lab.tail<2>() = saturation * lab.tail<2>() + (1.0F - t) * (1.0F - t) * shadow + t * t * light;
        lab[0] = fade + (1.0F - fade) * lab[0];
        return srgbOfOklab(lab);
    });
}

} // namespace effigy::style
