// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/colour_space.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::mesh {

namespace {

constexpr int kSteps = 1 << 14; // finer than the steepest step of the sRGB curve by five

std::array<float, 256> makeLinearTable()
{
    std::array<float, 256> table{};
    for (int i = 0; i < 256; ++i)
        table[i] = linearFromSrgb(static_cast<float>(i) / 255.0F);
    return table;
}

std::array<std::uint8_t, kSteps + 1> makeSrgbTable()
{
    std::array<std::uint8_t, kSteps + 1> table{};
    for (int i = 0; i <= kSteps; ++i) {
        const double light = static_cast<double>(i) / kSteps;
        const double value =
            light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1.0 / 2.4) - 0.055;
        table[i] = static_cast<std::uint8_t>(std::lround(255.0 * value));
    }
    return table;
}

} // namespace

float linearFromSrgb(float value)
{
    return value <= 0.04045F ? value / 12.92F : std::pow((value + 0.055F) / 1.055F, 2.4F);
}

const std::array<float, 256>& linearFromSrgbTable()
{
    static const auto table = makeLinearTable();
    return table;
}

float linearFromSrgb(std::uint8_t value)
{
    return linearFromSrgbTable()[value];
}

Eigen::Vector3f linearFromSrgb(const std::uint8_t* rgb)
{
    return {linearFromSrgb(rgb[0]), linearFromSrgb(rgb[1]), linearFromSrgb(rgb[2])};
}

std::uint8_t srgbFromLinear(float light)
{
    static const auto table = makeSrgbTable();
    return table[static_cast<int>(std::clamp(light, 0.0F, 1.0F) * kSteps + 0.5F)];
}

} // namespace effigy::mesh
