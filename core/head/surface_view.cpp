// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/surface_view.h"

#include "mesh/rasteriser.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace effigy::head {

bool SurfaceView::hides(const Eigen::Vector3d& place, float behind) const
{
    const int x = static_cast<int>(std::floor(place.x() * size)), y = static_cast<int>(std::floor(place.y() * size));
    return x >= 0 && y >= 0 && x < size && y < size && static_cast<float>(place.z()) > depth[index(x, y)] + behind;
}

SurfaceView viewSurface(const std::vector<Eigen::Vector3f>& vertices,
                        const std::vector<Eigen::Vector3i>& triangles, const mesh::Camera& camera, int size)
{
    const std::span<const float> points(vertices.empty() ? nullptr : vertices[0].data(), 3 * vertices.size());
    const auto flat = mesh::pictureSpace(points, camera);
    const std::span<const std::int32_t> indices(triangles.empty() ? nullptr : triangles[0].data(),
                                                3 * triangles.size());
    const mesh::RasterBuffer raster =
        mesh::rasterise(flat, indices,
                        {.width = size,
                         .height = size,
                         .culling = mesh::Culling::None,
                         .edges = mesh::EdgeRule::Inside,
                         .interpolation = mesh::Interpolation::Perspective});
    SurfaceView view;
    view.size = size;
    view.triangle.assign(raster.face.begin(), raster.face.end());
    view.depth = raster.depth;
    view.barycentric.resize(raster.face.size());
    for (std::size_t i = 0; i < raster.face.size(); ++i) {
        view.barycentric[i] = Eigen::Vector3f(raster.barycentrics.data() + 3 * i);
        if (raster.face[i] < 0)
            view.depth[i] = std::numeric_limits<float>::infinity();
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

std::vector<Eigen::Vector3i> withoutLashes(const mesh::Mesh& mesh)
{
    auto triangles = mesh.triangles;
    for (const auto& part : mesh.parts)
        if (part.material == "lashes")
            std::fill_n(triangles.begin() + part.firstTriangle, part.triangleCount, Eigen::Vector3i(0, 0, 0));
    return triangles;
}

} // namespace effigy::head
