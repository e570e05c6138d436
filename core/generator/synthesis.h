// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/convolution.h"
#include "generator/parameter_scope.h"
#include "generator/stages.h"

#include <torch/types.h>

#include <vector>

namespace effigy::generator {

/// In which numbers a layer computes.
enum class Precision {
    Full,    // f32
    Half,    // f16 on a GPU, as published (half_precision.h)
    Rounded, // the same on any device: f32 that is rounded to f16 at the same places
};

/// How a synthesis layer or block computes.
struct LayerOptions {
    double clamp = 0.0; // of its output; 0: none
    SynthesisOptions synthesis = {};
    Modulation::Way way = Modulation::Way::Automatic;
    double gain = 1.0; // of the layer's output, on top of the activation's own; the clamp scales with it
    Precision precision = Precision::Full;
};

/// Noise for the layer that `x` goes into, before its strength: [N, 1, H, W], [H, W] or undefined.
[[nodiscard]] torch::Tensor layerNoise(const ParameterScope& scope, const torch::Tensor& x, nn::Resampling resampling,
                                       const SynthesisOptions& options);

/// Modulated convolution, noise, bias, leaky ReLU.
///   scope  weight, bias, noise_strength, noise_const, affine
///   x      [N, ci, H, W]
///   w      [N, wDim]
/// Source: Karras et al. 2020 (StyleGAN2), Fig. 2.
[[nodiscard]] torch::Tensor synthesisLayer(const ParameterScope& scope, const torch::Tensor& x, const torch::Tensor& w,
                                           nn::Resampling resampling, const LayerOptions& options);

/// 1x1 modulated convolution to an image, no demodulation.
///   clamp  of the result, to +-clamp; 0: none
///   below  [N, C, H, W] an image to add to, overwritten where gradients are off; undefined: none
[[nodiscard]] torch::Tensor toImage(const ParameterScope& scope, const torch::Tensor& x, const torch::Tensor& w, double clamp,
                                    const torch::Tensor& below = {});

/// Features and the image that grows from block to block.
struct BlockOutput {
    torch::Tensor x;
    torch::Tensor image;
};

/// Which rows of ws a block uses.
struct BlockStyles {
    torch::Tensor conv0 = {}; // [N, wDim]; unused by the block that starts from a constant
    torch::Tensor conv1;
    torch::Tensor image;
};

/// One block of the skip architecture.
///   input       undefined x: the learned constant; undefined image: nothing to add to
///   resampling  of conv0 and of the image: Up, or Same for blocks that keep their size
[[nodiscard]] BlockOutput synthesisBlock(const ParameterScope& scope, const BlockOutput& input, const BlockStyles& styles,
                                         nn::Resampling resampling, const LayerOptions& options);

/// One block of the residual architecture, twice the size: conv0 and conv1 beside a 1x1 skip, each at 1 / sqrt 2. Its image
/// comes from its own features alone. No published Next3D or EG3D generator uses it.
[[nodiscard]] BlockOutput residualBlock(const ParameterScope& scope, const torch::Tensor& x, const BlockStyles& styles,
                                        const LayerOptions& options);

/// The styles of the block of resolution `r` in a network that starts at 4: row 2k - 1, 2k, 2k + 1 for r = 4 * 2^k.
[[nodiscard]] BlockStyles stylesOfBlock(const torch::Tensor& ws, int r);

/// Blocks of 4 to `resolution`. `ws` [N, rows, wDim]; returns the image [N, C, resolution, resolution].
[[nodiscard]] torch::Tensor synthesisNetwork(const ParameterScope& scope, const torch::Tensor& ws, int resolution,
                                             const LayerOptions& options);

/// A synthesis network that starts from an encoded condition image: encoder down to finalResolution, blocks above it, with
/// encoder features fused in below conditionResolution.
///   condition  [N, C, inputResolution, inputResolution]
///   returns    image [N, C, resolution, resolution], and the steps before it
/// Source: Sun et al. 2023 (Next3D), Sec. 3.2 and supplement.
struct ConditionedStages {
    std::vector<torch::Tensor> conditions; // per encoder block: the condition image as it sees it
    std::vector<torch::Tensor> features;   // per encoder block, half its resolution
    std::vector<torch::Tensor> fusions;    // per fusion convolution
    torch::Tensor image;
};
[[nodiscard]] ConditionedStages conditionedStages(const ParameterScope& scope, const torch::Tensor& condition,
                                                  const torch::Tensor& ws, const ConditionedConfig& config, int resolution,
                                                  const LayerOptions& options);
/// Its image alone.
[[nodiscard]] torch::Tensor conditionedNetwork(const ParameterScope& scope, const torch::Tensor& condition,
                                               const torch::Tensor& ws, const ConditionedConfig& config, int resolution,
                                               const LayerOptions& options);

/// Feature image and raw image to the final image. `w` [N, wDim] serves all layers.
///   x      [N, C, R, R]
///   image  [N, imageChannels, R, R]
///   fine   [N, imageChannels, S, S] in place of the enlarged raw image; undefined: that
[[nodiscard]] torch::Tensor superresolve(const ParameterScope& scope, const torch::Tensor& x, const torch::Tensor& image,
                                         const torch::Tensor& w, const SuperresolutionConfig& config,
                                         const LayerOptions& options, const torch::Tensor& fine = {});

} // namespace effigy::generator
