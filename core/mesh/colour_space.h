// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <array>
#include <cstdint>

namespace effigy::mesh {

/// Linear light 0..1 of an 8-bit sRGB value.
[[nodiscard]] float linearFromSrgb(std::uint8_t value);

/// Linear light of three sRGB values in a row.
[[nodiscard]] Eigen::Vector3f linearFromSrgb(const std::uint8_t* rgb);

/// The same for all 256 values, for loops over pixels.
[[nodiscard]] const std::array<float, 256>& linearFromSrgbTable();

/// The 8-bit sRGB value of linear light, clamped. Undoes linearFromSrgb exactly.
[[nodiscard]] std::uint8_t srgbFromLinear(float light);

/// Linear light of an sRGB value 0..1 that need not be one of 256.
[[nodiscard]] float linearFromSrgb(float value);

} // namespace effigy::mesh
