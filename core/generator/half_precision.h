// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/synthesis.h"

#include <torch/types.h>

namespace effigy::generator {

// The layers of synthesis.h in half precision, as the published code runs superresolution on a GPU: convolutions take and
// give f16, sums inside them and what follows them are f32, images stay f32. Weights and styles are first brought to sizes
// that f16 holds, which demodulation undoes. Gradients pass each rounding unchanged.
// Source: Karras et al. 2020 (StyleGAN2-ADA), released code.

/// `x` as f16 (Precision::Half), or as f32 that f16 can hold (Precision::Rounded).
[[nodiscard]] torch::Tensor halved(const torch::Tensor& x, Precision precision);

/// synthesisLayer() in `options.precision`, which is not Full. Gives what halved() gives.
[[nodiscard]] torch::Tensor halfSynthesisLayer(const ParameterScope& scope, const torch::Tensor& x, const torch::Tensor& w,
                                               nn::Resampling resampling, const LayerOptions& options);

/// toImage() in `precision`, which is not Full. The image is f32.
[[nodiscard]] torch::Tensor halfToImage(const ParameterScope& scope, const torch::Tensor& x, const torch::Tensor& w, double clamp,
                                        const torch::Tensor& below, Precision precision);

} // namespace effigy::generator
