// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/known_head.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/camera_label.h"
#include "generator/neural_texture.h"
#include "mesh/rasteriser.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::train {
namespace {

constexpr int kSupersampling = 2; // rasterised samples across one pixel

torch::Tensor withShell(const torch::Tensor& vertices, const HairShell& shell)
{
    if (shell.empty())
        return vertices;
    const auto offsets = at::from_blob(const_cast<float*>(shell.front().data()), {1, static_cast<std::int64_t>(shell.size()), 3});
    return vertices + offsets;
}

std::vector<std::int32_t> indices(const torch::Tensor& faces)
{
    const auto narrow = faces.to(torch::kInt32).contiguous();
    const auto* data = narrow.data_ptr<std::int32_t>();
    return {data, data + narrow.numel()};
}

/// Bilinear colour of an RGB picture at a grid position (-1..1), clamped at the border, 0..1.
std::array<float, 3> colourAt(const base::Image& image, float gridX, float gridY)
{
    const float x = std::clamp((gridX + 1.0F) * 0.5F * static_cast<float>(image.width) - 0.5F, 0.0F,
                               static_cast<float>(image.width - 1));
    const float y = std::clamp((gridY + 1.0F) * 0.5F * static_cast<float>(image.height) - 0.5F, 0.0F,
                               static_cast<float>(image.height - 1));
    const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, image.width - 1), y1 = std::min(y0 + 1, image.height - 1);
    const float u = x - static_cast<float>(x0), v = y - static_cast<float>(y0);
    std::array<float, 3> colour{};
    for (int c = 0; c < 3; ++c) {
        const float above = static_cast<float>(image.at(x0, y0)[c]) * (1 - u) + static_cast<float>(image.at(x1, y0)[c]) * u;
        const float below = static_cast<float>(image.at(x0, y1)[c]) * (1 - u) + static_cast<float>(image.at(x1, y1)[c]) * u;
        colour[c] = (above * (1 - v) + below * v) / 255.0F;
    }
    return colour;
}

/// Colour premultiplied, then alpha, [1, 4, size, size].
torch::Tensor shade(const mesh::RasterBuffer& buffer, const generator::HeadLayout& layout, const base::Image& texture)
{
    auto picture = torch::zeros({1, 4, buffer.height, buffer.width});
    auto* out = picture.data_ptr<float>();
    const auto uvs = layout.faceUvs.contiguous();
    const auto* uv = uvs.data_ptr<float>();
    const auto pixels = static_cast<std::int64_t>(buffer.width) * buffer.height;
    base::parallelFor(buffer.height, 16, [&](int begin, int end) {
        for (std::int64_t i = static_cast<std::int64_t>(begin) * buffer.width; i < static_cast<std::int64_t>(end) * buffer.width;
             ++i) {
            if (buffer.face[i] < 0)
                continue;
            const float* corner = uv + static_cast<std::int64_t>(buffer.face[i]) * 6;
            const float* w = buffer.barycentrics.data() + 3 * i;
            const auto colour = colourAt(texture, w[0] * corner[0] + w[1] * corner[2] + w[2] * corner[4],
                                         w[0] * corner[1] + w[1] * corner[3] + w[2] * corner[5]);
            for (int c = 0; c < 3; ++c)
                out[c * pixels + i] = colour[c];
            out[3 * pixels + i] = 1.0F;
        }
    });
    return picture;
}

/// How far each ray of a view goes until it meets the mesh: [1, 1, size, size] world units along the unit ray, zero where
/// it meets nothing.
torch::Tensor rayDepths(const std::vector<float>& vertices, const std::vector<std::int32_t>& triangles,
                        const mesh::Camera& camera, int size)
{
    mesh::RasterOptions options;
    options.width = options.height = size;
    options.edges = mesh::EdgeRule::Inside;
    options.interpolation = mesh::Interpolation::Perspective;
    const auto buffer = mesh::rasterise(vertices, triangles, options);
    auto depths = torch::zeros({1, 1, size, size});
    auto* out = depths.data_ptr<float>();
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            const auto i = static_cast<std::size_t>(row) * size + column;
            if (buffer.face[i] < 0)
                continue;
            const Eigen::Vector3d ray(((column + 0.5) / size - camera.cx) / camera.fx,
                                      ((row + 0.5) / size - camera.cy) / camera.fy, 1.0);
            out[i] = static_cast<float>(generator::kWorldPerMetre * buffer.depth[i] * ray.norm());
        }
    return depths;
}

} // namespace

HeadView headView(const generator::Generator& generator, const head::HeadModel& model, const KnownHead& head,
                  const head::HeadCoefficients& coefficients, const mesh::Camera& camera, ViewSizes sizes)
{
    const torch::NoGradGuard noGrad;
    HeadView view;
    view.pose = generator::headPose(model, coefficients);
    view.raster = generator::rasterStage(generator, view.pose);
    view.label = generator::toTensor(generator::cameraLabel(camera));
    view.camera = camera;

    const auto shown = withShell(view.pose.vertices, head.shell).contiguous();
    const auto vertices = mesh::pictureSpace({shown.data_ptr<float>(), static_cast<std::size_t>(shown.numel())}, camera);
    const auto triangles = indices(generator.layout.faces);
    mesh::RasterOptions options;
    options.width = options.height = sizes.picture * kSupersampling;
    options.edges = mesh::EdgeRule::Inside;
    options.interpolation = mesh::Interpolation::Perspective;
    const auto picture = at::avg_pool2d(shade(mesh::rasterise(vertices, triangles, options), generator.layout, head.litTexture),
                                        {kSupersampling, kSupersampling});
    view.target.colour = picture.slice(1, 0, 3).contiguous();
    view.target.alpha = picture.slice(1, 3, 4).contiguous();
    view.target.depth = rayDepths(vertices, triangles, camera, sizes.raw);
    view.target.weight = torch::ones({1, 1, sizes.picture, sizes.picture});
    return view;
}

generator::IdentityStage knownIdentity(const generator::Generator& generator, const head::HeadModel& model,
                                       const KnownHead& head)
{
    const torch::NoGradGuard noGrad;
    const auto channels = generator.config.planeChannels;
    const auto size = head.code.size(2);
    base::require(channels >= head.code.size(1), "a neural texture that has room for the code");
    head::HeadCoefficients neutral;
    neutral.shape = head.shape;
    const auto bald = model.mesh(neutral).vertices;
    auto vertices = bald;
    for (std::size_t v = 0; v < head.shell.size(); ++v)
        vertices[v] += head.shell[v];
    return {at::cat({head.code, torch::zeros({1, channels - head.code.size(1), size, size})}, 1),
            withMane(shellPlanes(generator, head.code, vertices, bald), generator, head.mane, bald)};
}

} // namespace effigy::train
