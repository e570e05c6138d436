// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace effigy::reconstruct {

/// Linear light 0..1 of an sRGB value 0..255. Source: IEC 61966-2-1.
[[nodiscard]] inline float linearFromSrgb(std::uint8_t value)
{
    static const std::array<float, 256> table = [] {
        std::array<float, 256> t{};
        for (int i = 0; i < 256; ++i) {
            const double c = i / 255.0;
            t[i] = static_cast<float>(c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
        }
        return t;
    }();
    return table[value];
}

[[nodiscard]] inline Eigen::Vector3f linearFromSrgb(const std::uint8_t* rgb)
{
    return {linearFromSrgb(rgb[0]), linearFromSrgb(rgb[1]), linearFromSrgb(rgb[2])};
}

/// The inverse, clamped.
[[nodiscard]] inline std::uint8_t srgbFromLinear(float value)
{
    const float c = std::clamp(value, 0.0F, 1.0F);
    const float s = c <= 0.0031308F ? 12.92F * c : 1.055F * std::pow(c, 1.0F / 2.4F) - 0.055F;
    return static_cast<std::uint8_t>(std::lround(255.0F * s));
}

} // namespace effigy::reconstruct
