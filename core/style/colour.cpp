// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace effigy::style {

namespace {

constexpr int kSteps = 4096; // of the tables: finer than a 10-bit screen where the curves are steepest

std::array<float, kSteps + 2> table(float (*curve)(float))
{
    std::array<float, kSteps + 2> values{};
    for (int i = 0; i <= kSteps + 1; ++i)
        values[static_cast<std::size_t>(i)] = curve(std::min(1.0F, static_cast<float>(i) / kSteps));
    return values;
}

float interpolated(const std::array<float, kSteps + 2>& values, float at)
{
    const float place = kSteps * std::clamp(at, 0.0F, 1.0F);
    const auto below = static_cast<std::size_t>(place);
    const float part = place - static_cast<float>(below);
    return values[below] + part * (values[below + 1] - values[below]);
}

float toLinear(float v) { return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F); }
/// Of the root of the light, so that even steps of the table fit the steep dark end.
float fromRoot(float root)
{
    const float v = root * root;
    return v <= 0.0031308F ? 12.92F * v : 1.055F * std::pow(v, 1.0F / 2.4F) - 0.055F;
}

} // namespace

float linearOf(float srgb)
{
    static const auto kTable = table(toLinear);
    return interpolated(kTable, srgb);
}

float srgbOf(float linear)
{
    static const auto kTable = table(fromRoot);
    return interpolated(kTable, std::sqrt(std::max(0.0F, linear)));
}

Eigen::Vector3f oklabOf(const Eigen::Vector3f& rgb)
{
    const float l = std::cbrt(0.4122214708F * rgb[0] + 0.5363325363F * rgb[1] + 0.0514459929F * rgb[2]);
    const float m = std::cbrt(0.2119034982F * rgb[0] + 0.6806995451F * rgb[1] + 0.1073969566F * rgb[2]);
    const float s = std::cbrt(0.0883024619F * rgb[0] + 0.2817188376F * rgb[1] + 0.6299787005F * rgb[2]);
    return {0.2104542553F * l + 0.7936177850F * m - 0.0040720468F * s,
            1.9779984951F * l - 2.4285922050F * m + 0.4505937099F * s,
            0.0259040371F * l + 0.7827717662F * m - 0.8086757660F * s};
}

Eigen::Vector3f linearOfOklab(const Eigen::Vector3f& lab)
{
    const float l = lab[0] + 0.3963377774F * lab[1] + 0.2158037573F * lab[2];
    const float m = lab[0] - 0.1055613458F * lab[1] - 0.0638541728F * lab[2];
    const float s = lab[0] - 0.0894841775F * lab[1] - 1.2914855480F * lab[2];
    const float l3 = l * l * l, m3 = m * m * m, s3 = s * s * s;
    return {4.0767416621F * l3 - 3.3077115913F * m3 + 0.2309699292F * s3,
            -1.2684380046F * l3 + 2.6097574011F * m3 - 0.3413193965F * s3,
            -0.0041960863F * l3 - 0.7034186147F * m3 + 1.7076147010F * s3};
}

Eigen::Vector3f oklabOfSrgb(const Eigen::Vector3f& srgb)
{
    return oklabOf({linearOf(srgb[0]), linearOf(srgb[1]), linearOf(srgb[2])});
}

Eigen::Vector3f srgbOfOklab(const Eigen::Vector3f& lab)
{
    const Eigen::Vector3f light = linearOfOklab(lab);
    return {srgbOf(light[0]), srgbOf(light[1]), srgbOf(light[2])};
}

Eigen::Vector3f srgbOfHue(double lightness, double chroma, double hueDegrees)
{
    const double hue = hueDegrees * std::numbers::pi / 180.0;
    return srgbOfOklab({static_cast<float>(lightness), static_cast<float>(chroma * std::cos(hue)),
                        static_cast<float>(chroma * std::sin(hue))});
}

} // namespace effigy::style
