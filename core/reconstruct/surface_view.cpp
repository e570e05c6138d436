// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/surface_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace effigy::reconstruct {

namespace {

using Corners = std::array<Eigen::Vector3f, 3>; // column, row in pixels, depth in metres

float cross(const Eigen::Vector3f& a, const Eigen::Vector3f& b, float x, float y)
{
    return (b.x() - a.x()) * (y - a.y()) - (b.y() - a.y()) * (x - a.x());
}

void drawTriangle(SurfaceView& view, int triangle, const Corners& p)
{
    const float area = cross(p[0], p[1], p[2].x(), p[2].y());
    if (std::abs(area) < 1e-9F)
        return;
    const auto bound = [&](float value) { return std::clamp(static_cast<int>(value), 0, view.size - 1); };
    const int x0 = bound(std::floor(std::min({p[0].x(), p[1].x(), p[2].x()})));
    const int x1 = bound(std::ceil(std::max({p[0].x(), p[1].x(), p[2].x()})));
    const int y0 = bound(std::floor(std::min({p[0].y(), p[1].y(), p[2].y()})));
    const int y1 = bound(std::ceil(std::max({p[0].y(), p[1].y(), p[2].y()})));
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
            const Eigen::Vector3f flat(cross(p[1], p[2], px, py) / area, cross(p[2], p[0], px, py) / area,
                                       cross(p[0], p[1], px, py) / area);
            if (flat.minCoeff() < 0.0F)
                continue;
            const Eigen::Vector3f overDepth(flat[0] / p[0].z(), flat[1] / p[1].z(), flat[2] / p[2].z());
            const float depth = 1.0F / overDepth.sum();
            const std::size_t at = view.index(x, y);
            if (depth >= view.depth[at])
                continue;
            view.depth[at] = depth;
            view.triangle[at] = triangle;
            view.barycentric[at] = overDepth * depth;
        }
    }
}

} // namespace

SurfaceView viewSurface(const std::vector<Eigen::Vector3f>& vertices,
                        const std::vector<Eigen::Vector3i>& triangles, const mesh::Camera& camera, int size)
{
    constexpr float kNearest = 0.02F; // metres
    SurfaceView view;
    view.size = size;
    const auto pixels = static_cast<std::size_t>(size) * size;
    view.triangle.assign(pixels, -1);
    view.barycentric.assign(pixels, Eigen::Vector3f::Zero());
    view.depth.assign(pixels, std::numeric_limits<float>::infinity());

    std::vector<Eigen::Vector3f> seen;
    seen.reserve(vertices.size());
    const Eigen::Isometry3d cameraFromHead = camera.headFromCamera.inverse();
    for (const auto& vertex : vertices) {
        const Eigen::Vector3d p = cameraFromHead * vertex.cast<double>();
        seen.emplace_back(static_cast<float>(size * (camera.fx * p.x() / p.z() + camera.cx)),
                          static_cast<float>(size * (camera.fy * p.y() / p.z() + camera.cy)),
                          static_cast<float>(p.z()));
    }
    for (int t = 0; t < static_cast<int>(triangles.size()); ++t) {
        const Corners corners = {seen[triangles[t][0]], seen[triangles[t][1]], seen[triangles[t][2]]};
        const bool isAhead = std::all_of(corners.begin(), corners.end(),
                                         [](const auto& c) { return c.z() > kNearest; });
        if (isAhead)
            drawTriangle(view, t, corners);
    }
    return view;
}

base::FloatImage paint(const SurfaceView& view, const std::vector<Eigen::Vector3i>& triangles,
                       std::span<const float> values, float none)
{
    base::FloatImage picture(view.size, view.size, 1, none);
    for (std::size_t i = 0; i < view.triangle.size(); ++i) {
        if (view.triangle[i] < 0)
            continue;
        const Eigen::Vector3i& corners = triangles[view.triangle[i]];
        picture.values[i] = view.barycentric[i].dot(
            Eigen::Vector3f(values[corners[0]], values[corners[1]], values[corners[2]]));
    }
    return picture;
}

} // namespace effigy::reconstruct
