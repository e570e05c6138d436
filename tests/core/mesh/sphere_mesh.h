// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/mesh.h"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace effigy::mesh {

/// A sphere of 0.1 m about the origin with latitude and longitude as UVs: u = 0.5 is +Z, u grows
/// towards +X, v = 1 is +Y; the seam runs down the back. Two parts: "north" and "south".
inline Mesh sphereMesh(int columns = 48, int rows = 24)
{
    constexpr float kRadius = 0.1F;
    Mesh mesh;
    for (int row = 0; row <= rows; ++row)
        for (int column = 0; column <= columns; ++column) {
            const float u = static_cast<float>(column) / static_cast<float>(columns);
            const float v = 1.0F - static_cast<float>(row) / static_cast<float>(rows);
            mesh.uvs.emplace_back(u, v);
            if (column == columns)
                continue; // the same place as column 0
            const float longitude = (u - 0.5F) * 2.0F * std::numbers::pi_v<float>;
            const float latitude = (v - 0.5F) * std::numbers::pi_v<float>;
            mesh.vertices.emplace_back(kRadius * std::sin(longitude) * std::cos(latitude),
                                       kRadius * std::sin(latitude),
                                       kRadius * std::cos(longitude) * std::cos(latitude));
        }
    const auto vertex = [columns](int row, int column) { return row * columns + column % columns; };
    const auto uv = [columns](int row, int column) { return row * (columns + 1) + column; };
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            // The quads' diagonals are mirror images of each other as well.
            const std::array<std::pair<int, int>, 4> q = {
                {{row, column}, {row + 1, column}, {row + 1, column + 1}, {row, column + 1}}};
            const int first = column < columns / 2 ? 1 : 0;
            for (const auto& [b, c] :
                 {std::pair(first + 1, first + 2), std::pair(first + 2, (first + 3) % 4)}) {
                const std::array<std::pair<int, int>, 3> corners = {q[first], q[b], q[c]};
                mesh.triangles.emplace_back(vertex(corners[0].first, corners[0].second),
                                            vertex(corners[1].first, corners[1].second),
                                            vertex(corners[2].first, corners[2].second));
                mesh.uvTriangles.emplace_back(uv(corners[0].first, corners[0].second),
                                              uv(corners[1].first, corners[1].second),
                                              uv(corners[2].first, corners[2].second));
            }
        }
    const int half = static_cast<int>(mesh.triangles.size()) / 2;
    mesh.parts = {{"north", 0, half}, {"south", half, half}};
    mesh.normals = mesh.vertices;
    for (auto& normal : mesh.normals)
        normal.normalize();
    return mesh;
}

} // namespace effigy::mesh
