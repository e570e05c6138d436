// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/activation.h"
#include "generator/fir.h"
#include "generator/synthesis.h"

#include <ATen/ATen.h>

#include <cmath>
#include <map>
#include <string>

namespace effigy::generator {

namespace {

using torch::Tensor;

// A plain convolution layer: equalised weight, bias if it has one, activation. No clamp.
Tensor convolutionLayer(const ParameterScope& scope, const Tensor& x, Resampling resampling, Activation activation)
{
    const Tensor& weight = scope["weight"];
    const double gain = 1.0 / std::sqrt(static_cast<double>(weight.size(1) * weight.size(2) * weight.size(3)));
    const Tensor y = convolve(x, weight * gain, resampling);
    return biasActivate(y, scope.contains("bias") ? scope["bias"] : Tensor(), {.activation = activation});
}

// Encoder features by resolution: half the input's down to the final one.
std::map<int, Tensor> encode(const ParameterScope& scope, const Tensor& condition, const ConditionedConfig& config)
{
    std::map<int, Tensor> features;
    Tensor image = condition;
    Tensor x;
    for (int i = 0, r = config.inputResolution; r > config.finalResolution; ++i, r /= 2) {
        if (i > 0)
            image = downsample2d(image);
        const auto block = scope / "encoder" / std::to_string(i);
        const Tensor skip = convolutionLayer(block / "fromrgb", image, Resampling::Same, Activation::Linear);
        x = x.defined() ? skip + x : skip;
        x = convolutionLayer(block / "conv1", x, Resampling::Same, Activation::LeakyRelu);
        x = convolutionLayer(block / "conv2", x, Resampling::Down, Activation::LeakyRelu);
        features[r / 2] = x;
    }
    return features;
}

} // namespace

Tensor conditionedNetwork(const ParameterScope& scope, const Tensor& condition, const Tensor& ws, const ConditionedConfig& config,
                          int resolution, const LayerOptions& options)
{
    const std::map<int, Tensor> encoded = encode(scope, condition, config);
    BlockOutput output;
    for (int j = 0, q = config.finalResolution; 2 * q <= resolution; ++j, q *= 2) {
        const auto fusion = scope / "fusion" / std::to_string(j);
        if (q == config.finalResolution)
            output.x = convolutionLayer(fusion, encoded.at(q), Resampling::Same, Activation::Linear);
        else if (q < config.conditionResolution)
            output.x = convolutionLayer(fusion, at::cat({output.x, encoded.at(q)}, 1), Resampling::Same, Activation::Linear);
        output = synthesisBlock(scope / ("b" + std::to_string(2 * q)), output, stylesOfBlock(ws, 2 * q), Resampling::Up, options);
    }
    return output.image;
}

} // namespace effigy::generator
