// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/neural_texture.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/plane_sampler.h"
#include "nn/shape_check.h"
#include "mesh/gpu_rasteriser.h"
#include "mesh/rasteriser.h"

#include <ATen/ops/where.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

// A view of our own, without a rotation matrix: columns and rows along +-axes, depth along another one.
Tensor projectAligned(const HeadLayout& layout, const Tensor& points, View view)
{
    const Tensor x = points.select(2, 0), y = points.select(2, 1), z = points.select(2, 2);
    const Tensor lifted = y - layout.orthShift[1];
    const double s = layout.orthScale;
    if (view == View::LeftMirrored)
        return at::stack({z * s, lifted * s, kViewDistance - x * s}, 2);
    return at::stack({x * s, z * s, kViewDistance - y * s}, 2);
}

Tensor publishedRotation(View view)
{
    switch (view) {
    case View::Front: return viewRotation(0, 0, 0);
    case View::Left: return viewRotation(0, 90, 0);
    case View::Right: return viewRotation(0, -90, 0);
    case View::Top: return viewRotation(90, 0, 0);
    case View::LeftMirrored:
    case View::TopFromAbove: break;
    }
    throw base::ContractError("publishedRotation: the view has none");
}

bool isMirrored(View view)
{
    return view == View::LeftMirrored || view == View::TopFromAbove;
}

// Corner order that keeps outward faces counter-clockwise as displayed: the published views turn y around.
std::array<int, 3> cornerOrder(View view)
{
    return isMirrored(view) ? std::array{0, 1, 2} : std::array{0, 2, 1};
}

std::vector<std::int32_t> orderedTriangles(const Tensor& faces, const std::array<int, 3>& order)
{
    const Tensor contiguous = faces.contiguous();
    const std::span indices(contiguous.data_ptr<std::int64_t>(), static_cast<std::size_t>(contiguous.numel()));
    std::vector<std::int32_t> triangles(indices.size());
    for (std::size_t f = 0; f < indices.size(); f += 3)
        for (std::size_t k = 0; k < 3; ++k)
            triangles[f + k] = static_cast<std::int32_t>(indices[f + static_cast<std::size_t>(order[k])]);
    return triangles;
}

void fillGrid(const HeadLayout& layout, const mesh::RasterBuffer& raster, const std::array<int, 3>& order, float* grid,
              float* coverage)
{
    const Tensor uvs = layout.faceUvs.contiguous();
    const auto* uv = uvs.data_ptr<float>();
    for (std::size_t pixel = 0; pixel < raster.face.size(); ++pixel) {
        const std::int32_t face = raster.face[pixel];
        coverage[pixel] = face >= 0 ? 1.0F : 0.0F;
        float u = 0.0F, v = 0.0F;
        for (std::size_t k = 0; face >= 0 && k < 3; ++k) {
            const float* corner = uv + 6 * face + 2 * order[k];
            u += raster.barycentrics[3 * pixel + k] * corner[0];
            v += raster.barycentrics[3 * pixel + k] * corner[1];
        }
        grid[2 * pixel] = u;
        grid[2 * pixel + 1] = v;
    }
}

// Pixels that a 4-connected flood from pixel 0 through values of [low, high] reaches.
std::vector<std::uint8_t> flooded(const float* values, int height, int width, float low, float high)
{
    std::vector<std::uint8_t> reached(static_cast<std::size_t>(height) * width, 0);
    std::vector<int> open = {0};
    reached[0] = 1;
    const auto visit = [&](int pixel) {
        if (!reached[pixel] && values[pixel] >= low && values[pixel] <= high) {
            reached[pixel] = 1;
            open.push_back(pixel);
        }
    };
    while (!open.empty()) {
        const int pixel = open.back();
        open.pop_back();
        const int x = pixel % width;
        if (x > 0)
            visit(pixel - 1);
        if (x + 1 < width)
            visit(pixel + 1);
        if (pixel >= width)
            visit(pixel - width);
        if (pixel + width < height * width)
            visit(pixel + width);
    }
    return reached;
}

