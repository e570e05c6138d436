// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstdint>

namespace effigy::style {

/// Evenly spread in 0..1, decided by the arguments alone.
[[nodiscard]] float hashNoise(std::int32_t x, std::int32_t y, std::int32_t z, std::uint32_t seed);

/// Smooth noise in space, about 0.2 to 0.8 with mean 0.5: random values at integer points, interpolated between.
[[nodiscard]] float valueNoise(const Eigen::Vector3f& at, std::uint32_t seed);

/// Three octaves of valueNoise, each half as strong and twice as fine.
[[nodiscard]] float cloudNoise(const Eigen::Vector3f& at, std::uint32_t seed);

} // namespace effigy::style
