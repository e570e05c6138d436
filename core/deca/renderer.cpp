// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/renderer.h"

#include "deca/light.h"
#include "deca/operators.h"

#include <ATen/ATen.h>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr double kDepthOffset = 10.0;
constexpr double kTexturedFacing =
    -0.05;                            // z of normals below it face the viewer; here for textures,
constexpr double kShapeFacing = 0.15; // here for shapes
constexpr double kGrey = 180.0 / 255.0;

Tensor behind(const Tensor& inCrop)
{
    return inCrop + torch::tensor({0.0, 0.0, kDepthOffset}, inCrop.options().requires_grad(false));
}

Tensor composited(const Tensor& picture, const Tensor& alpha, const Tensor& background)
{
    return background.defined() ? picture * alpha + background * (1.0 - alpha) : picture * alpha;
}

Tensor asPicture(const Tensor& shading, const RasterSize& size)
{
    return shading.transpose(1, 2).reshape({shading.size(0), 3, size.height, size.width});
}

Tensor asPoints(const Tensor& picture)
{
    return picture.flatten(2).transpose(1, 2);
}

Tensor shade(const LightSetup& light, const Tensor& positions, const Tensor& normals,
             const RasterSize& size)
{
    switch (light.kind) {
    case Lighting::SphericalHarmonics:
        return shShading(normals, light.values);
    case Lighting::Points:
        return asPicture(pointShading(asPoints(positions), asPoints(normals), light.values), size);
    case Lighting::Directions:
        return asPicture(directionalShading(asPoints(normals), light.values), size);
    case Lighting::None:
        break;
    }
    return {};
}

// Five lights from above, below and ahead.
Tensor shapeLights(std::int64_t batch, const torch::Device& device)
{
    constexpr float kIntensity = 1.7F;
    return torch::tensor({{-1.0F, 1.0F, 1.0F, kIntensity, kIntensity, kIntensity},
                          {1.0F, 1.0F, 1.0F, kIntensity, kIntensity, kIntensity},
                          {-1.0F, -1.0F, 1.0F, kIntensity, kIntensity, kIntensity},
                          {1.0F, -1.0F, 1.0F, kIntensity, kIntensity, kIntensity},
                          {0.0F, 0.0F, 1.0F, kIntensity, kIntensity, kIntensity}},
                         torch::TensorOptions(torch::kFloat32).device(device))
        .unsqueeze(0)
        .expand({batch, -1, -1});
}

} // namespace

Renderer::Renderer(TemplateLayout layout, mesh::RasterRule rule)
    : m_layout(std::move(layout)),
      m_rule(rule),
      m_uvCoverage(rasterise(m_layout.uvPlaces, m_layout.uvTriangles, {kUvSide, kUvSide}, rule))
{
}

Rendered Renderer::render(const Tensor& vertices, const Tensor& inCrop, const Tensor& albedo,
                          const LightSetup& light, const RasterSize& size,
                          const Tensor& background) const
{
    const std::int64_t batch = vertices.size(0);
    const Tensor& triangles = m_layout.triangles;
    Rendered out;
    out.normals = vertexNormals(vertices, triangles);
    const Tensor placed = behind(inCrop);
    out.transformedNormals = vertexNormals(placed, triangles);
    const Tensor attributes =
        at::cat({m_layout.uvCorners.expand({batch, -1, -1, -1}),
                 atCorners(out.transformedNormals, triangles).detach(),
                 atCorners(vertices, triangles).detach(), atCorners(out.normals, triangles)},
                3);
    const Tensor drawn = interpolate(rasterise(placed, triangles, size, m_rule), attributes);
    out.alpha = drawn.slice(1, 12, 13).detach();
    out.grid = drawn.slice(1, 0, 2).permute({0, 2, 3, 1});
    out.faces = (drawn.slice(1, 5, 6).detach() < kTexturedFacing).to(torch::kFloat32);
    const Tensor normals = drawn.slice(1, 9, 12);
    const Tensor coloured = sample(albedo, out.grid);
    out.shading = shade(light, drawn.slice(1, 6, 9), normals, size);
    out.images = composited(out.shading.defined() ? coloured * out.shading : coloured, out.alpha,
                            background);
    out.albedoImages = composited(coloured, out.alpha, background);
    out.normalImages = normals * out.alpha;
    return out;
}