// Calls `visit` for the neighbours of a texel, until it says that it has seen enough.
template <typename Visit>
void visitAround(int texel, int width, int height, const Visit& visit)
{
    constexpr std::array<std::array<int, 2>, 8> kNeighbours = {
        {{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};
    const int x = texel % width, y = texel / width;
    for (const auto& [dx, dy] : kNeighbours) {
        const int u = x + dx, v = y + dy;
        if (u >= 0 && v >= 0 && u < width && v < height && visit(v * width + u))
            return;
    }
}

// A slice bound as Python reads it: negative counts from the end, then clamped.
std::int64_t sliceBound(std::int64_t bound, std::int64_t size)
{
    return std::clamp(bound < 0 ? bound + size : bound, std::int64_t{0}, size);
}

} // namespace

Tensor viewRotation(double xDeg, double yDeg, double zDeg)
{
    const auto turn = [](double degrees, int a, int b) {
        const double angle = degrees * std::numbers::pi / 180.0;
        // sin and cos of the f32 angle, as published: cos 90 degrees is -4.4e-8
        const auto f = static_cast<float>(angle);
        Tensor r = torch::eye(3);
        r[a][a] = std::cos(f);
        r[b][b] = std::cos(f);
        r[a][b] = -std::sin(f);
        r[b][a] = std::sin(f);
        return r;
    };
    return at::matmul(at::matmul(turn(zDeg, 0, 1), turn(yDeg, 2, 0)), turn(xDeg, 1, 2));
}

Tensor projectToView(const HeadLayout& layout, const Tensor& points, View view)
{
    nn::expectShape(points, {-1, -1, 3}, "projectToView: points");
    if (isMirrored(view))
        return projectAligned(layout, points, view);
    const Tensor down = points * torch::tensor({1.0F, -1.0F, 1.0F});
    const auto& t = layout.orthShift;
    const Tensor shift = torch::tensor({static_cast<float>(t[0]), static_cast<float>(t[1]), static_cast<float>(t[2])});
    const Tensor turned = (at::matmul(down, publishedRotation(view)) + shift) * layout.orthScale;
    return turned * torch::tensor({1.0F, -1.0F, -1.0F}) + torch::tensor({0.0F, 0.0F, static_cast<float>(kViewDistance)});
}

ViewRaster rasteriseView(const HeadLayout& layout, const Tensor& vertices, View view, int size)
{
    return rasteriseWindow(layout, vertices, view, size, {0, 0, size, size}, 1);
}

ViewRaster rasteriseWindow(const HeadLayout& layout, const Tensor& vertices, View view, int size, const ViewWindow& window, int times)
{
    const bool isOnGpu = vertices.is_cuda() && mesh::hasGpu();
    Tensor projected = projectToView(layout, vertices.detach().cpu(), view).contiguous();
    if (const bool isWhole = window.columns == size && window.rows == size; !isWhole) {
        const auto across = [&](int axis, int first, int texels) {
            Tensor places = projected.select(2, axis);
            places.add_(1.0 - 2.0 * first / size).mul_(static_cast<double>(size) / texels).sub_(1.0);
        };
        across(0, window.left, window.columns);
        across(1, window.top, window.rows);
    }
    const int width = window.columns * times, height = window.rows * times;
    const auto order = cornerOrder(view);
    const std::vector<std::int32_t> triangles = orderedTriangles(layout.faces, order);
    const auto count = projected.size(0), numbers = projected.size(1) * 3;
    ViewRaster views = {torch::empty({count, height, width, 2}), torch::empty({count, 1, height, width}), torch::empty({count, 1, height, width})};
    for (std::int64_t i = 0; i < count; ++i) {
        const std::span points(projected.data_ptr<float>() + i * numbers, static_cast<std::size_t>(numbers));
        const mesh::RasterOptions options = {.width = width, .height = height};
        const auto raster = isOnGpu ? mesh::rasteriseOnGpu(points, triangles, options) : mesh::rasterise(points, triangles, options);
        fillGrid(layout, raster, order, views.grid[i].data_ptr<float>(), views.coverage[i].data_ptr<float>());
        std::copy(raster.depth.begin(), raster.depth.end(), views.depth[i].data_ptr<float>());
    }
    return views;
}

Tensor sampleTexture(const Tensor& texture, const Tensor& grid)
{
    const auto n = grid.size(0), h = grid.size(1), w = grid.size(2);
    const Tensor last = texture.permute({0, 2, 3, 1}).contiguous().unsqueeze(1); // [N, 1, H, W, C]
    const Tensor seen = samplePlanes(last, grid.reshape({n, h * w, 2}), flatPlane());
    return seen.reshape({n, h, w, texture.size(1)}).permute({0, 3, 1, 2});
}

Tensor fillHoles(const Tensor& alpha)
{
    const auto h = static_cast<int>(alpha.size(2)), w = static_cast<int>(alpha.size(3));
    const Tensor scaled = (alpha * 255.0F).contiguous();
    Tensor filled = alpha.clone(at::MemoryFormat::Contiguous);
    for (std::int64_t i = 0; i < alpha.size(0); ++i) {
        const float* values = scaled.data_ptr<float>() + i * h * w;
        const auto reached = flooded(values, h, w, values[0], values[0] + 254.0F);
        float* target = filled.data_ptr<float>() + i * h * w;
        for (std::size_t pixel = 0; pixel < reached.size(); ++pixel)
            if (!reached[pixel])
                target[pixel] = 1.0F;
    }
    return filled;
}

MouthBox mouthBox(const Tensor& landmarksInView, int size)
{
    const Tensor pixels = (landmarksInView.slice(1, 0, 2) * (0.5 * size) + 0.5 * size).contiguous(); // [68, 2]
    const Tensor lips = pixels.slice(0, 48, 60);
    const Tensor extent = std::get<0>(lips.max(0)) - std::get<0>(lips.min(0));
    const Tensor centre = (pixels[48] + pixels[54]) / 2.0;
    const auto side = static_cast<std::int64_t>(1.2 * extent.max().item<float>());
    const auto half = static_cast<float>(side / 2);
    const float column = centre[0].item<float>(), row = centre[1].item<float>();
    return {.top = static_cast<std::int64_t>(row - half),
            .bottom = static_cast<std::int64_t>(row + half),
            .left = static_cast<std::int64_t>(column - half),
            .right = static_cast<std::int64_t>(column + half)};
}

Tensor cropped(const Tensor& picture, const MouthBox& box)
{
    const auto h = picture.size(2), w = picture.size(3);
    const auto top = sliceBound(box.top, h), bottom = sliceBound(box.bottom, h);
    const auto left = sliceBound(box.left, w), right = sliceBound(box.right, w);
    return picture.slice(2, top, std::max(top, bottom)).slice(3, left, std::max(left, right));
}

Tensor pasted(const Tensor& picture, const Tensor& patch, const MouthBox& box)
{
    Tensor result = picture.clone();
    cropped(result, box).copy_(patch);
    return result;
}

ViewRaster withOverhang(const ViewRaster& raster, int texels)
{
    ViewRaster wide{raster.grid.contiguous().clone(), raster.coverage.contiguous().clone(),
                    raster.depth.contiguous().clone()};
    const auto height = static_cast<int>(wide.grid.size(1)), width = static_cast<int>(wide.grid.size(2));
    for (std::int64_t item = 0; item < wide.grid.size(0); ++item) {
        float* covered = wide.coverage.data_ptr<float>() + item * height * width;
        float* grid = wide.grid.data_ptr<float>() + item * height * width * 2;
        float* depth = wide.depth.data_ptr<float>() + item * height * width;
        const auto visitNeighbours = [&](int texel, const auto& visit) { visitAround(texel, width, height, visit); };
        std::vector<int> edge; // covered texels whose neighbours may not be
        for (int texel = 0; texel < height * width; ++texel)
            if (covered[texel] >= 0.5F)
                edge.push_back(texel);
        std::vector<int> open; // of this ring
        std::vector<bool> isOpen(static_cast<std::size_t>(height) * width);
        for (int ring = 0; ring < texels; ++ring) {
            open.clear();
            for (const int texel : edge)
                visitNeighbours(texel, [&](int near) {
                    if (covered[near] < 0.5F && !isOpen[static_cast<std::size_t>(near)]) {
                        isOpen[static_cast<std::size_t>(near)] = true;
                        open.push_back(near);
                    }
                    return false;
                });
            for (const int texel : open)
                visitNeighbours(texel, [&](int near) {
                    if (covered[near] < 0.5F)
                        return false;
                    std::copy_n(grid + 2 * near, 2, grid + 2 * texel);
                    depth[texel] = depth[near];
                    return true;
                });
            for (const int texel : open) // only now: a ring grows from what was covered before it
                covered[texel] = 1.0F;
            std::swap(edge, open);
        }
    }
    return wide;
}

ViewRaster withoutGaps(const ViewRaster& raster, int texels)
{
    const Tensor gaps = fillHoles(raster.coverage) - raster.coverage;
    if (!gaps.any().item<bool>())
        return raster;
    const ViewRaster wide = withOverhang(raster, texels);
    const Tensor filled = (gaps * wide.coverage).gt(0.5);
    return {at::where(filled.squeeze(1).unsqueeze(3), wide.grid, raster.grid),
            at::where(filled, wide.coverage, raster.coverage), at::where(filled, wide.depth, raster.depth)};
}

} // namespace effigy::generator
