// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/raster.h"

#include "base/error.h"
#include "base/parallel.h"
#include "deca/operators.h"
#include "mesh/gpu_rasteriser.h"

#include <ATen/ATen.h>

#include <span>
#include <vector>

namespace effigy::deca {

namespace {

using torch::Tensor;

enum class RasterPlace { Processor, Gpu };

// Of one mesh, whose `places` [V, 3] f32 and `indices` [F, 3] i32 lie dense in the processor's
// memory.
Coverage drawn(const Tensor& places, const Tensor& indices, const RasterSize& size,
               mesh::RasterRule rule, RasterPlace place)
{
    const mesh::RasterOptions options = {.width = static_cast<int>(size.width),
                                         .height = static_cast<int>(size.height),
                                         .culling = mesh::Culling::None,
                                         .rule = rule};
    const std::span<const float> vertices(places.data_ptr<float>(),
                                          static_cast<std::size_t>(places.numel()));
    const std::span<const std::int32_t> triangles(indices.data_ptr<std::int32_t>(),
                                                  static_cast<std::size_t>(indices.numel()));
    const auto buffer = place == RasterPlace::Gpu
                            ? mesh::rasteriseOnGpu(vertices, triangles, options)
                            : mesh::rasterise(vertices, triangles, options);
    const Tensor face = at::from_blob(const_cast<std::int32_t*>(buffer.face.data()),
                                      {size.height, size.width}, torch::kInt32)
                            .to(torch::kInt64);
    const Tensor weights = at::from_blob(const_cast<float*>(buffer.barycentrics.data()),
                                         {size.height, size.width, 3}, torch::kFloat32);
    const Tensor depth = at::from_blob(const_cast<float*>(buffer.depth.data()),
                                       {size.height, size.width}, torch::kFloat32);
    const Tensor hit = (face >= 0).to(torch::kFloat32);
    return {.face = face, .weights = weights * hit.unsqueeze(-1), .depth = depth * hit};
}

Tensor edge(const Tensor& p, const Tensor& q, const Tensor& s)
{
    return (p.select(-1, 0) - q.select(-1, 0)) * (s.select(-1, 1) - q.select(-1, 1)) -
           (p.select(-1, 1) - q.select(-1, 1)) * (s.select(-1, 0) - q.select(-1, 0));
}

// The weights of the pixels at `covered` (indices into B * H * W) again, from the vertices, so that
// gradients flow.
Tensor weightsOf(const Tensor& vertices, const Tensor& triangles, const Coverage& coverage,
                 const Tensor& covered)
{
    constexpr double kEpsilon = 1e-8; // of twice the area, as in PyTorch3D
    const std::int64_t height = coverage.face.size(1), width = coverage.face.size(2);
    const Tensor item = at::div(covered, height * width, "floor");
    const Tensor inItem = covered - item * (height * width);
    const Tensor row = at::div(inItem, width, "floor"), column = inItem - row * width;
    const Tensor p =
        at::stack({(2.0 * column.to(torch::kFloat32) + 1.0) / static_cast<double>(width) - 1.0,
                   (2.0 * row.to(torch::kFloat32) + 1.0) / static_cast<double>(height) - 1.0},
                  1);
    const Tensor corners =
        triangles.index_select(0, coverage.face.reshape(-1).index_select(0, covered));
    const Tensor flat = vertices.slice(2, 0, 2).reshape({-1, 2});
    const auto corner = [&](int k) {
        return flat.index_select(0, corners.select(1, k) + item * vertices.size(1));
    };
    const Tensor a = corner(0), b = corner(1), c = corner(2);
    return at::stack({edge(p, b, c), edge(p, c, a), edge(p, a, b)}, 1) /
           (edge(c, a, b) + kEpsilon).unsqueeze(1);
}

} // namespace

Coverage rasterise(const Tensor& vertices, const Tensor& triangles, const RasterSize& size,
                   mesh::RasterRule rule)
{
    base::require(vertices.dim() == 3 && vertices.size(2) == 3,
                  "rasterise: vertices are [B, V, 3]");
    const auto place =
        vertices.is_cuda() && mesh::hasGpu() ? RasterPlace::Gpu : RasterPlace::Processor;
    const Tensor places = vertices.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    const Tensor indices = triangles.to(torch::kCPU, torch::kInt32).contiguous();
    std::vector<Tensor> faces, weights, depths;
    for (std::int64_t item = 0; item < vertices.size(0); ++item) {
        const Coverage one = drawn(places[item], indices, size, rule, place);
        faces.push_back(one.face);
        weights.push_back(one.weights);
        depths.push_back(one.depth);
    }
    const auto joined = [&](const std::vector<Tensor>& all) {
        return at::stack(all).to(vertices.device());
    };
    Coverage coverage = {
        .face = joined(faces), .weights = joined(weights), .depth = joined(depths)};
    if (rule == mesh::RasterRule::Pytorch3d && vertices.requires_grad()) {
        const Tensor covered = at::nonzero(coverage.face.reshape(-1) >= 0).squeeze(1);
        coverage.weights =
            at::zeros({coverage.face.numel(), 3}, vertices.options().requires_grad(false))
                .index_copy(0, covered, weightsOf(vertices, triangles, coverage, covered))
                .view_as(coverage.weights);
    }
    return coverage;
}

namespace {

// On the processor, without gradients: one pass over the pixels, planes written where they belong.
Tensor interpolated(const Coverage& coverage, const Tensor& attributes)
{
    const Tensor face = coverage.face.contiguous(), weights = coverage.weights.contiguous(),
                 corners = attributes.to(torch::kFloat32).contiguous();
    const std::int64_t batch = face.size(0), pixels = face.size(1) * face.size(2),
                       depth = corners.size(3), stride = corners.size(1) * 3 * depth;
    Tensor pictures = at::zeros({batch, depth + 1, face.size(1), face.size(2)}, corners.options());
    for (std::int64_t item = 0; item < batch; ++item) {
        const auto* of = face.data_ptr<std::int64_t>() + item * pixels;
        const float* weight = weights.data_ptr<float>() + item * pixels * 3;
        const float* values = corners.data_ptr<float>() + (corners.size(0) > 1 ? item * stride : 0);
        float* to = pictures.data_ptr<float>() + item * pixels * (depth + 1);
        base::parallelFor(static_cast<int>(pixels), 4096, [&](int begin, int end) {
            for (std::int64_t p = begin; p < end; ++p) {
                if (of[p] < 0)
                    continue;
                const float *a = values + of[p] * 3 * depth, *w = weight + 3 * p;
                for (std::int64_t d = 0; d < depth; ++d)
                    to[d * pixels + p] =
                        w[0] * a[d] + w[1] * a[depth + d] + w[2] * a[2 * depth + d];
                to[depth * pixels + p] = 1.0F;
            }
        });
    }
    return pictures;
}

} // namespace

Tensor interpolate(const Coverage& coverage, const Tensor& attributes)
{
    if (!isDifferentiated(attributes) && !isDifferentiated(coverage.weights) && attributes.is_cpu())
        return interpolated(coverage, attributes);
    const std::int64_t batch = coverage.face.size(0), height = coverage.face.size(1),
                       width = coverage.face.size(2);
    const std::int64_t depth = attributes.size(3), faces = attributes.size(1);
    const Tensor flatFace = coverage.face.reshape(-1);
    const Tensor covered = at::nonzero(flatFace >= 0).squeeze(1);
    Tensor index = flatFace.index_select(0, covered);
    if (attributes.size(0) > 1)
        index = index + at::div(covered, height * width, "floor") * faces;
    const Tensor corners = attributes.reshape({-1, 3, depth}).index_select(0, index);
    const Tensor weights = coverage.weights.reshape({-1, 3}).index_select(0, covered);
    const Tensor values = (weights.unsqueeze(-1) * corners).sum(1);
    const Tensor pictures =
        at::zeros({batch * height * width, depth}, attributes.options().requires_grad(false))
            .index_copy(0, covered, values)
            .view({batch, height, width, depth})
            .permute({0, 3, 1, 2});
    return at::cat({pictures, (coverage.face >= 0).to(attributes.scalar_type()).unsqueeze(1)}, 1);
}

} // namespace effigy::deca
