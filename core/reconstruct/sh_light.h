// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace effigy::reconstruct {

/// The nine weighted spherical-harmonic terms of a diffuse surface, so that its linear RGB shading is light^T * terms.
/// Order: 1, x, y, z, xy, xz, yz, x^2 - y^2, 3 z^2 - 1.
///   normal  unit, head frame
/// Source: Ramamoorthi and Hanrahan 2001, Eq. 12 and 13, in the scaling of DECA.
[[nodiscard]] Eigen::Matrix<float, 9, 1> shTerms(const Eigen::Vector3f& normal);

} // namespace effigy::reconstruct
