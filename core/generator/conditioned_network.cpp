// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/activation.h"
#include "generator/epilogue.h"
#include "generator/fir.h"
#include "generator/synthesis.h"

#include <ATen/ATen.h>

#include <cmath>
#include <map>
#include <string>

namespace effigy::generator {

namespace {

using torch::Tensor;

// A plain convolution with equalised weight, no bias.
Tensor plain(const ParameterScope& scope, const Tensor& x, Resampling resampling)
{
    const Tensor& weight = scope["weight"];
    const double gain = 1.0 / std::sqrt(static_cast<double>(weight.size(1) * weight.size(2) * weight.size(3)));
    return convolve(x, weight * gain, resampling);
}

Tensor linearLayer(const ParameterScope& scope, const Tensor& x)
{
    return biasActivate(plain(scope, x, Resampling::Same), scope["bias"], {.activation = Activation::Linear});
}

Tensor activatedLayer(const ParameterScope& scope, const Tensor& x, Resampling resampling)
{
    return noiseBiasActivate(plain(scope, x, resampling), {}, {}, scope["bias"], {});
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
        const Tensor skip = plain(block / "fromrgb", image, Resampling::Same);
        x = x.defined() ? skip + x : skip;
        x = activatedLayer(block / "conv1", x, Resampling::Same);
        x = activatedLayer(block / "conv2", x, Resampling::Down);
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
            output.x = linearLayer(fusion, encoded.at(q));
        else if (q < config.conditionResolution)
            output.x = linearLayer(fusion, at::cat({output.x, encoded.at(q)}, 1));
        output = synthesisBlock(scope / ("b" + std::to_string(2 * q)), output, stylesOfBlock(ws, 2 * q), Resampling::Up, options);
    }
    return output.image;
}

} // namespace effigy::generator
