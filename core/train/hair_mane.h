// SPDX-License-Identifier: GPL-3.0-or-later
// Hair that hangs beside the face and down the neck. The scalp's shell cannot hold it: there is no mesh under it.
#pragma once

#include "generator/generator.h"
#include "head/head_model.h"
#include "mesh/camera.h"
#include "train/hair_shell.h"

#include <torch/types.h>

#include <array>
#include <vector>

namespace effigy::train {

/// What hangs of one row of the planes to one side, metres.
struct ManeRow {
    float reach = 0.0F; // from the middle; zero where nothing hangs
    float back = 0.0F;  // z of the hindmost hair
    float inner = 1.0F; // from the middle: from here outwards the photo shows hair before the head; beyond reach: nowhere
};

/// A body of hair about the head and neck: at every height half an ellipse before where it is widest and half a longer one behind, down to
/// tips of uneven length. Over cheeks, ears and neck that a photo shows covered it lies on the skin.
struct HairMane {
    std::array<std::vector<ManeRow>, 2> rows; // for the subject's left (+x) and right; empty where none hangs on either
    torch::Tensor front;                  // [1, 3, 2P, 2P] f32, 0..1: colours that the front plane sees, where there is hair, texels as they lie on it
    std::array<torch::Tensor, 2> sides;   // [1, 3, 2P, 2P] f32, likewise from aside
    BothSides coversEar = {};             // it hangs over the ear, and not behind it

    [[nodiscard]] bool empty() const { return rows[0].empty(); }
};

/// The hair that a photo shows beside ears, cheeks and neck: what a network tells for hair, and whose colour is nearer to the scalp's than to
/// the face's; the less these colours differ, the more the network's word counts. Empty where it shows none, as with beards and ears that
/// stand out.
///   posed   the head in the photo
///   shell   of its scalp
///   shown   the photo, [1, 5, S, S] f32, 0..1: colour, how much of a pixel is the head with its hair and seen, and how much of the head in
///           it is hair, as a network tells it
///   camera  that took it
///   planes  texels along a plane
///   boxWarp side of the cube that the planes cover, world units
[[nodiscard]] HairMane maneFromPhoto(const head::HeadModel& model, const head::HeadCoefficients& posed, const HairShell& shell,
                                     const torch::Tensor& shown, const mesh::Camera& camera, int planes, double boxWarp);

/// Writes a mane into static planes; where it stands out further than the head at rest it hides the mesh.
///   planes   [1, 4, C, P, P] as shellPlanes gives them
///   neutral  vertices of the head at rest, metres
[[nodiscard]] torch::Tensor withMane(const torch::Tensor& planes, const generator::Generator& generator, const HairMane& mane,
                                     const std::vector<Eigen::Vector3f>& neutral);

} // namespace effigy::train
