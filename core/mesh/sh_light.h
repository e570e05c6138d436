// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace effigy::mesh {

using ShLight = Eigen::Matrix<float, 9, 3>; // linear RGB per coefficient; order of shTerms

/// The nine weighted spherical-harmonic terms of a diffuse surface, so that its linear RGB shading is light^T * terms.
/// Order: 1, x, y, z, xy, xz, yz, x^2 - y^2, 3 z^2 - 1.
///   normal  unit, head frame
/// Source: Ramamoorthi and Hanrahan 2001, Eq. 12 and 13, in the scaling of DECA.
[[nodiscard]] inline Eigen::Matrix<float, 9, 1> shTerms(const Eigen::Vector3f& normal)
{
    constexpr float kBand0 = 0.2820948F;      // 1 / sqrt(4 pi)
    constexpr float kBand1 = 1.0233267F;      // (2 pi / 3) sqrt(3 / (4 pi))
    constexpr float kBand2 = 0.8580855F;      // (pi / 4) 3 sqrt(5 / (12 pi))
    constexpr float kDifference = 0.4290428F; // kBand2 / 2
    constexpr float kZonal = 0.2477080F;      // (pi / 4) sqrt(5 / (4 pi)) / 2
    const float x = normal.x(), y = normal.y(), z = normal.z();
    Eigen::Matrix<float, 9, 1> terms;
    terms << kBand0, kBand1 * x, kBand1 * y, kBand1 * z, kBand2 * x * y, kBand2 * x * z, kBand2 * y * z,
        kDifference * (x * x - y * y), kZonal * (3.0F * z * z - 1.0F);
    return terms;
}

} // namespace effigy::mesh
