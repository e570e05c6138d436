// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/neural_texture.h"

namespace effigy::generator {

/// A view of the mesh for a plane.
struct MovingView {
    ViewRaster raster;
    torch::Tensor share; // [N, 1, size, size] f32, 0..1: how far it replaces a static plane
};

/// The layout's uvMask where a view's texels lie in the atlas: [N, 1, size, size] f32, 0..1.
///   grid  [N, size, size, 2] f32
[[nodiscard]] torch::Tensor maskAt(const HeadLayout& layout, const torch::Tensor& grid);

/// A view as PlaneBlend::Aligned takes it, so that the others decide where the head ends: without gaps and a little wider than its
/// silhouette, from the front without pits of a texel or two, as between lips at the corners of a mouth. From the sides, ears end where the mesh does and not with a texel: about their outlines, which are found more finely than
/// texels lie, heights and shares fall within a few millimetres to what is behind.
///   vertices  [N, V, 3] f32, metres, head frame
///   raster    of those vertices
///   boxWarp   side of the cube that the planes cover, world units
[[nodiscard]] MovingView movingView(const HeadLayout& layout, const torch::Tensor& vertices, const ViewRaster& raster, View view, double boxWarp);

/// The same where all ends with a texel.
[[nodiscard]] MovingView coarseMovingView(const HeadLayout& layout, const ViewRaster& raster, View view);

} // namespace effigy::generator
