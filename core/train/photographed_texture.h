// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/head_layout.h"
#include "mesh/camera.h"
#include "mesh/mesh.h"

#include <torch/types.h>

#include <vector>

namespace effigy::train {

/// What one camera sees of a head.
struct DepthPicture {
    mesh::Camera camera;
    torch::Tensor colour; // [1, 3, S, S] f32, 0..1, sRGB
    torch::Tensor depth;  // [1, 1, S, S] f32, metres along the camera's z; 0: nothing
};

/// Pictures of a head that keeps still.
struct PosedPictures {
    mesh::Mesh head; // vertices, normals
    std::vector<DepthPicture> pictures;
    torch::Tensor tells = {}; // [1, 1, T, T] f32, 0 or 1: texels of which they tell; undefined: of all
};

/// The colours that pictures show, in the head's atlas: each texel takes the mean of the pictures that see it, those that face
/// it before those that graze it. What none sees keeps its colour in `guess`, made as bright as the rest by a gain for each
/// channel (linear light).
///   guess    [1, 3, T, T] f32, 0..1, sRGB
///   returns  the same shape
[[nodiscard]] torch::Tensor photographedTexture(const generator::HeadLayout& layout, const torch::Tensor& guess, const std::vector<PosedPictures>& poses);

} // namespace effigy::train
