// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/raster.h"
#include "deca/template_layout.h"

#include <torch/types.h>

namespace effigy::deca {

enum class Lighting { None, SphericalHarmonics, Points, Directions };

/// How render() lights the albedo.
struct LightSetup {
    Lighting kind = Lighting::None;
    torch::Tensor values; // [B, 9, 3] coefficients, or [B, L, 6] place or direction and colour
};

/// Pictures of a textured head. All [B, ., H, W] f32.
struct Rendered {
    torch::Tensor
        images; // [B, 3, H, W] albedo times shading within the head; background or 0 outside
    torch::Tensor albedoImages;       // [B, 3, H, W] the same unshaded
    torch::Tensor alpha;              // [B, 1, H, W] 0 or 1
    torch::Tensor faces;              // [B, 1, H, W] 1 where the surface turns towards the viewer
    torch::Tensor shading;            // [B, 3, H, W] undefined without light
    torch::Tensor grid;               // [B, H, W, 2] places in the UV map, 0 outside
    torch::Tensor normals;            // [B, V, 3]
    torch::Tensor normalImages;       // [B, 3, H, W] in the world
    torch::Tensor transformedNormals; // [B, V, 3] in the crop's frame
};

/// A grey view of the shape.
struct ShapeView {
    torch::Tensor images;  // [B, 3, H, W]
    torch::Tensor alpha;   // [B, 1, H, W]
    torch::Tensor grid;    // [B, H, W, 2]
    torch::Tensor normals; // [B, 3, H, W] of the surface, in the world
};

/// Draws heads of one layout. Vertices "in the crop" are those of projectToCrop(): the depth offset
/// of 10 is added inside. Immutable; safe from any thread. Source: Feng et al. 2021, Sec. 4, with
/// the published code's conventions.
class Renderer {
public:
    /// Draws on the device of `layout`.
    Renderer(TemplateLayout layout, mesh::RasterRule rule);

    [[nodiscard]] const TemplateLayout& layout() const { return m_layout; }
    [[nodiscard]] mesh::RasterRule rule() const { return m_rule; }

    /// `vertices` and `inCrop` [B, V, 3]; `albedo` [B, 3, 256, 256]; `background` [B, 3, H, W] or
    /// undefined.
    [[nodiscard]] Rendered render(const torch::Tensor& vertices, const torch::Tensor& inCrop,
                                  const torch::Tensor& albedo, const LightSetup& light,
                                  const RasterSize& size,
                                  const torch::Tensor& background = {}) const;

    /// Grey under five lights.
    [[nodiscard]] ShapeView renderShape(const torch::Tensor& vertices, const torch::Tensor& inCrop,
                                        const RasterSize& size,
                                        const torch::Tensor& background = {}) const;

    /// The picture of `view` as if its surface faced `normals` [B, 3, H, W].
    [[nodiscard]] torch::Tensor shapeImages(const ShapeView& view, const torch::Tensor& normals,
                                            const torch::Tensor& background = {}) const;

    /// [B, 1, H, W]: 1 at the nearest vertex, 0 at the farthest and outside.
    [[nodiscard]] torch::Tensor renderDepth(const torch::Tensor& inCrop,
                                            const RasterSize& size) const;

    /// Per-vertex `colours` [B, V, 3] as [B, 3, H, W]; 0 outside.
    [[nodiscard]] torch::Tensor renderColours(const torch::Tensor& inCrop,
                                              const torch::Tensor& colours,
                                              const RasterSize& size) const;

    /// Per-vertex `values` [B, V, 3] laid out in UV space, [B, 3, 256, 256].
    [[nodiscard]] torch::Tensor inUv(const torch::Tensor& values) const;

    /// Normals [B, 3, 256, 256] of the surface displaced by `displacement` [B, 1, 256, 256] metres.
    [[nodiscard]] torch::Tensor detailNormals(const torch::Tensor& displacement,
                                              const torch::Tensor& vertices,
                                              const torch::Tensor& normals) const;

private:
    TemplateLayout m_layout;
    mesh::RasterRule m_rule;
    Coverage m_uvCoverage;
};

} // namespace effigy::deca
