// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/synthesis.h"

#include "base/error.h"
#include "generator/epilogue.h"
#include "generator/fir.h"
#include "generator/half_precision.h"
#include "nn/tiled_convolution.h"

#include <ATen/ATen.h>

#include <bit>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

Tensor styles(const ParameterScope& scope, const Tensor& w)
{
    const auto affine = scope / "affine";
    return fullyConnected(w, affine["weight"], affine["bias"]);
}

std::string blockName(int resolution)
{
    return "b" + std::to_string(resolution);
}

} // namespace

Tensor layerNoise(const ParameterScope& scope, const Tensor& x, nn::Resampling resampling, const SynthesisOptions& options)
{
    switch (options.noise) {
    case NoiseMode::None: return {};
    case NoiseMode::Const: return scope["noise_const"];
    case NoiseMode::Random: break;
    }
    const std::int64_t scale = resampling == nn::Resampling::Up ? 2 : 1;
    const std::vector<std::int64_t> sizes = {x.size(0), 1, scale * x.size(2), scale * x.size(3)};
    const auto kind = x.options().dtype(torch::kFloat32);
    return options.random.defined() ? at::randn(sizes, options.random, kind) : at::randn(sizes, kind);
}

Tensor synthesisLayer(const ParameterScope& scope, const Tensor& x, const Tensor& w, nn::Resampling resampling,
                      const LayerOptions& options)
{
    if (options.precision != Precision::Full)
        return halfSynthesisLayer(scope, x, w, resampling, options);
    const Tensor &weight = scope["weight"], &bias = scope["bias"];
    const Tensor noise = layerNoise(scope, x, resampling, options.synthesis);
    const Tensor strength = noise.defined() ? scope["noise_strength"] : Tensor();
    const nn::EpilogueOptions epilogue = {.gain = std::numbers::sqrt2 * options.gain, .clamp = options.clamp * options.gain};
    if (options.way == Modulation::Way::Automatic && nn::canTile(x, weight, resampling))
        return nn::convolveTiled(x, weight, {.resampling = resampling, .styles = styles(scope, w), .demodulates = true, .noise = noise,
                                         .strength = strength, .bias = bias, .epilogue = epilogue,
                                         .products = options.synthesis.products});
    const Tensor y = convolveModulated(x, weight, styles(scope, w), {.resampling = resampling, .way = options.way});
    return noiseBiasActivate(y, noise, strength, bias, epilogue);
}

Tensor toImage(const ParameterScope& scope, const Tensor& x, const Tensor& w, double clamp, const Tensor& below)
{
    const Tensor &weight = scope["weight"], &bias = scope["bias"];
    const double gain = 1.0 / std::sqrt(static_cast<double>(weight.size(1) * weight.size(2) * weight.size(3)));
    if (nn::canConvolvePointwise(x, weight))
        return nn::convolvePointwise(x, weight, {.weightGain = gain, .styles = styles(scope, w), .bias = bias, .clamp = clamp},
                                 below);
    const Tensor y = convolveModulated(x, weight, styles(scope, w) * gain, {.demodulates = false, .bias = bias});
    const Tensor clamped = clamp > 0.0 ? y.clamp(-clamp, clamp) : y;
    return below.defined() ? clamped + below : clamped;
}

BlockOutput synthesisBlock(const ParameterScope& scope, const BlockOutput& input, const BlockStyles& styles,
                           nn::Resampling resampling, const LayerOptions& options)
{
    BlockOutput output;
    if (input.x.defined())
        output.x = synthesisLayer(scope / "conv0", input.x, styles.conv0, resampling, options);
    else
        output.x = scope["const"].unsqueeze(0).repeat({styles.conv1.size(0), 1, 1, 1});
    output.x = synthesisLayer(scope / "conv1", output.x, styles.conv1, nn::Resampling::Same, options);
    Tensor below;
    if (input.image.defined())
        below = resampling == nn::Resampling::Up ? upsample2d(input.image) : input.image.clone();
    output.image = options.precision == Precision::Full
                       ? toImage(scope / "torgb", output.x, styles.image, options.clamp, below)
                       : halfToImage(scope / "torgb", output.x, styles.image, options.clamp, below, options.precision);
    return output;
}

BlockOutput residualBlock(const ParameterScope& scope, const Tensor& x, const BlockStyles& styles, const LayerOptions& options)
{
    constexpr double kHalf = std::numbers::sqrt2 / 2.0;
    const Tensor& weight = scope["skip.weight"];
    const double gain = kHalf / std::sqrt(static_cast<double>(weight.size(1)));
    const Tensor skip = convolve(x, weight * gain, nn::Resampling::Up);
    LayerOptions halved = options;
    halved.gain *= kHalf;
    BlockOutput output;
    output.x = synthesisLayer(scope / "conv0", x, styles.conv0, nn::Resampling::Up, options);
    output.x = skip + synthesisLayer(scope / "conv1", output.x, styles.conv1, nn::Resampling::Same, halved);
    output.image = toImage(scope / "torgb", output.x, styles.image, options.clamp);
    return output;
}

BlockStyles stylesOfBlock(const Tensor& ws, int r)
{
    const int k = std::bit_width(static_cast<unsigned>(r)) - 3;
    const auto row = [&](int i) { return ws.select(1, i); };
    return {.conv0 = k > 0 ? row(2 * k - 1) : Tensor(), .conv1 = row(2 * k), .image = row(2 * k + 1)};
}

Tensor synthesisNetwork(const ParameterScope& scope, const Tensor& ws, int resolution, const LayerOptions& options)
{
    BlockOutput output;
    for (int r = 4; r <= resolution; r *= 2)
        output = synthesisBlock(scope / blockName(r), output, stylesOfBlock(ws, r), nn::Resampling::Up, options);
    return output.image;
}

} // namespace effigy::generator
