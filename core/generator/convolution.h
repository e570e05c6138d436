// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/products.h"
#include "nn/resampling.h"

#include <torch/types.h>

namespace effigy::generator {

/// x W^T * gain / sqrt(in) + bias * gain with gain = lrMul: a layer with equalised learning rate, no activation.
///   x       [..., in] f32
///   weight  [out, in] f32
///   bias    [out] f32
/// Source: Karras et al. 2018 (progressive GANs), Sec. 4.1.
[[nodiscard]] torch::Tensor fullyConnected(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                                           double lrMul = 1.0);

/// Correlation with zero padding k / 2 at the same size, twice the size or half of it; the filter [1, 3, 3, 1] smooths what
/// resampling would alias. No gain of its own.
///   x         [N, ci, H, W] f32
///   weight    [co, ci, k, k] f32, k odd
///   products  Bf16: counts for Down with k = 3 where no gradient is wanted; the result is rounded to bf16, too
[[nodiscard]] torch::Tensor convolve(const torch::Tensor& x, const torch::Tensor& weight, nn::Resampling resampling,
                                     nn::Products products = nn::Products::F32);

/// How convolveModulated works.
struct Modulation {
    bool demodulates = true;
    nn::Resampling resampling = nn::Resampling::Same;
    torch::Tensor bias = {}; // [co] f32, added to the result; undefined: none
    /// Fused scales the weights, the other way scales inputs and outputs: equal up to rounding. Fused is faster for one
    /// picture, the other way for several; Automatic chooses so.
    enum class Way { Automatic, Fused, Separate } way = Way::Automatic;
};

/// A convolution whose weights are scaled by a style, per picture and input channel, and (demodulated) brought back to unit
/// norm per output channel. Differentiable in everything.
///   x       [N, ci, H, W] f32
///   weight  [co, ci, k, k] f32
///   styles  [N, ci] f32
/// Source: Karras et al. 2020 (StyleGAN2), Eq. 1 and 3.
[[nodiscard]] torch::Tensor convolveModulated(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& styles,
                                              const Modulation& modulation);

} // namespace effigy::generator
