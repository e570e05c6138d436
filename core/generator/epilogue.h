// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace effigy::generator {

/// What follows a convolution, in one pass over memory.
struct EpilogueOptions {
    double slope = 0.2;  // of the leaky ReLU below zero
    double gain = 1.4142135623730951;
    double clamp = 0.0;  // to +-clamp after the gain; 0: none
};

/// clamp(gain * leakyRelu(x + strength * noise + bias)). Differentiable in all of them, twice.
///   x         [N, C, H, W] f32
///   noise     [H, W] or [N, 1, H, W] f32, or undefined
///   strength  [] f32, or undefined with the noise
///   bias      [C] f32
/// Where gradients are off, the result takes the place of `x`.
[[nodiscard]] torch::Tensor noiseBiasActivate(const torch::Tensor& x, const torch::Tensor& noise, const torch::Tensor& strength,
                                              const torch::Tensor& bias, const EpilogueOptions& options);

} // namespace effigy::generator
