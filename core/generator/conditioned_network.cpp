// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/activation.h"
#include "generator/epilogue.h"
#include "generator/fir.h"
#include "generator/synthesis.h"
#include "nn/tiled_convolution.h"

#include <ATen/ATen.h>

#include <cmath>
#include <string>

namespace effigy::generator {

namespace {

using torch::Tensor;

double gainOf(const Tensor& weight)
{
    return 1.0 / std::sqrt(static_cast<double>(weight.size(1) * weight.size(2) * weight.size(3)));
}

// A plain convolution with equalised weight, no bias.
Tensor plain(const ParameterScope& scope, const Tensor& x, nn::Resampling resampling, nn::Products products = nn::Products::F32)
{
    const Tensor& weight = scope["weight"];
    if (resampling == nn::Resampling::Same && nn::canConvolvePointwise(x, weight))
        return nn::convolvePointwise(x, weight, {.weightGain = gainOf(weight)});
    return convolve(x, weight * gainOf(weight), resampling, products);
}

Tensor linearLayer(const ParameterScope& scope, const Tensor& x, nn::Products products)
{
    const Tensor& weight = scope["weight"];
    if (nn::canTile(x, weight, nn::Resampling::Same))
        return nn::convolveTiled(x, weight, {.weightGain = gainOf(weight), .bias = scope["bias"], .products = products});
    return biasActivate(plain(scope, x, nn::Resampling::Same), scope["bias"], {.activation = Activation::Linear});
}

Tensor activatedLayer(const ParameterScope& scope, const Tensor& x, nn::Resampling resampling, nn::Products products)
{
    const Tensor& weight = scope["weight"];
    if (nn::canTile(x, weight, resampling))
        return nn::convolveTiled(x, weight, {.resampling = resampling, .weightGain = gainOf(weight), .bias = scope["bias"], .epilogue = {},
                                 .products = products});
    return noiseBiasActivate(plain(scope, x, resampling, products), {}, {}, scope["bias"], {});
}

// Fills conditions and features.
void encode(ConditionedStages& stages, const ParameterScope& scope, const Tensor& condition, const ConditionedConfig& config,
            nn::Products products)
{
    Tensor image = condition;
    Tensor x;
    for (int i = 0, r = config.inputResolution; r > config.finalResolution; ++i, r /= 2) {
        if (i > 0)
            image = downsample2d(image);
        const auto block = scope / "encoder" / std::to_string(i);
        const Tensor skip = plain(block / "fromrgb", image, nn::Resampling::Same);
        x = x.defined() ? skip + x : skip;
        x = activatedLayer(block / "conv1", x, nn::Resampling::Same, products);
        x = activatedLayer(block / "conv2", x, nn::Resampling::Down, products);
        stages.conditions.push_back(image);
        stages.features.push_back(x);
    }
}

} // namespace

ConditionedStages conditionedStages(const ParameterScope& scope, const Tensor& condition, const Tensor& ws,
                                    const ConditionedConfig& config, int resolution, const LayerOptions& options)
{
    ConditionedStages stages;
    const nn::Products products = options.synthesis.products;
    encode(stages, scope, condition, config, products);
    BlockOutput output;
    const std::size_t last = stages.features.size() - 1; // has the final resolution
    for (std::size_t j = 0, q = config.finalResolution; 2 * q <= static_cast<std::size_t>(resolution); ++j, q *= 2) {
        const auto fusion = scope / "fusion" / std::to_string(j);
        const bool isFused = static_cast<int>(q) < config.conditionResolution && static_cast<int>(q) < config.inputResolution;
        if (j == 0)
            output.x = linearLayer(fusion, stages.features[last], products);
        else if (isFused)
            output.x = linearLayer(fusion, at::cat({output.x, stages.features[last - j]}, 1), products);
        if (j == 0 || isFused)
            stages.fusions.push_back(output.x);
        const int r = static_cast<int>(2 * q);
        output = synthesisBlock(scope / ("b" + std::to_string(r)), output, stylesOfBlock(ws, r), nn::Resampling::Up, options);
    }
    stages.image = output.image;
    return stages;
}

Tensor conditionedNetwork(const ParameterScope& scope, const Tensor& condition, const Tensor& ws, const ConditionedConfig& config,
                          int resolution, const LayerOptions& options)
{
    return conditionedStages(scope, condition, ws, config, resolution, options).image;
}

} // namespace effigy::generator
