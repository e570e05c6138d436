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

/// A body of hair about the head and neck: at every height an ellipse about kManeDepth, cut off where the hair ends.
struct HairMane {
    // For the subject's left (+x) and right: how far hair reaches from the middle in each row of the planes, metres; zero where none hangs.
    std::array<std::vector<float>, 2> reach;
    torch::Tensor front;                  // [1, 3, 2P, 2P] f32, 0..1: colours that the front plane sees, where there is hair
    std::array<torch::Tensor, 2> sides;   // [1, 3, P, P] f32, likewise
    BothSides coversEar = {};             // it hangs over the ear, and not behind it

    [[nodiscard]] bool empty() const { return reach[0].empty(); }
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
