// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "generator/plane_form.h"

#include <torch/types.h>

#include <Eigen/Core>

#include <vector>

namespace effigy::train {

// The embedded generator's neural texture begins with channels of a known meaning, so that a head whose texture and form are
// known can be written into it without any optimisation. Gains make each channel count on the planes of one view only; the
// decoder therefore sees what each view says side by side, and knows where the head is by comparing coordinates.
// Colours stand as logits, divided by kLogitScale, because the decoder's output passes a sigmoid:
//
//     channels  view   what
//     0..11     front  the lit texture at twice the neural texture's resolution, each 2x2 block of texels in one texel:
//                      channel 4 c + 2 y + x holds colour c of the block's texel (x, y)
//     12..14    sides  the lit texture, block by block
//     15..17    top    the same
//     18..26    --     nothing: planes carry the form of the mesh there (generator/plane_form.h)
//     27        --     nothing; of static planes how far they hide the mesh (GeneratorConfig::staticChannel)
//     28..30    sides  how the mean of the three logits differs within a block: right from left, below from above, and the two
//                      diagonals, each half the difference of the means of two texels
//     31..      all    the network's own
//
// Blocks are upright in the picture that a view takes, from whatever side, because the atlas is: right is right in it, and below is
// below. A plane may have its texels mirrored or upside down; what is drawn on it directly keeps its blocks upright (planeCode).

inline constexpr int kColourChannels = 12;
inline constexpr int kSideColour = 12;
inline constexpr int kTopColour = 15;
inline constexpr int kForm = 18;
inline constexpr int kStaticCover = kForm + generator::kFormChannels;
inline constexpr int kSideDetail = kStaticCover + 1;
inline constexpr int kSideDetails = 3;
inline constexpr int kCodeChannels = kSideDetail + kSideDetails;
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
///   flips  axes of the picture, 2 or 3, that run the other way on the plane
[[nodiscard]] torch::Tensor planeCode(const torch::Tensor& picture, at::IntArrayRef flips);

/// Channels kSideDetail.. of the code.
///   logits   [1, 3, 2P, 2P] f32, as colourCode gives them
///   returns  [1, kSideDetails, P, P] f32
[[nodiscard]] torch::Tensor sideDetail(const torch::Tensor& logits);

/// A lit texture: albedo times second-order light at the texels' normals, both taken as linear colours.
///   albedo   [1, 3, S, S] f32, 0..1, sRGB
///   light    linear RGB, order of reconstruct::ShLight: 1, x, y, z, xy, xz, yz, x^2 - y^2, 3 z^2 - 1, head frame
///   normals  unit, one per vertex
[[nodiscard]] torch::Tensor litTexture(const generator::HeadLayout& layout, const torch::Tensor& albedo,
                                       const std::vector<Eigen::Vector3f>& normals,
                                       const Eigen::Matrix<float, 9, 3>& light);

} // namespace effigy::train
