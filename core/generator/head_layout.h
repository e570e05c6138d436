// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"

#include <torch/types.h>

#include <array>
#include <vector>

namespace effigy::generator {

/// What ties a generator to a head model: the triangles that carry the neural texture and where they lie in it.
struct HeadLayout {
    torch::Tensor faces;    // [F, 3] i64, into vertices; counter-clockwise seen from outside, but for gums, whose backs are seen (headLayout)
    torch::Tensor faceUvs;  // [F, 3, 2] f32, -1..1 as grids want them: (2u - 1, 1 - 2v)
    torch::Tensor uvMask;   // [1, 1, M, M] f32, 0..1, how far the texture replaces the static planes
    double orthScale = 5.0; // of the orthographic views: twice the world's units per metre
    std::array<double, 3> orthShift = {0.0, -0.01, -0.01}; // metres, added after the view's rotation
};

/// The layout of a head model: its own UV atlas with skin, eyes, teeth, gums and tongue (lashes, brows and hair left out).
/// The mask is 1 everywhere, `maskResolution` texels wide: the texture rules wherever the mesh is seen.
/// Throws ContractError when the head model has no UVs.
[[nodiscard]] HeadLayout headLayout(const head::HeadModelData& head, int maskResolution = 256);

/// Vertices and landmarks as the generator takes them.
struct HeadPose {
    torch::Tensor vertices;  // [N, V, 3] f32, metres, head frame
    torch::Tensor landmarks; // [N, 68, 3] f32, metres, head frame
};

/// The pose of one head, N = 1.
[[nodiscard]] HeadPose headPose(const head::HeadModel& model, const head::HeadCoefficients& coefficients);

} // namespace effigy::generator
