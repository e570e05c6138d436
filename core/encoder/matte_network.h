// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "deca/resnet.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::encoder {

inline constexpr std::int64_t kMatteSide = 256; // pixels that the network sees
inline constexpr std::int64_t kMatteCues = 5;   // channels of what the mesh says

/// What a pixel may show.
enum class MatteClass : std::int64_t {
    Hair,
    Face,
    Clothes,
    Backdrop
}; // Face: all of the head but hair, with neck and bare shoulders
inline constexpr std::int64_t kMatteClasses = 4;

/// The sizes of a network that mattes heads.
struct MatteNetworkSize {
    std::int64_t width = 16; // channels at full resolution
};

/// The parameters and buffers of the network: a U-Net of six resolutions.
[[nodiscard]] std::vector<deca::ParameterInfo> matteNetworkParameters(const MatteNetworkSize& size);

/// Logits [B, 4, S, S] f32 of what pixels show, in the order of MatteClass. Differentiable.
///   pictures  [B, 3, S, S] RGB 0..1, S a multiple of 32
///   cues      [B, 5, S, S] as cuesOf() has them; both f32 or, to train on a GPU, bf16, in which
///   convolutions are then computed
/// Source: Ronneberger et al. 2015, Fig. 1, with batch normalisation and bilinear steps up.
[[nodiscard]] torch::Tensor matteLogits(const torch::Tensor& pictures, const torch::Tensor& cues,
                                        const deca::NetworkScope& scope);

/// The share [B, 1, S, S] of the head with its hair of shares [B, 4, S, S].
[[nodiscard]] torch::Tensor headShare(const torch::Tensor& shares);

} // namespace effigy::encoder
