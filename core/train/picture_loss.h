// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <vector>

namespace effigy::train {

/// Pictures are [N, C, H, W] f32 of any range; weights are [N, 1, H, W] f32, not negative, and count relative to 1: the
/// losses are plain means of weight times error, so a weight of zero hides a pixel and nothing is renormalised.
/// Everything here is differentiable with respect to the first picture.

/// Mean of weight * |a - b|.
[[nodiscard]] torch::Tensor absoluteError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight);

/// Mean of weight * (a - b)^2.
[[nodiscard]] torch::Tensor squaredError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight);

/// Sum over `levels` octaves of 2^level times the weighted L1 distance of the Laplacian bands (the last level is what is left,
/// low-pass). H and W must be divisible by 2^(levels - 1). Sensitive to detail at every scale, blind to nothing.
/// Source: Bojanowski 2018, Eq. 2; bands by 2x2 means and bilinear expansion.
[[nodiscard]] torch::Tensor laplacianLoss(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight,
                                          int levels);

/// Weighted L1 distance of the directions of the luminance gradients, each gradient g taken as g / sqrt(|g|^2 + floor^2) so
/// that flat regions, whose direction is noise, count little.
[[nodiscard]] torch::Tensor gradientDirectionLoss(const torch::Tensor& a, const torch::Tensor& b,
                                                  const torch::Tensor& weight, double floor);

/// Weighted mean square distance of the colours after a Gaussian-like blur of about `octaves` halvings (sigma close to
/// 2^octaves / 2 pixels). H and W must be divisible by 2^octaves.
[[nodiscard]] torch::Tensor blurredColourLoss(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight,
                                              int octaves);

/// 10 log10(peak^2 / mean square error) over the pixels of `mask` ([N, 1, H, W], 0..1), in dB; colour channels only.
///   peak  the largest possible difference: 1 for 0..1, 2 for -1..1
[[nodiscard]] double peakSignalToNoise(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& mask,
                                       double peak);

} // namespace effigy::train
