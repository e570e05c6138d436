// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace effigy::deca {

/// Scaled orthographic projection s (x + tx, y + ty, z) of `points` [B, N, 3] by `camera` [B, 3] =
/// (s, tx, ty).
[[nodiscard]] torch::Tensor project(const torch::Tensor& points, const torch::Tensor& camera);

/// project() turned half around x: -1..1 across the crop, x right, y down, z away from the viewer.
[[nodiscard]] torch::Tensor projectToCrop(const torch::Tensor& points, const torch::Tensor& camera);

/// Area-weighted unit normals [B, V, 3] of `vertices` [B, V, 3] with `triangles` [F, 3] i64.
/// Differentiable.
[[nodiscard]] torch::Tensor vertexNormals(const torch::Tensor& vertices,
                                          const torch::Tensor& triangles);

/// Whether a gradient is wanted of what is made of `tensor`.
[[nodiscard]] bool isDifferentiated(const torch::Tensor& tensor);

/// Values at the corners of triangles: [B, F, 3, D] of `values` [B, V, D] by `triangles` [F, 3]
/// i64.
[[nodiscard]] torch::Tensor atCorners(const torch::Tensor& values, const torch::Tensor& triangles);

/// `picture` [B, C, h, w] looked up at `grid` [B, H, W, 2] in -1..1 (x, y), bilinear, zero outside,
/// pixel centres at (2k+1)/n - 1.
[[nodiscard]] torch::Tensor sample(const torch::Tensor& picture, const torch::Tensor& grid);

/// Quaternions (w, x, y, z) [N, 4] of Euler angles [N, 3] about x, y, z, radians.
[[nodiscard]] torch::Tensor quaternionFromEuler(const torch::Tensor& angles);
/// Axis-angle vectors [N, 3] of unit quaternions [N, 4] (w, x, y, z).
[[nodiscard]] torch::Tensor axisAngleFromQuaternion(const torch::Tensor& quaternions);
/// Rz Ry Rx [N, 3, 3] of angles [N, 3] in degrees.
[[nodiscard]] torch::Tensor matrixFromDegrees(const torch::Tensor& degrees);

/// Points of the crop, -1..1, as points of the photo, -1..1; z stays.
///   points         [B, N, 2 or 3]
///   photoFromCrop  [B, 3, 3] for row vectors: the transpose of the inverse of the crop's
///   transform, in pixels
/// Source: DECA; the crop spans 224 pixels here and 223 in its transform, which moves points by
/// half a pixel.
[[nodiscard]] torch::Tensor pointsInPhoto(const torch::Tensor& points,
                                          const torch::Tensor& photoFromCrop,
                                          std::int64_t photoHeight, std::int64_t photoWidth);

/// 8-bit picture [H, W, 3] BGR of `picture` [3, H, W] RGB 0..1: clamped and cut, not rounded.
[[nodiscard]] torch::Tensor bgrBytes(const torch::Tensor& picture);

/// The first pictures of batches [1, 3, h, w] side by side at `height` pixels (nearest), [height,
/// W, 3] BGR 8-bit.
[[nodiscard]] torch::Tensor strip(at::TensorList pictures, std::int64_t height);

} // namespace effigy::deca
