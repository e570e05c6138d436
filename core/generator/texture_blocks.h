// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/config.h"
#include "generator/neural_texture.h"

#include <torch/types.h>

#include <array>
#include <cstddef>
#include <vector>

namespace effigy::generator {

// With config.textureBlocks a texture's first channels hold one picture per view, in blocks of four texels where planes have one:
//
//     channels  view   what
//     0..11     front  a picture of twice the texture's resolution; channel 4 c + 2 y + x holds colour c of the block's texel (x, y)
//     12..14    sides  another one, block by block
//     15..17    top    a picture of the texture's own resolution
//     18..27    --     nothing here: config.formChannel is 18, config.staticChannel 27 or none
//     28..30    sides  how the mean of the three colours differs within a block: right from left, below from above, and the two
//                      diagonals, each half the difference of the means of two texels
//     31..      all    the network's own
//
// A view samples its picture twice as finely as its plane has texels, and keeps what it sees in blocks of the same kind. Blocks are
// upright in the picture that a view takes, whichever way its plane's texels lie.

inline constexpr int kColourChannels = 12;
inline constexpr int kSideColour = 12;
inline constexpr int kTopColour = 15;
inline constexpr int kBlockForm = 18;
inline constexpr int kSideDetail = kBlockForm + kFormChannels + 1;
inline constexpr int kSideDetails = 3;
inline constexpr int kCodeChannels = kSideDetail + kSideDetails;

/// Axes of an upright picture [N, C, H, W] from a view that run the other way on its plane.
[[nodiscard]] std::vector<std::int64_t> flippedAxes(View view);

/// How the four texels of a block differ, as channels kSideDetail.. tell it.
///   texels   [N, 4, ...] f32, texel 2 y + x
///   returns  [N, kSideDetails, ...] f32
[[nodiscard]] torch::Tensor blockDetail(const torch::Tensor& texels);

/// The same of one block.
inline void putBlockDetail(const std::array<float, 4>& texels, float* detail)
{
    detail[0] = 0.25F * (texels[1] + texels[3] - texels[0] - texels[2]);
    detail[1] = 0.25F * (texels[2] + texels[3] - texels[0] - texels[1]);
    detail[2] = 0.25F * (texels[0] + texels[3] - texels[1] - texels[2]);
}

/// The colours of texel 2 y + x of a block, in what the front or a side sees.
///   at  its channels by number
template <typename At> [[nodiscard]] std::array<float, 3> blockColour(const At& at, bool isFront, int texel)
{
    if (isFront)
        return {at(texel), at(4 + texel), at(8 + texel)};
    const float right = texel % 2 == 1 ? 1.0F : -1.0F, below = texel / 2 == 1 ? 1.0F : -1.0F;
    const float detail = right * at(kSideDetail) + below * at(kSideDetail + 1) + right * below * at(kSideDetail + 2);
    return {at(kSideColour) + detail, at(kSideColour + 1) + detail, at(kSideColour + 2) + detail};
}

/// How pictures differ within blocks, likewise.
///   colours  [N, 3, 2P, 2P] f32, upright
///   returns  [N, kSideDetails, P, P] f32
[[nodiscard]] torch::Tensor sideDetail(const torch::Tensor& colours);

/// The pictures [N, 3, 2T, 2T] that the front and the sides see of a texture [N, C, T, T].
[[nodiscard]] torch::Tensor frontPicture(const torch::Tensor& texture);
[[nodiscard]] torch::Tensor sidePicture(const torch::Tensor& texture);

/// Where the quarters of texels lie in the texture: half way between a texel's place and the middle to its neighbour's. Where
/// places leap, as at outlines and seams, they go on as on the texel's other side, or all lie where the texel does.
///   grid     [N, S, S, 2] f32, -1..1
///   returns  [N, 2S, 2S, 2] f32
[[nodiscard]] torch::Tensor quarters(const torch::Tensor& grid);

/// What a view shows of a texture: seenBlocks where it has any that count, else sampleTexture.
[[nodiscard]] torch::Tensor seenTexture(const torch::Tensor& texture, const torch::Tensor& grid, View view, bool hasBlocks);

/// What a view shows of a texture with blocks; channels that other views own are zero, and all where the grid is (0, 0), since nothing is
/// there. Differentiable in the texture.
///   texture  [N, C, T, T] f32
///   grid     [N, S, S, 2] f32, -1..1
///   returns  [N, C, S, S] f32
[[nodiscard]] torch::Tensor seenBlocks(const torch::Tensor& texture, const torch::Tensor& grid, View view);

} // namespace effigy::generator
