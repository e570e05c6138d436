// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/discriminator.h"

#include "base/error.h"
#include "generator/convolution.h"
#include "generator/epilogue.h"
#include "generator/fir.h"
#include "generator/mapping.h"
#include "generator/parameter_scope.h"
#include "nn/shape_check.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr double kHalfGain = std::numbers::sqrt2 / 2.0; // of both branches of a residual block

std::string blockName(int resolution)
{
    return "b" + std::to_string(resolution);
}

Tensor plain(const ParameterScope& scope, const Tensor& x, nn::Resampling resampling)
{
    const Tensor& weight = scope["weight"];
    const auto fanIn = weight.size(1) * weight.size(2) * weight.size(3);
    return convolve(x, weight * (1.0 / std::sqrt(static_cast<double>(fanIn))), resampling);
}

// `gain` comes on top of the leaky ReLU's own; the clamp scales with it.
Tensor activated(const ParameterScope& scope, const Tensor& x, nn::Resampling resampling, double clamp,
                 double gain = 1.0)
{
    return noiseBiasActivate(plain(scope, x, resampling), {}, {}, scope["bias"],
                             {.gain = std::numbers::sqrt2 * gain, .clamp = clamp * gain});
}

Tensor residualBlock(const ParameterScope& scope, const Tensor& x, double clamp)
{
    const Tensor skip = plain(scope / "skip", x, nn::Resampling::Down) * kHalfGain;
    const Tensor y = activated(scope / "conv0", x, nn::Resampling::Same, clamp);
    return skip + activated(scope / "conv1", y, nn::Resampling::Down, clamp, kHalfGain);
}

// One more channel: the mean deviation of each group of pictures.
Tensor withDeviation(const Tensor& x, int largestGroup)
{
    const auto n = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
    const auto group = std::min<std::int64_t>(largestGroup, n);
    base::require(n % group == 0, "discriminate: the batch does not fall into whole groups");
    const Tensor groups = x.reshape({group, n / group, c, h, w});
    const Tensor variance = (groups - groups.mean(0)).square().mean(0); // [n / group, c, h, w]
    const Tensor deviation = (variance + 1e-8).sqrt().mean({1, 2, 3});
    const Tensor channel = deviation.reshape({-1, 1, 1, 1}).repeat({group, 1, h, w});
    return at::cat({x, channel}, 1);
}

Tensor sideBySide(const DiscriminatorConfig& config, const DiscriminatorInput& input,
                  const Tensor& resizedRaw)
{
    std::vector<Tensor> pictures = {input.image};
    if (config.isDual)
        pictures.push_back(resizedRaw);
    if (config.renderingChannels > 0)
        pictures.push_back(input.rendering);
    return pictures.size() == 1 ? pictures[0] : at::cat(pictures, 1);
}

void checkInput(const DiscriminatorConfig& config, const DiscriminatorInput& input)
{
    const auto n = input.image.size(0), s = std::int64_t{config.imageResolution};
    nn::expectShape(input.image, {n, config.imageChannels, s, s}, "discriminate: image");
    base::require(config.isDual == input.raw.defined(), "discriminate: raw image");
    if (config.isDual)
        nn::expectShape(input.raw, {n, config.imageChannels, -1, -1}, "discriminate: raw image");
    if (config.renderingChannels > 0)
        nn::expectShape(input.rendering, {n, config.renderingChannels, s, s},
                    "discriminate: rendering");
    if (config.labelDim > 0)
        nn::expectShape(input.label, {n, config.labelDim}, "discriminate: label");
}

} // namespace

int DiscriminatorConfig::channels(int r) const
{
    return std::min(channelBase / r, channelMax);
}

int DiscriminatorConfig::inputChannels() const
{
    return imageChannels * (isDual ? 2 : 1) + renderingChannels;
}

DiscriminatorStages discriminatorStages(const Discriminator& discriminator,
                                        const DiscriminatorInput& input)
{
    const DiscriminatorConfig& config = discriminator.config;
    checkInput(config, input);
    const ParameterScope all(discriminator.parameters);
    DiscriminatorStages stages;
    if (config.isDual)
        stages.resizedRaw =
            resizeAntialiased(input.raw, config.imageResolution, config.imageResolution);
    Tensor x =
        activated(all / blockName(config.imageResolution) / "fromrgb",
                  sideBySide(config, input, stages.resizedRaw), nn::Resampling::Same, config.clamp);
    for (int r = config.imageResolution; r > 4; r /= 2)
        x = stages.blocks[r] = residualBlock(all / blockName(r), x, config.clamp);
    stages.withDeviation = withDeviation(x, config.deviationGroup);
    const auto last = all / "b4";
    x = activated(last / "conv", stages.withDeviation, nn::Resampling::Same, config.clamp);
    const auto fc = last / "fc", out = last / "out";
    x = at::leaky_relu(fullyConnected(x.flatten(1), fc["weight"], fc["bias"]), 0.2) *
        std::numbers::sqrt2;
    x = fullyConnected(x, out["weight"], out["bias"]);
    if (config.labelDim > 0) {
        const Tensor mapped = mapLatents(all / "mapping", {}, input.label,
                                         {.layers = config.mappingLayers, .rows = 1})
                                  .squeeze(1);
        x = (x * mapped).sum(1, true) / std::sqrt(static_cast<double>(mapped.size(1)));
    }
    stages.logits = x;
    return stages;
}

Tensor discriminate(const Discriminator& discriminator, const DiscriminatorInput& input)
{
    return discriminatorStages(discriminator, input).logits;
}

Tensor blurredLabel(const Tensor& label, const Tensor& draw, double strength)
{
    nn::expectShape(draw, {label.size(0), label.size(1)}, "blurredLabel: draw");
    return label + draw * label.std(0, true) * strength;
}

} // namespace effigy::generator
