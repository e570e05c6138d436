// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/surface_view.h"

#include "mesh/rasteriser.h"

#include <limits>

namespace effigy::reconstruct {

namespace {

/// Vertices as the rasteriser wants them: x and y -1..1 across the picture, z in metres; z <= 0 behind the camera.
std::vector<float> inPicture(const std::vector<Eigen::Vector3f>& vertices, const mesh::Camera& camera)
{
    std::vector<float> flat;
    flat.reserve(3 * vertices.size());
    const Eigen::Isometry3d cameraFromHead = camera.headFromCamera.inverse();
    for (const auto& vertex : vertices) {
        const Eigen::Vector3d p = cameraFromHead * vertex.cast<double>();
        flat.push_back(static_cast<float>(2.0 * (camera.fx * p.x() / p.z() + camera.cx) - 1.0));
        flat.push_back(static_cast<float>(2.0 * (camera.fy * p.y() / p.z() + camera.cy) - 1.0));
        flat.push_back(static_cast<float>(p.z()));
    }
    return flat;
}

} // namespace

SurfaceView viewSurface(const std::vector<Eigen::Vector3f>& vertices,
                        const std::vector<Eigen::Vector3i>& triangles, const mesh::Camera& camera, int size)
{
    const auto flat = inPicture(vertices, camera);
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

} // namespace effigy::reconstruct
