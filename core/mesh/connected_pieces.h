// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

namespace effigy::mesh {

/// The connected piece of each vertex, named by one of its vertices; a vertex without triangles is a piece of its own.
[[nodiscard]] std::vector<int> connectedPieces(std::size_t vertexCount, std::span<const Eigen::Vector3i> triangles);

} // namespace effigy::mesh
