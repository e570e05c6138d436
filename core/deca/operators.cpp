// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/operators.h"

#include "base/error.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <numbers>
#include <vector>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr double kCrop = 224.0; // pixels

// Sum over the triangles of each vertex of twice their area times their normal. On the processor,
// without gradients.
Tensor summedFaceNormals(const Tensor& vertices, const Tensor& triangles)
{
    const Tensor places = vertices.to(torch::kFloat32).contiguous();
    const Tensor corners = triangles.contiguous();
    Tensor sum = at::zeros_like(places);
    const std::int64_t count = places.size(1);
    for (std::int64_t item = 0; item < places.size(0); ++item) {
        const float* at = places.data_ptr<float>() + item * count * 3;
        float* to = sum.data_ptr<float>() + item * count * 3;
        const auto* corner = corners.data_ptr<std::int64_t>();
        for (std::int64_t f = 0; f < corners.size(0); ++f, corner += 3) {
            const float *a = at + 3 * corner[0], *b = at + 3 * corner[1], *c = at + 3 * corner[2];
            const float ux = b[0] - a[0], uy = b[1] - a[1], uz = b[2] - a[2];
            const float vx = c[0] - a[0], vy = c[1] - a[1], vz = c[2] - a[2];
            const float normal[3] = {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
            for (int k = 0; k < 3; ++k)
                for (int axis = 0; axis < 3; ++axis)
                    to[3 * corner[k] + axis] += normal[axis];
        }
    }
    return sum;
}

} // namespace

Tensor project(const Tensor& points, const Tensor& camera)
{
    const Tensor scale = camera.slice(1, 0, 1).unsqueeze(1);
    const Tensor shift = at::constant_pad_nd(camera.slice(1, 1, 3), {0, 1}).unsqueeze(1);
    return scale * (points + shift);
}

Tensor projectToCrop(const Tensor& points, const Tensor& camera)
{
    const Tensor turn = torch::tensor({1.0F, -1.0F, -1.0F}, points.options());
    return project(points, camera) * turn;
}

Tensor atCorners(const Tensor& values, const Tensor& triangles)
{
    return values.index_select(1, triangles.reshape(-1))
        .view({values.size(0), triangles.size(0), 3, values.size(2)});
}

Tensor vertexNormals(const Tensor& vertices, const Tensor& triangles)
{
    constexpr double kShortest = 1e-6;
    Tensor sum;
    if (isDifferentiated(vertices) || !vertices.is_cpu()) {
        const Tensor corners = atCorners(vertices, triangles);
        const Tensor a = corners.select(2, 0), b = corners.select(2, 1), c = corners.select(2, 2);
        sum = at::zeros_like(vertices)
                  .index_add(1, triangles.select(1, 1), at::cross(c - b, a - b, 2))
                  .index_add(1, triangles.select(1, 2), at::cross(a - c, b - c, 2))
                  .index_add(1, triangles.select(1, 0), at::cross(b - a, c - a, 2));
    } else {
        sum = summedFaceNormals(vertices, triangles);
    }
    return sum / sum.norm(2, {2}, /*keepdim=*/true).clamp_min(kShortest);
}

bool isDifferentiated(const Tensor& tensor)
{
    return at::GradMode::is_enabled() && tensor.requires_grad();
}

Tensor sample(const Tensor& picture, const Tensor& grid)
{
    constexpr int kBilinear = 0, kZeros = 0;
    return at::grid_sampler(picture, grid, kBilinear, kZeros, /*align_corners=*/false);
}

Tensor quaternionFromEuler(const Tensor& angles)
{
    const Tensor c = at::cos(angles / 2.0), s = at::sin(angles / 2.0);
    const Tensor cx = c.select(1, 0), cy = c.select(1, 1), cz = c.select(1, 2);
    const Tensor sx = s.select(1, 0), sy = s.select(1, 1), sz = s.select(1, 2);
    return at::stack({cx * cy * cz - sx * sy * sz, cx * sy * sz + cy * cz * sx,
                      cx * cz * sy - sx * cy * sz, cx * cy * sz + sx * cz * sy},
                     1);
}

Tensor axisAngleFromQuaternion(const Tensor& quaternions)
{
    const Tensor w = quaternions.slice(1, 0, 1), v = quaternions.slice(1, 1, 4);
    const Tensor sine = v.norm(2, {1}, /*keepdim=*/true);
    const Tensor angle = 2.0 * at::where(w < 0.0, at::atan2(-sine, -w), at::atan2(sine, w));
    return v * at::where(sine > 0.0, angle / sine, at::full_like(sine, 2.0));
}

Tensor matrixFromDegrees(const Tensor& degrees)
{
    const Tensor angles = degrees * (std::numbers::pi / 180.0);
    const Tensor c = at::cos(angles), s = at::sin(angles), zero = at::zeros_like(c.select(1, 0)),
                 one = at::ones_like(zero);
    const auto matrix = [&](std::vector<Tensor> entries) {
        return at::stack(entries, 1).view({-1, 3, 3});
    };
    const Tensor cx = c.select(1, 0), cy = c.select(1, 1), cz = c.select(1, 2);
    const Tensor sx = s.select(1, 0), sy = s.select(1, 1), sz = s.select(1, 2);
    const Tensor rx = matrix({one, zero, zero, zero, cx, -sx, zero, sx, cx});
    const Tensor ry = matrix({cy, zero, sy, zero, one, zero, -sy, zero, cy});
    const Tensor rz = matrix({cz, -sz, zero, sz, cz, zero, zero, zero, one});
    return at::matmul(rz, at::matmul(ry, rx));
}

Tensor pointsInPhoto(const Tensor& points, const Tensor& photoFromCrop, std::int64_t photoHeight,
                     std::int64_t photoWidth)
{
    const Tensor inCrop = (points.slice(2, 0, 2) * 0.5 + 0.5) * kCrop;
    const Tensor inPhoto =
        at::matmul(at::constant_pad_nd(inCrop, {0, 1}, 1.0), photoFromCrop).slice(2, 0, 2);
    const Tensor size = torch::tensor(
        {static_cast<float>(photoWidth), static_cast<float>(photoHeight)}, points.options());
    return at::cat({inPhoto / size * 2.0 - 1.0, points.slice(2, 2)}, 2);
}

Tensor bgrBytes(const Tensor& picture)
{
    return (picture * 255.0)
        .clamp(0.0, 255.0)
        .permute({1, 2, 0})
        .flip(2)
        .to(torch::kUInt8)
        .contiguous();
}

Tensor strip(at::TensorList pictures, std::int64_t height)
{
    std::vector<Tensor> row;
    for (const Tensor& picture : pictures) {
        const std::int64_t width = picture.size(3) * height / picture.size(2);
        row.push_back(at::upsample_nearest2d(picture.slice(0, 0, 1), {height, width}));
    }
    return bgrBytes(at::cat(row, 3)[0]);
}

} // namespace effigy::deca
