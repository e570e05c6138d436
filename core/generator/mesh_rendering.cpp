// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/mesh_rendering.h"

#include "nn/shape_check.h"
#include "mesh/rasteriser.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <span>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

// Where the orthographic views put the head, in the planes' world: [N, V, 3] f64.
Tensor inWorld(const HeadLayout& layout, const Tensor& vertices, double boxWarp)
{
    const Tensor lift = torch::tensor({0.0, layout.orthShift[1], 0.0}, torch::kFloat64);
    return (vertices.to(torch::kFloat64) - lift) * (0.5 * layout.orthScale * boxWarp);
}

// Picture space of the rasteriser: [N, V, 3] f32.
Tensor inPicture(const Tensor& world, const Tensor& labels)
{
    const Tensor numbers = labels.slice(1, 0, 25).to(torch::kFloat64);
    const Tensor cameraFromWorld = at::inverse(numbers.slice(1, 0, 16).reshape({-1, 4, 4}));
    const Tensor intrinsics = numbers.slice(1, 16, 25).reshape({-1, 3, 3});
    const Tensor seen = at::matmul(at::constant_pad_nd(world, {0, 1}, 1.0), cameraFromWorld.transpose(1, 2)).slice(2, 0, 3);
    const Tensor depth = seen.slice(2, 2, 3);
    const Tensor places = at::matmul(seen / depth, intrinsics.transpose(1, 2)).slice(2, 0, 2);
    return at::cat({places * 2.0 - 1.0, depth}, 2).to(torch::kFloat32).contiguous();
}

void paint(const mesh::RasterBuffer& seen, const float* faceUvs, float* picture)
{
    const std::size_t pixels = seen.face.size();
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::int32_t face = seen.face[i];
        picture[2 * pixels + i] = face >= 0 ? 1.0F : -1.0F;
        for (std::size_t axis = 0; axis < 2; ++axis) {
            float value = 0.0F;
            for (std::size_t k = 0; face >= 0 && k < 3; ++k)
                value += seen.barycentrics[3 * i + k] * faceUvs[6 * static_cast<std::size_t>(face) + 2 * k + axis];
            picture[axis * pixels + i] = value;
        }
    }
}

} // namespace

Tensor meshRendering(const HeadLayout& layout, const HeadPose& pose, const Tensor& labels, int size, double boxWarp)
{
    nn::expectShape(pose.vertices, {-1, -1, 3}, "meshRendering: vertices");
    nn::expectShape(labels, {pose.vertices.size(0), -1}, "meshRendering: labels");
    const at::NoGradGuard noGradient;
    const Tensor placed = inPicture(inWorld(layout, pose.vertices.detach().cpu(), boxWarp), labels.detach().cpu());
    const Tensor faces = layout.faces.to(torch::kInt32).contiguous(), uvs = layout.faceUvs.contiguous();
    const std::span triangles(faces.data_ptr<std::int32_t>(), static_cast<std::size_t>(faces.numel()));
    const auto numbers = static_cast<std::size_t>(placed.size(1)) * 3;
    Tensor pictures = torch::empty({placed.size(0), kRenderingChannels, size, size});
    for (std::int64_t i = 0; i < placed.size(0); ++i) {
        const std::span points(placed.data_ptr<float>() + static_cast<std::size_t>(i) * numbers, numbers);
        const auto seen = mesh::rasterise(points, triangles,
                                          {.width = size,
                                           .height = size,
                                           .edges = mesh::EdgeRule::Inside,
                                           .interpolation = mesh::Interpolation::Perspective});
        paint(seen, uvs.data_ptr<float>(), pictures[i].data_ptr<float>());
    }
    return pictures.to(pose.vertices.device());
}

} // namespace effigy::generator
