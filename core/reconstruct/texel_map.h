// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::reconstruct {

/// Which place of a mesh each texel of its atlas shows. Row 0 of the atlas is v = 1.
struct TexelMap {
    int size = 0;
    std::vector<int> triangle;               // [size * size], -1: none
    std::vector<Eigen::Vector3f> barycentric;// [size * size]
    std::vector<int> mirror;                 // [size * size] the texel of the other side's same place, -1: none
};

/// Throws ContractError when `mesh` has no UVs.
///   mirrorVertex  [V] the vertex on the other side
[[nodiscard]] TexelMap mapTexels(const mesh::Mesh& mesh, const std::vector<int>& mirrorVertex, int size);

/// `values` [V] of vertices at every texel of `layout`; zero where there is none.
template <typename Value>
[[nodiscard]] std::vector<Value> atTexels(const TexelMap& layout, const mesh::Mesh& mesh, const std::vector<Value>& values,
                                          const Value& none)
{
    std::vector<Value> result(layout.triangle.size(), none);
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (layout.triangle[i] < 0)
            continue;
        const Eigen::Vector3i& corners = mesh.triangles[layout.triangle[i]];
        const Eigen::Vector3f& share = layout.barycentric[i];
        result[i] = share[0] * values[corners[0]] + share[1] * values[corners[1]] + share[2] * values[corners[2]];
    }
    return result;
}

} // namespace effigy::reconstruct
