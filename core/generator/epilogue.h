// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/epilogue.h"

#include <torch/types.h>

namespace effigy::generator {

/// clamp(gain * leakyRelu(x + strength * noise + bias)). Differentiable in all of them, twice.
///   x         [N, C, H, W] f32
///   noise     [H, W] or [N, 1, H, W] f32, or undefined
///   strength  [] f32, or undefined with the noise
///   bias      [C] f32
/// Where gradients are off, the result takes the place of `x`.
[[nodiscard]] torch::Tensor noiseBiasActivate(const torch::Tensor& x, const torch::Tensor& noise, const torch::Tensor& strength,
                                              const torch::Tensor& bias, const nn::EpilogueOptions& options);

} // namespace effigy::generator
