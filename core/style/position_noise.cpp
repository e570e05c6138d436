// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/position_noise.h"

#include <cmath>

namespace effigy::style {

namespace {

/// A finaliser of the kind of MurmurHash3.
std::uint32_t mixed(std::uint32_t v)
{
    v ^= v >> 16;
    v *= 0x7feb352dU;
    v ^= v >> 15;
    v *= 0x846ca68bU;
    return v ^ (v >> 16);
}

} // namespace

float hashNoise(std::int32_t x, std::int32_t y, std::int32_t z, std::uint32_t seed)
{
    std::uint32_t v = mixed(seed + 0x9e3779b9U * static_cast<std::uint32_t>(x));
    v = mixed(v + 0x85ebca6bU * static_cast<std::uint32_t>(y));
    v = mixed(v + 0xc2b2ae35U * static_cast<std::uint32_t>(z));
    return static_cast<float>(v >> 8) / 16777216.0F;
}

float valueNoise(const Eigen::Vector3f& at, std::uint32_t seed)
{
    const Eigen::Vector3f floor = at.array().floor();
    const Eigen::Vector3f part = at - floor;
    const Eigen::Vector3f t = part.array().square() * (3.0F - 2.0F * part.array());
    const auto x = static_cast<std::int32_t>(floor.x()), y = static_cast<std::int32_t>(floor.y()),
               z = static_cast<std::int32_t>(floor.z());
    const auto row = [&](std::int32_t dy, std::int32_t dz) {
        const float a = hashNoise(x, y + dy, z + dz, seed);
        return a + t.x() * (hashNoise(x + 1, y + dy, z + dz, seed) - a);
    };
    const auto layer = [&](std::int32_t dz) {
        const float a = row(0, dz);
        return a + t.y() * (row(1, dz) - a);
    };
    const float a = layer(0);
    return a + t.z() * (layer(1) - a);
}

float cloudNoise(const Eigen::Vector3f& at, std::uint32_t seed)
{
    return (4.0F * valueNoise(at, seed) + 2.0F * valueNoise(2.0F * at, seed + 1) + valueNoise(4.0F * at, seed + 2)) / 7.0F;
}

} // namespace effigy::style