ShapeView Renderer::renderShape(const Tensor& vertices, const Tensor& inCrop,
                                const RasterSize& size, const Tensor& background) const
{
    const std::int64_t batch = vertices.size(0);
    const Tensor& triangles = m_layout.triangles;
    const Tensor placed = behind(inCrop).detach();
    const Tensor attributes =
        at::cat({atCorners(vertexNormals(placed, triangles), triangles),
                 atCorners(vertexNormals(vertices.detach(), triangles), triangles),
                 m_layout.uvCorners.expand({batch, -1, -1, -1})},
                3);
    const Tensor drawn = interpolate(rasterise(placed, triangles, size, m_rule), attributes);
    const Tensor facing = (drawn.slice(1, 2, 3) < kShapeFacing).to(torch::kFloat32);
    ShapeView view = {.images = {},
                      .alpha = drawn.slice(1, 9, 10) * facing,
                      .grid = drawn.slice(1, 6, 8).permute({0, 2, 3, 1}),
                      .normals = drawn.slice(1, 3, 6)};
    view.images = shapeImages(view, view.normals, background);
    return view;
}

Tensor Renderer::shapeImages(const ShapeView& view, const Tensor& normals,
                             const Tensor& background) const
{
    const RasterSize size = {normals.size(2), normals.size(3)};
    const Tensor shading = asPicture(
        directionalShading(asPoints(normals), shapeLights(normals.size(0), normals.device())),
        size);
    return composited(kGrey * shading, view.alpha, background);
}

Tensor Renderer::renderDepth(const Tensor& inCrop, const RasterSize& size) const
{
    const Tensor z = inCrop.slice(2, 2, 3) - inCrop.select(2, 2).min();
    const Tensor nearness = -z - (-z).min();
    const Tensor placed = behind(at::cat({inCrop.slice(2, 0, 2), z}, 2));
    const Tensor values = atCorners(nearness / nearness.max(), m_layout.triangles);
    return interpolate(rasterise(placed, m_layout.triangles, size, m_rule), values).slice(1, 0, 1);
}

Tensor Renderer::renderColours(const Tensor& inCrop, const Tensor& colours,
                               const RasterSize& size) const
{
    const Coverage coverage = rasterise(behind(inCrop), m_layout.triangles, size, m_rule);
    return interpolate(coverage, atCorners(colours, m_layout.triangles)).slice(1, 0, 3);
}

Tensor Renderer::inUv(const Tensor& values) const
{
    const auto onAll = [&](const Tensor& one) {
        std::vector<std::int64_t> sizes(one.sizes().begin(), one.sizes().end());
        sizes[0] = values.size(0);
        return one.expand(sizes);
    };
    const Coverage coverage = {.face = onAll(m_uvCoverage.face),
                               .weights = onAll(m_uvCoverage.weights),
                               .depth = onAll(m_uvCoverage.depth)};
    return interpolate(coverage, atCorners(values, m_layout.triangles)).slice(1, 0, 3);
}

Tensor Renderer::detailNormals(const Tensor& displacement, const Tensor& vertices,
                               const Tensor& normals) const
{
    const Tensor places = inUv(vertices).detach(), coarse = inUv(normals).detach();
    const Tensor moved =
        places + displacement * m_layout.faceEyeMask * coarse + m_layout.fixedDisplacement * coarse;
    const Tensor map = gridNormals(moved);
    return map * m_layout.faceEyeMask + coarse * (1.0 - m_layout.faceEyeMask);
}

} // namespace effigy::deca
