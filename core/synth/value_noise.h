// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cmath>
#include <cstdint>

namespace effigy::synth {

/// A number in [0, 1) that depends on three integers and a seed.
[[nodiscard]] inline float latticeValue(int x, int y, int z, std::uint32_t seed)
{
    std::uint32_t h = static_cast<std::uint32_t>(x) * 0x8da6b343U ^ static_cast<std::uint32_t>(y) * 0xd8163841U ^
                      static_cast<std::uint32_t>(z) * 0xcb1ab31fU ^ seed * 0x9e3779b9U;
    h = (h ^ (h >> 15)) * 0x2c1b3c6dU;
    h = (h ^ (h >> 12)) * 0x297a2d39U;
    h ^= h >> 15;
    return static_cast<float>(h >> 8) * 0x1.0p-24F;
}

/// Smooth noise in -1..1 over space; `p` in cells.
[[nodiscard]] inline float valueNoise(const Eigen::Vector3f& p, std::uint32_t seed)
{
    const Eigen::Vector3f floor = p.array().floor();
    const int x = static_cast<int>(floor.x()), y = static_cast<int>(floor.y()), z = static_cast<int>(floor.z());
    const Eigen::Array3f f = (p - floor).array();
    const Eigen::Array3f s = f * f * (3.0F - 2.0F * f);
    const auto along = [&](int dy, int dz) {
        const float a = latticeValue(x, y + dy, z + dz, seed), b = latticeValue(x + 1, y + dy, z + dz, seed);
        return a + s[0] * (b - a);
    };
    const float near = along(0, 0) + s[1] * (along(1, 0) - along(0, 0));
    const float far = along(0, 1) + s[1] * (along(1, 1) - along(0, 1));
    return 2.0F * (near + s[2] * (far - near)) - 1.0F;
}

/// The same in the plane, cheaper.
[[nodiscard]] inline float valueNoise(float px, float py, std::uint32_t seed)
{
    const float fx = std::floor(px), fy = std::floor(py);
    const int x = static_cast<int>(fx), y = static_cast<int>(fy);
    const float u = px - fx, v = py - fy;
    const float s = u * u * (3.0F - 2.0F * u), t = v * v * (3.0F - 2.0F * v);
    const float a = latticeValue(x, y, 0, seed), b = latticeValue(x + 1, y, 0, seed);
    const float c = latticeValue(x, y + 1, 0, seed), d = latticeValue(x + 1, y + 1, 0, seed);
    const float top = a + s * (b - a), bottom = c + s * (d - c);
    return 2.0F * (top + t * (bottom - top)) - 1.0F;
}

} // namespace effigy::synth
