// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/texel_map.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace effigy::reconstruct {

namespace {

Eigen::Vector2f inTexels(const Eigen::Vector2f& uv, int size)
{
    return {uv.x() * size, (1.0F - uv.y()) * size};
}

float cross(const Eigen::Vector2f& a, const Eigen::Vector2f& b)
{
    return a.x() * b.y() - a.y() * b.x();
}

void drawTriangle(TexelMap& layout, int triangle, const std::array<Eigen::Vector2f, 3>& p)
{
    const float area = cross(p[1] - p[0], p[2] - p[0]);
    if (std::abs(area) < 1e-9F)
        return;
    const auto bound = [&](float value) { return std::clamp(static_cast<int>(value), 0, layout.size - 1); };
    const int x0 = bound(std::min({p[0].x(), p[1].x(), p[2].x()}));
    const int x1 = bound(std::max({p[0].x(), p[1].x(), p[2].x()}));
    const int y0 = bound(std::min({p[0].y(), p[1].y(), p[2].y()}));
    const int y1 = bound(std::max({p[0].y(), p[1].y(), p[2].y()}));
    constexpr float kEdge = -1e-5F; // a texel on a shared edge must not be lost to rounding
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            const Eigen::Vector2f at(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
            const float b0 = cross(p[1] - at, p[2] - at) / area;
            const float b1 = cross(p[2] - at, p[0] - at) / area;
            const float b2 = 1.0F - b0 - b1;
            if (b0 < kEdge || b1 < kEdge || b2 < kEdge)
                continue;
            const int texel = y * layout.size + x;
            layout.triangle[texel] = triangle;
            layout.barycentric[texel] = {b0, b1, b2};
        }
    }
}

using Corners = std::array<int, 3>;

std::map<Corners, int> trianglesByCorners(const mesh::Mesh& mesh)
{
    std::map<Corners, int> found;
    for (int t = 0; t < static_cast<int>(mesh.triangles.size()); ++t) {
        Corners corners = {mesh.triangles[t][0], mesh.triangles[t][1], mesh.triangles[t][2]};
        std::sort(corners.begin(), corners.end());
        found[corners] = t;
    }
    return found;
}

/// [F] the triangle on the other side, or -1.
std::vector<int> mirrorTriangles(const mesh::Mesh& mesh, const std::vector<int>& mirrorVertex)
{
    const auto byCorners = trianglesByCorners(mesh);
    std::vector<int> mirrored(mesh.triangles.size(), -1);
    for (std::size_t t = 0; t < mirrored.size(); ++t) {
        Corners corners{};
        for (int k = 0; k < 3; ++k)
            corners[k] = mirrorVertex[mesh.triangles[t][k]];
        std::sort(corners.begin(), corners.end());
        const auto found = byCorners.find(corners);
        mirrored[t] = found == byCorners.end() ? -1 : found->second;
    }
    return mirrored;
}

int mirrorTexel(const TexelMap& layout, const mesh::Mesh& mesh, const std::vector<int>& mirrorVertex,
                int texel, int mirrorTriangle)
{
    const Eigen::Vector3i& from = mesh.triangles[layout.triangle[texel]];
    const Eigen::Vector3i& to = mesh.triangles[mirrorTriangle];
    Eigen::Vector2f uv = Eigen::Vector2f::Zero();
    for (int k = 0; k < 3; ++k) {
        for (int m = 0; m < 3; ++m)
            if (to[m] == mirrorVertex[from[k]])
                uv += layout.barycentric[texel][k] * mesh.uvs[mesh.uvTriangles[mirrorTriangle][m]];
    }
    const Eigen::Vector2f at = inTexels(uv, layout.size);
    const int x = std::clamp(static_cast<int>(at.x()), 0, layout.size - 1);
    const int y = std::clamp(static_cast<int>(at.y()), 0, layout.size - 1);
    const int mirrored = y * layout.size + x;
    return layout.triangle[mirrored] >= 0 ? mirrored : -1;
}

} // namespace

TexelMap mapTexels(const mesh::Mesh& mesh, const std::vector<int>& mirrorVertex, int size)
{
    base::require(mesh.uvTriangles.size() == mesh.triangles.size() && !mesh.uvs.empty(),
                  "a texture needs UVs");
    TexelMap layout;
    layout.size = size;
    const auto texels = static_cast<std::size_t>(size) * size;
    layout.triangle.assign(texels, -1);
    layout.barycentric.assign(texels, Eigen::Vector3f::Zero());
    layout.mirror.assign(texels, -1);
    for (int t = 0; t < static_cast<int>(mesh.triangles.size()); ++t) {
        const Eigen::Vector3i& corners = mesh.uvTriangles[t];
        drawTriangle(layout, t,
                     {inTexels(mesh.uvs[corners[0]], size), inTexels(mesh.uvs[corners[1]], size),
                      inTexels(mesh.uvs[corners[2]], size)});
    }
    if (mirrorVertex.size() != mesh.vertices.size())
        return layout;
    const std::vector<int> mirrored = mirrorTriangles(mesh, mirrorVertex);
    for (std::size_t i = 0; i < texels; ++i) {
        if (layout.triangle[i] >= 0 && mirrored[layout.triangle[i]] >= 0)
            layout.mirror[i] = mirrorTexel(layout, mesh, mirrorVertex, static_cast<int>(i),
                                           mirrored[layout.triangle[i]]);
    }
    return layout;
}

} // namespace effigy::reconstruct
