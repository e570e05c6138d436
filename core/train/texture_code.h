// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "generator/plane_form.h"
#include "generator/texture_blocks.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <vector>

namespace effigy::train {

// The embedded generator's neural texture begins with channels of a known meaning (generator/texture_blocks.h), so that a head
// whose texture and form are known can be written into it without any optimisation: colours are those of the lit texture. Gains
// make each channel count on the planes of one view only; the decoder therefore sees what each view says side by side, and knows
// where the head is by comparing coordinates. Colours stand as logits, divided by kLogitScale, because the decoder's output passes
// a sigmoid. Planes carry the form of the mesh from kForm on (generator/plane_form.h), and static planes in kStaticCover how far
// they hide the mesh (GeneratorConfig::staticChannel).

using generator::kCodeChannels;
using generator::kColourChannels;
using generator::kSideColour;
using generator::kSideDetail;
using generator::kSideDetails;
using generator::kTopColour;
using generator::sideDetail;
inline constexpr int kForm = generator::kBlockForm;
inline constexpr int kStaticCover = kForm + generator::kFormChannels;
inline constexpr double kLogitScale = 4.0; // colours of 0.02 to 0.98 become -1..1
inline constexpr double kViewGain = generator::kFormGain;

/// The lit texture that the code holds: the inverse of textureCode.
///   texture  [1, C, P, P] f32, begins with the code
///   returns  [1, 3, 2P, 2P] f32, 0..1
[[nodiscard]] torch::Tensor litTextureOf(const torch::Tensor& texture);

/// [4, channels]: plane_gains of a generator whose texture begins with the code; planes in the order front, top, left, right.
[[nodiscard]] torch::Tensor codeGains(int channels);

/// Planes that are known in places.
struct CoveredPlanes {
    torch::Tensor planes;  // [N, C, H, W] f32
    torch::Tensor covered; // [N, 1, H, W] f32, 1 where they are known, 0 elsewhere
};

/// The same, known in `rings` texels more around: each takes the mean of its known neighbours.
[[nodiscard]] CoveredPlanes grown(CoveredPlanes known, int rings);

/// Values at vertices spread over the UV atlas by the barycentric rule; texels beyond the charts repeat the nearest chart.
///   values   one row per vertex
///   returns  [1, K, size, size] f32
[[nodiscard]] torch::Tensor bakeVertexValues(const generator::HeadLayout& layout, const Eigen::MatrixXf& values, int size);

/// An sRGB picture as [1, 3, size, size] f32, 0..1, averaged over what falls into a pixel.
[[nodiscard]] torch::Tensor pictureTensor(const base::Image& image, int size);

/// The inverse for results: [1, 3 or 4, H, W] f32, 0..1, clamped.
[[nodiscard]] base::Image tensorPicture(const torch::Tensor& picture);

/// Colours as the code holds them.
///   colour  f32, 0..1
[[nodiscard]] torch::Tensor colourCode(const torch::Tensor& colour);

/// The first kCodeChannels channels of the neural texture of a known head.
///   litTexture  [1, 3, 2P, 2P] f32, 0..1
///   returns     [1, kCodeChannels, P, P] f32
[[nodiscard]] torch::Tensor textureCode(const torch::Tensor& litTexture);

/// The same of a picture that a view takes, upright, as its plane holds it.
[[nodiscard]] torch::Tensor planeCode(const torch::Tensor& picture, generator::View view);

/// A lit texture: albedo times second-order light at the texels' normals, both taken as linear colours.
///   albedo   [1, 3, S, S] f32, 0..1, sRGB
///   light    linear RGB, order of reconstruct::ShLight: 1, x, y, z, xy, xz, yz, x^2 - y^2, 3 z^2 - 1, head frame
///   normals  unit, one per vertex
[[nodiscard]] torch::Tensor litTexture(const generator::HeadLayout& layout, const torch::Tensor& albedo,
                                       const std::vector<Eigen::Vector3f>& normals,
                                       const Eigen::Matrix<float, 9, 3>& light);

} // namespace effigy::train
