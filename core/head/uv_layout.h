// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <span>
#include <vector>

namespace effigy::head {

/// A surface to be laid flat: a topological disc, whose holes have been closed by `lidTriangles`.
struct FlatteningInput {
    int vertexCount = 0;
    std::vector<Eigen::Vector3i> triangles;    // of the surface
    std::vector<Eigen::Vector3i> lidTriangles; // close holes; keep their rims from crossing
    std::vector<std::array<Eigen::Vector2d, 3>>
        restShape;             // [triangles] each triangle in its own plane, at the wanted size
    std::vector<int> boundary; // the outer rim in order
    std::vector<Eigen::Vector2d> boundaryStart; // where the rim starts, convex, counter-clockwise
};

/// Lays the surface flat without a flipped triangle, as close to the rest shapes as it gets; the
/// rim is free to move.
///   returns  [vertexCount] in the rest shapes' unit
/// Throws Error "internal" when the system cannot be solved.
/// Source: Tutte 1963 for the start; Rabinovich et al. 2017, "Scalable Locally Injective Mappings",
/// symmetric Dirichlet.
[[nodiscard]] std::vector<Eigen::Vector2d> flatten(const FlatteningInput& input, int iterations);

/// A triangle of 3D points in its own plane, first edge along +x, scaled.
[[nodiscard]] std::array<Eigen::Vector2d, 3> restTriangle(const Eigen::Vector3d& a,
                                                          const Eigen::Vector3d& b,
                                                          const Eigen::Vector3d& c, double scale);

/// The share of a `size` x `size` raster of the unit square that more than one UV triangle covers.
[[nodiscard]] double overlapShare(std::span<const Eigen::Vector2f> uvs,
                                  std::span<const Eigen::Vector3i> uvTriangles, int size);

} // namespace effigy::head
