// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/shape_volume.h"

#include "base/error.h"
#include "generator/camera_label.h"
#include "mesh/marching_cubes.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr float kOutside = -1000.0F;

// World points of the samples of plane `i` of the grid; [1, size^2, 3]
Tensor pointsOfPlane(int i, int size, double side, ShapeGrid grid)
{
    const double step = side / (size - 1);
    const Tensor n = at::arange(std::int64_t{size} * size, torch::kFloat32); // within the plane
    const Tensor z = n.remainder(size);
    const Tensor row = n / static_cast<double>(size);
    const bool isStraight = grid == ShapeGrid::Straight;
    const Tensor y = isStraight ? row.floor() : row.remainder(size);
    const Tensor x =
        isStraight ? at::full_like(n, i) : row / static_cast<double>(size) + static_cast<double>(i);
    return (at::stack({x, y, z}, 1) * step - 0.5 * side).unsqueeze(0);
}

bool isInBorder(int i, int size)
{
    const int border = 30 * size / 256;
    return i < border || i >= size - border;
}

} // namespace

ShapeVolume shapeVolume(const Generator& generator, const Tensor& planes, int size, ShapeGrid grid,
                        base::Progress& progress, const base::CancelToken& cancel)
{
    base::require(planes.size(0) == 1 && size >= 8,
                  "shapeVolume: one head, at least eight samples a side");
    ShapeVolume volume = {.size = size, .side = generator.config.rendering.boxWarp, .density = {}};
    const auto plane = static_cast<std::size_t>(size) * size;
    volume.density.assign(plane * size, kOutside);
    for (int i = 0; i < size; ++i) {
        progress.report({.stage = "shape", .done = i, .of = size, .metrics = {}});
        cancel.check();
        if (isInBorder(i, size))
            continue;
        const Tensor density =
            samplePoints(generator, planes, pointsOfPlane(i, size, volume.side, grid).to(planes.device()))
                .density.cpu()
                .contiguous();
        const int to = grid == ShapeGrid::Published ? size - 1 - i : i;
        const float* from = density.data_ptr<float>();
        for (int j = 0; j < size; ++j)
            for (int k = 0; k < size; ++k)
                if (!isInBorder(j, size) && !isInBorder(k, size))
                    volume.density[to * plane + static_cast<std::size_t>(j) * size + k] =
                        from[j * size + k];
    }
    return volume;
}

mesh::Mesh shapeSurface(const Generator& generator, const ShapeVolume& volume, float level)
{
    mesh::Mesh surface = mesh::marchingCubes(
        {.size = {volume.size, volume.size, volume.size}, .values = volume.density}, level);
    const auto step = static_cast<float>(volume.side / (volume.size - 1));
    const auto half = static_cast<float>(0.5 * volume.side);
    const auto perMetre = static_cast<float>(0.5 * generator.layout.orthScale);
    const auto lift = static_cast<float>(generator.layout.orthShift[1]);
    for (Eigen::Vector3f& vertex : surface.vertices) {
        vertex = (vertex * step - Eigen::Vector3f::Constant(half)) / perMetre;
        vertex.y() += lift;
    }
    surface.normals = mesh::vertexNormals(surface.vertices, surface.triangles);
    return surface;
}

} // namespace effigy::generator
