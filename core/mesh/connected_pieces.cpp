// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/connected_pieces.h"

#include <numeric>

namespace effigy::mesh {

std::vector<int> connectedPieces(std::size_t vertexCount, std::span<const Eigen::Vector3i> triangles)
{
    std::vector<int> piece(vertexCount);
    std::iota(piece.begin(), piece.end(), 0);
    const auto root = [&](int v) {
        while (piece[v] != v)
            v = piece[v] = piece[piece[v]];
        return v;
    };
    for (const Eigen::Vector3i& t : triangles)
        for (int k = 1; k < 3; ++k)
            piece[root(t[k])] = root(t[0]);
    for (std::size_t v = 0; v < vertexCount; ++v)
        piece[v] = root(static_cast<int>(v));
    return piece;
}

} // namespace effigy::mesh
