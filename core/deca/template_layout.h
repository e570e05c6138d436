// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/flame_form.h"

#include <torch/types.h>

#include <filesystem>

namespace effigy::deca {

inline constexpr std::int64_t kUvSide = 256; // pixels of every map

/// FLAME's triangles and their UV layout, as DECA draws them.
struct TemplateLayout {
    torch::Tensor triangles;         // [F, 3] i64
    torch::Tensor uvs;               // [T, 2] f32 0..1, v upwards
    torch::Tensor uvTriangles;       // [F, 3] i64
    torch::Tensor uvPlaces;          // [1, T, 3] f32 -1..1, y down, z 1: the layout as a mesh
    torch::Tensor uvCorners;         // [1, F, 3, 3] f32 uvPlaces at corners
    torch::Tensor gridTriangles;     // [122990, 3] i64 the pixels of a map as a mesh
    torch::Tensor faceEyeMask;       // [1, 1, 256, 256] f32 0..1
    torch::Tensor fixedDisplacement; // [256, 256] f32 metres: keeps lids and lips apart

    [[nodiscard]] TemplateLayout to(const torch::Device& device) const;
};

/// Triangles of the map's pixels, without the border: (p, p + 256, p + 1) and (p + 1, p + 256, p +
/// 257), column by column.
[[nodiscard]] torch::Tensor gridTriangles();

/// Unit normals [B, 3, 256, 256] of the mesh of gridTriangles() over `places` [B, 3, 256, 256]; 0
/// where it has no triangles. Differentiable.
[[nodiscard]] torch::Tensor gridNormals(const torch::Tensor& places);

/// Reads head_template.obj and fixed_displacement_256.npy; `faceEyeMask` is channel 0 of
/// uv_face_eye_mask.png, [H, W] 0..1, taken to 256 pixels by the nearest one. Throws Error
/// "model_missing" or "model_refused".
[[nodiscard]] TemplateLayout readTemplateLayout(const std::filesystem::path& templateObj,
                                                const std::filesystem::path& fixedDisplacement,
                                                const torch::Tensor& faceEyeMask);

/// The layout of a head model in FLAME's form: its own UV atlas, its mask "face" (whose eyeballs count, the inside of the
/// mouth does not), and no fixed displacement.
///   form  of that head: which of its triangles are drawn
/// Throws ContractError when the head has no UVs or no such mask.
[[nodiscard]] TemplateLayout templateLayout(const head::HeadModelData& head, const head::FlameForm& form);

} // namespace effigy::deca
