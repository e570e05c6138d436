// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <string>

namespace effigy::deca {

/// How normalisation layers behave.
enum class NetworkMode {
    Inference, // running statistics
    Training,  // statistics of the batch; running ones are updated in place
};

/// Where a network's parameters lie among others: names begin with `prefix`.
struct NetworkScope {
    const tensorio::StateDict& parameters;
    std::string prefix;
    NetworkMode mode = NetworkMode::Inference;

    [[nodiscard]] const torch::Tensor& at(const std::string& name) const
    {
        return parameters.at(prefix + name);
    }
    [[nodiscard]] NetworkScope inner(const std::string& name) const
    {
        return {parameters, prefix + name, mode};
    }
};

/// Batch normalisation of `x` by "weight", "bias", "running_mean" and "running_var" of `scope`;
/// momentum 0.1.
[[nodiscard]] torch::Tensor batchNormalise(const torch::Tensor& x, const NetworkScope& scope,
                                           double epsilon = 1e-5);

/// Which convolution of a bottleneck takes the steps of two.
enum class StrideAt { First1x1, Middle3x3 };

/// Bottleneck of "conv1..3", "bn1..3" and, where it has one, "downsample.0" and ".1". Source: He et
/// al. 2016, Fig. 5.
[[nodiscard]] torch::Tensor bottleneck(const torch::Tensor& x, const NetworkScope& scope,
                                       std::int64_t stride,
                                       StrideAt strideAt = StrideAt::Middle3x3);

/// How the stem's 3x3/2 pooling treats the rim.
enum class StemPooling {
    Padded, // one pixel around
    Ceiled, // nothing around; a last window may hang over
};

/// What distinguishes published ResNet-50s of the same names.
struct ResnetVariant {
    StrideAt strideAt = StrideAt::Middle3x3;
    StemPooling pooling = StemPooling::Padded;
};

/// What a ResNet-50 makes on its way.
struct ResnetStages {
    torch::Tensor stem;      // [B, 64, H/4, W/4]
    torch::Tensor layers[4]; // [B, 256 2^k, ...]
    torch::Tensor features;  // [B, 2048] mean over the last one
};

/// 7x7/2 convolution, normalisation, ReLU and 3x3/2 max-pool.
[[nodiscard]] torch::Tensor resnetStem(const torch::Tensor& x, const NetworkScope& scope,
                                       StemPooling pooling = StemPooling::Padded);

/// ResNet-50 in torchvision's layout and names, without the classifier; x is [B, 3, H, W] f32.
/// Differentiable.
[[nodiscard]] ResnetStages resnet50(const torch::Tensor& x, const NetworkScope& scope,
                                    const ResnetVariant& variant = {});

} // namespace effigy::deca
