// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/mesh.h"

#include <Eigen/Core>

namespace effigy::mesh {

// Heights are a UV atlas of 1 channel, row 0 at v = 1: metres along the normal that a surface
// stands out from its mesh.

/// How fast `heights` rise with u and v at (u, v), metres per unit; between texels bilinear, beyond
/// the border level.
[[nodiscard]] Eigen::Vector2f heightSlope(const base::FloatImage& heights,
                                          const Eigen::Vector2f& uv);

/// `normal` (unit) of a place on `face` of `mesh` bent by a slope of heights there; as it is on a
/// face without area in its UVs.
///   slope  of heightSlope, times how strong the heights are to be
/// Source: Blinn 1978, "Simulation of Wrinkled Surfaces".
[[nodiscard]] Eigen::Vector3f bentNormal(const Eigen::Vector3f& normal, const Mesh& mesh, int face,
                                         const Eigen::Vector2f& slope);

/// `heights` as a normal map in tangent space: RGB, 128 is 0; red towards growing u, green towards
/// growing v, blue outwards, as glTF and OpenGL want it. Level where `mesh` has no face. Of the
/// size of `heights`. Throws ContractError when `mesh` has no UVs.
[[nodiscard]] base::Image tangentNormals(const Mesh& mesh, const base::FloatImage& heights,
                                         float strength);

} // namespace effigy::mesh
