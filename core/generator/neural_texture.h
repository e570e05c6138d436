// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/head_layout.h"
#include "generator/stages.h"

#include <torch/types.h>

#include <vector>

namespace effigy::generator {

/// Directions from which the head is rasterised.
enum class View {
    Front, // columns +x, rows +y (upside down, as planes are sampled)
    Left,  // columns -z, rows +y; sees the half with x > 0
    Right, // columns +z, rows +y; sees the half with x < 0
    Top,   // columns +x, rows -z
    LeftMirrored,  // Left with columns +z, so that it lies on the (z, y) plane like Right
    TopFromAbove,  // Top with rows +z, so that it lies on the (x, z) plane
};

inline constexpr double kViewDistance = 10.0; // depth of the head's origin in a view of ours; every depth is positive

/// Rotation of a view as published, row vectors times it: angles in degrees about x, y, z, R = Rz Ry Rx, f32.
[[nodiscard]] torch::Tensor viewRotation(double xDeg, double yDeg, double zDeg);

/// Points in the picture of a view: x and y -1..1 across the picture, z depth, smaller nearer.
///   points  [N, V, 3] f32, metres, head frame
[[nodiscard]] torch::Tensor projectToView(const HeadLayout& layout, const torch::Tensor& points, View view);

/// A view of the mesh.
struct ViewRaster {
    torch::Tensor grid;     // [N, size, size, 2] f32, -1..1, (0, 0) where nothing is
    torch::Tensor coverage; // [N, 1, size, size] f32, 0 or 1
    torch::Tensor depth;    // [N, 1, size, size] f32, as projectToView gives it, -1 where nothing is
};

inline constexpr int kOverhang = 2; // texels, of PlaneBlend::Aligned

/// The same view, seen `texels` further beyond its silhouette: each ring of empty texels repeats a covered neighbour, so
/// that the other views decide where the head ends.
[[nodiscard]] ViewRaster withOverhang(const ViewRaster& raster, int texels);

/// The same view without the gaps that its silhouette encloses, such as between teeth and lips: they repeat what is beside
/// them, up to `texels` away.
[[nodiscard]] ViewRaster withoutGaps(const ViewRaster& raster, int texels);

[[nodiscard]] ViewRaster rasteriseView(const HeadLayout& layout, const torch::Tensor& vertices, View view, int size);

/// Texels of a view: columns [left, left + columns) and rows [top, top + rows).
struct ViewWindow {
    int left, top, columns, rows;
};

/// A part of a view of `size` texels, seen `times` as finely: [N, times rows, times columns].
[[nodiscard]] ViewRaster rasteriseWindow(const HeadLayout& layout, const torch::Tensor& vertices, View view, int size, const ViewWindow& window, int times);

/// A texture seen through a grid: bilinear, zero outside. [N, C, H, W], [N, size, size, 2] -> [N, C, size, size].
/// Differentiable in the texture.
[[nodiscard]] torch::Tensor sampleTexture(const torch::Tensor& texture, const torch::Tensor& grid);

/// Alpha with everything set to 1 that a flood from the top left corner through values of at most 254/255 above the corner's
/// does not reach: mouth, eyes and other holes close, soft outer borders stay.
///   alpha  [N, 1, H, W] f32, 0..1
[[nodiscard]] torch::Tensor fillHoles(const torch::Tensor& alpha);

/// The square about the outer lips, in pixels of a front view of `size`. [68, 2 or 3] landmarks in the view.
[[nodiscard]] MouthBox mouthBox(const torch::Tensor& landmarksInView, int size);

/// Part of a picture; a negative or too large bound counts as an array slice does in Python. [N, C, H, W].
[[nodiscard]] torch::Tensor cropped(const torch::Tensor& picture, const MouthBox& box);

/// `picture` with `patch` in place of `box`. [N, C, H, W], [N, C, box height, box width]. Differentiable in both.
[[nodiscard]] torch::Tensor pasted(const torch::Tensor& picture, const torch::Tensor& patch, const MouthBox& box);

} // namespace effigy::generator
