// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/epilogue.h"
#include "nn/products.h"
#include "nn/resampling.h"

#include <torch/types.h>

namespace effigy::nn {

/// What stands around a 3x3 convolution.
struct TiledConvolution {
    Resampling resampling = Resampling::Same; // or Up
    double weightGain = 1.0;
    torch::Tensor styles = {};   // [N, ci] scale of the inputs; undefined: none
    bool demodulates = false;    // brings the scaled weights of each output channel to unit length
    torch::Tensor noise = {};    // [H, W] or [N, 1, H, W] of the result; undefined: none
    torch::Tensor strength = {}; // [] of the noise
    torch::Tensor bias = {};     // [co]; undefined: none
    EpilogueOptions epilogue = {.slope = 1.0, .gain = 1.0}; // as it stands: nothing
    Products products = Products::F32;
};

/// Whether convolveTiled may take the place of a convolution and is faster: on the CPU, without gradients, with a 3x3
/// kernel, enough channels and pixels.
[[nodiscard]] bool canTile(const torch::Tensor& x, const torch::Tensor& weight, Resampling resampling);

/// clamp(gain * leakyRelu(convolution + strength * noise + bias)), the convolution zero-padded to the same size or twice the
/// size, weights modulated by styles; as convolveModulated and noiseBiasActivate in one pass, 2 to 4 times as fast. Not
/// differentiable. Differs from them by rounding: 1e-6 of the result's standard deviation, a hundredth with products in bf16.
///   x       [N, ci, H, W] f32
///   weight  [co, ci, 3, 3] f32
///   returns [N, co, H, W] or [N, co, 2H, 2W]
/// Throws ContractError on other shapes, with gradients on, on another device, or with products that the processor does not have.
/// Source: Lavin and Gray 2016 (minimal filtering); Karras et al. 2020 (StyleGAN2), Eq. 1 and 3.
[[nodiscard]] torch::Tensor convolveTiled(const torch::Tensor& x, const torch::Tensor& weight, const TiledConvolution& options);

/// A 3x3 convolution of the same size with bias and leaky ReLU whose weights do not change: they are transformed once. Immutable; safe
/// from any thread.
class PreparedConvolution {
public:
    ///   weight  [co, ci, 3, 3] f32
    ///   bias    [co] f32
    ///   slope   of the leaky ReLU below zero; 0: a ReLU, 1: none
    PreparedConvolution(const torch::Tensor& weight, const torch::Tensor& bias, double slope);
    /// As convolveTiled; throws ContractError where that would.
    ///   x        [N, ci, H, W] f32
    ///   returns  [N, co, H, W]
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& x) const;

private:
    std::int64_t m_inChannels, m_outChannels;
    torch::Tensor m_transformed; // [36, groups, ci, 8]
    torch::Tensor m_bias;
    float m_slope;
};

/// What stands around a 1x1 convolution.
struct PointwiseConvolution {
    double weightGain = 1.0;
    torch::Tensor styles = {}; // [N, ci] scale of the inputs; undefined: none
    torch::Tensor bias = {};   // [co]; undefined: none
    double clamp = 0.0;        // of the result, to +-clamp; 0: none
};

/// Whether convolvePointwise may take the place of a convolution: on the CPU, without gradients, with a 1x1 kernel.
[[nodiscard]] bool canConvolvePointwise(const torch::Tensor& x, const torch::Tensor& weight);

/// A 1x1 convolution in one pass over the picture, in its own layout. Not differentiable.
///   x       [N, ci, H, W] f32
///   weight  [co, ci, 1, 1] f32
///   added   [N, co, H, W] f32: the result is added to it, in its place; undefined: to nothing
/// Throws ContractError on other shapes, with gradients on, or on another device.
[[nodiscard]] torch::Tensor convolvePointwise(const torch::Tensor& x, const torch::Tensor& weight, const PointwiseConvolution& options,
                                              const torch::Tensor& added = {});

} // namespace effigy::nn
