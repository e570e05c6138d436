// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/resnet.h"
#include "nn/tiled_convolution.h"

#include <torch/types.h>

#include <optional>
#include <vector>

namespace effigy::deca {

/// What an encoder makes of a batch.
struct Encoded {
    ResnetStages stages;
    torch::Tensor hidden; // [B, 1024] after the ReLU
    torch::Tensor codes;  // [B, 236] of E_flame, [B, 128] of E_detail
};

/// Linear "0", ReLU, linear "2". Gives both.
[[nodiscard]] std::pair<torch::Tensor, torch::Tensor> twoLayers(const torch::Tensor& x,
                                                                const NetworkScope& scope);

/// E_flame or E_detail: ResNet-50 "encoder." and two linear layers "layers.". Differentiable.
///   crops  [B, 3, 224, 224] f32 RGB 0..1, as they are: no mean is taken off
/// Source: Feng et al. 2021, Sec. 4.
[[nodiscard]] Encoded encode(const torch::Tensor& crops, const NetworkScope& scope);

/// The 236 numbers of E_flame by their meaning.
struct FlameCodes {
    torch::Tensor shape;      // [B, 100] standard deviations
    torch::Tensor texture;    // [B, 50]
    torch::Tensor expression; // [B, 50]
    torch::Tensor pose;       // [B, 6] axis-angle, radians: global, jaw
    torch::Tensor camera;     // [B, 3] scale, x, y
    torch::Tensor light;      // [B, 9, 3] RGB per coefficient
    torch::Tensor detail;     // [B, 128], undefined without E_detail
};

[[nodiscard]] FlameCodes splitCodes(const torch::Tensor& codes);

/// `person` with the expression and the jaw of `driver`. The detail code stays the person's:
/// wrinkles follow the expression by D_detail.
[[nodiscard]] FlameCodes withExpression(const FlameCodes& person, const FlameCodes& driver);

/// `person` with the detail code of `other`.
[[nodiscard]] FlameCodes withDetail(const FlameCodes& person, const FlameCodes& other);

/// An encoder for inference alone: normalisation folded into convolutions, weights kept in the
/// layout that the processor's convolutions want. Immutable; safe from any thread.
class FastEncoder {
public:
    /// Throws Error "model_refused" when a parameter is missing.
    FastEncoder(const tensorio::StateDict& parameters, const std::string& prefix);
    /// The codes of encode() in inference mode, to rounding. Opens no gradient.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& crops) const;

private:
    struct Convolution {
        torch::Tensor weight; // of oneDNN where it is there, else dense and channels last
        torch::Tensor bias;
        std::int64_t stride = 1;
        std::int64_t padding = 0;
    };
    struct Block {
        Convolution first, middle, last, passed; // `passed` undefined: none
        std::optional<nn::PreparedConvolution> wide; // in the place of `middle` and its ReLU, where pictures are large
    };
    [[nodiscard]] torch::Tensor convolve(const torch::Tensor& x, const Convolution& by) const;
    [[nodiscard]] torch::Tensor convolve(const torch::Tensor& x,
                                         const nn::PreparedConvolution& by) const;
    [[nodiscard]] torch::Tensor features(const torch::Tensor& crops) const;

    bool m_isOneDnn;
    Convolution m_stem;
    std::vector<Block> m_blocks;
    torch::Tensor m_weights[2], m_biases[2];
};

} // namespace effigy::deca
