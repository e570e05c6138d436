// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace effigy::train {

/// Losses that DECA is trained with, unweighted unless said otherwise. All are scalars [] f32 and
/// differentiable with respect to what is predicted. Source: Feng et al. 2021, Sec. 4.3, as the
/// published code has them, which differs from the paper where said.

/// How much each of the 68 landmarks counts, [68] f32: tips of nose and mouth three times, brows
/// and most of the jaw line once.
[[nodiscard]] torch::Tensor landmarkWeights();

/// Mean absolute distance per coordinate of `predicted` [B, 68, 2] from `truth` [B, 68, 3] (x, y,
/// confidence), weighted by confidence times `weights` [68], or confidence alone when undefined.
[[nodiscard]] torch::Tensor landmarkLoss(const torch::Tensor& predicted, const torch::Tensor& truth,
                                         const torch::Tensor& weights = {});

/// Mean difference of the openings between lids, over four pairs of landmarks.
///   predicted [B, 68, 2], truth [B, 68, 2 or 3]
[[nodiscard]] torch::Tensor eyeClosureLoss(const torch::Tensor& predicted,
                                           const torch::Tensor& truth);
/// The same between the lips, over three pairs. Not in the paper.
[[nodiscard]] torch::Tensor lipDistanceLoss(const torch::Tensor& predicted,
                                            const torch::Tensor& truth);

/// Mean of mask * |predicted - image| over all pixels and channels.
///   predicted, image [B, 3, H, W], mask [B, 1, H, W]
[[nodiscard]] torch::Tensor photometricLoss(const torch::Tensor& predicted,
                                            const torch::Tensor& image, const torch::Tensor& mask);

/// Half the sum of squares of `code` [B, N], not its mean: it grows with the batch.
[[nodiscard]] torch::Tensor codeEnergy(const torch::Tensor& code);

/// Mean square distance of `light` [B, 9, 3] from its own grey.
[[nodiscard]] torch::Tensor lightColourfulness(const torch::Tensor& light);

/// Mean square differences between neighbours of `shading` [B, 3, H, W], without the rim.
[[nodiscard]] torch::Tensor shadingRoughness(const torch::Tensor& shading);

/// Mean square distance of the mean of each channel of `shading` [B, 3, H, W] from 0.99. The
/// published trainer does not use it.
[[nodiscard]] torch::Tensor shadingWhiteness(const torch::Tensor& shading);

/// Mean square differences between neighbours of `albedo` [B, 3, H, W], where their chromaticities
/// agree. The published trainer does not use it.
[[nodiscard]] torch::Tensor albedoRoughness(const torch::Tensor& albedo);

/// 1 where a 5 x 5 square around a pixel of `visible` [B, 1, H, W] holds a zero or leaves the map.
[[nodiscard]] torch::Tensor notSurelyVisible(const torch::Tensor& visible);

/// Sum (not mean) of mask * |displacement - its mirror image|; the mirror image is a constant. The
/// mask is notSurelyVisible(), where the paper has its complement. All [B, 1, H, W].
[[nodiscard]] torch::Tensor softSymmetry(const torch::Tensor& displacement,
                                         const torch::Tensor& mask);

/// A rectangle of a UV map of 256 pixels: columns [left, right), rows [top, bottom).
struct MapRectangle {
    std::int64_t left = 0;
    std::int64_t right = 0;
    std::int64_t top = 0;
    std::int64_t bottom = 0;
};

/// Where the detail losses look: face, forehead, eyes and nose, mouth.
enum class FaceRegion { Face, Forehead, EyesAndNose, Mouth };

[[nodiscard]] MapRectangle regionOf(FaceRegion region);

/// The region of `map` [B, C, 256, 256] stretched to 256 x 256 (bilinear).
[[nodiscard]] torch::Tensor regionOfMap(const torch::Tensor& map, FaceRegion region);

} // namespace effigy::train
