// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/renderer.h"

#include <torch/types.h>

#include <filesystem>

namespace effigy::deca {

/// Which pixels of a UV map are vertices of the dense mesh, and where they lie on the coarse one.
struct DenseTemplate {
    torch::Tensor triangles; // [F, 3] i64 into the N vertices
    torch::Tensor rows;      // [N] i64 pixel of each vertex
    torch::Tensor columns;   // [N] i64
    torch::Tensor corners;   // [N, 3] i64 vertices of the coarse mesh
    torch::Tensor weights;   // [N, 3] f64
};

/// Reads texture_data_256.npy. Throws Error "model_missing" or "model_refused".
///   vertexCount  of the coarse mesh
[[nodiscard]] DenseTemplate readDenseTemplate(const std::filesystem::path& path,
                                              std::int64_t vertexCount);

/// The like, made from the UV layout: every covered pixel a vertex, and every square of four such
/// pixels two triangles that face outwards.
[[nodiscard]] DenseTemplate denseTemplate(const TemplateLayout& layout);

/// A head of a vertex per pixel.
struct DenseMesh {
    torch::Tensor vertices;  // [N, 3] f64 metres
    torch::Tensor colours;   // [N, 3] u8, in the channel order of the texture
    torch::Tensor triangles; // [F, 3] i64
};

/// The coarse mesh moved along its normals by the displacement.
///   vertices, normals  [V, 3] f32
///   displacement       [256, 256] f32 metres
///   texture            [256, 256, 3] u8
/// Source: Feng et al. 2021, Eq. 3; normals are those of the coarse vertices, interpolated.
[[nodiscard]] DenseMesh denseMesh(const DenseTemplate& dense, const torch::Tensor& vertices,
                                  const torch::Tensor& normals, const torch::Tensor& displacement,
                                  const torch::Tensor& texture);

} // namespace effigy::deca
