// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/half_precision.h"

#include "base/error.h"
#include "generator/fir.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

Tensor stylesOf(const ParameterScope& scope, const Tensor& w)
{
    const auto affine = scope / "affine";
    return fullyConnected(w.to(torch::kFloat32), affine["weight"], affine["bias"]);
}

// One picture [1, ci, H, W] with its own weights [co, ci, k, k], both halved.
Tensor convolvedOne(const Tensor& x, const Tensor& weight, nn::Resampling resampling, Precision precision)
{
    const auto k = weight.size(2);
    switch (resampling) {
    case nn::Resampling::Same:
        return halved(at::conv2d(x, weight, {}, 1, k / 2), precision);
    case nn::Resampling::Up: {
        base::require(k == 3, "half precision: twice the size needs a kernel of 3");
        const Tensor large = halved(at::conv_transpose2d(x, weight.transpose(0, 1).contiguous(), {}, 2), precision);
        return halved(smooth2d(large.to(torch::kFloat32), 1) * 4.0, precision); // the published kernel sums in f32, too
    }
    case nn::Resampling::Down:
        break;
    }
    throw base::ContractError("half precision: synthesis does not shrink");
}

Tensor convolved(const Tensor& x, const Tensor& weights, nn::Resampling resampling, Precision precision)
{
    const Tensor in = halved(x, precision), filters = halved(weights, precision); // [N, co, ci, k, k]
    std::vector<Tensor> pictures;
    for (std::int64_t i = 0; i < in.size(0); ++i)
        pictures.push_back(convolvedOne(in.slice(0, i, i + 1), filters[i], resampling, precision));
    return pictures.size() == 1 ? pictures[0] : at::cat(pictures, 0);
}

// [N, co, ci, k, k] of unit length per output channel, without numbers that f16 cannot hold on the way.
Tensor demodulated(const Tensor& weight, const Tensor& styles)
{
    constexpr double kTiny = 1e-8;
    const double fanIn = static_cast<double>(weight.size(1) * weight.size(2) * weight.size(3));
    const Tensor sized = weight * (1.0 / std::sqrt(fanIn)) / weight.abs().amax({1, 2, 3}, true);
    const Tensor scales = styles / styles.abs().amax({1}, true);
    const Tensor own = sized.unsqueeze(0) * scales.reshape({scales.size(0), 1, -1, 1, 1});
    return own * (own.square().sum({2, 3, 4}, true) + kTiny).rsqrt();
}

Tensor activated(const Tensor& x, const Tensor& bias, double slope, double gain, double clamp)
{
    const Tensor y = at::leaky_relu(x.to(torch::kFloat32) + bias.reshape({1, -1, 1, 1}), slope) * gain;
    return clamp > 0.0 ? y.clamp(-clamp, clamp) : y;
}

} // namespace

Tensor halved(const Tensor& x, Precision precision)
{
    base::require(precision != Precision::Full, "halved: a precision that is half");
    const Tensor half = x.to(torch::kFloat16);
    return precision == Precision::Half ? half : half.to(torch::kFloat32);
}

Tensor halfSynthesisLayer(const ParameterScope& scope, const Tensor& x, const Tensor& w, nn::Resampling resampling,
                          const LayerOptions& options)
{
    constexpr double kSlope = 0.2;
    const Precision precision = options.precision;
    Tensor y = convolved(x, demodulated(scope["weight"], stylesOf(scope, w)), resampling, precision);
    if (const Tensor noise = layerNoise(scope, x, resampling, options.synthesis); noise.defined())
        y = halved(y.to(torch::kFloat32) + noise * scope["noise_strength"], precision);
    const Tensor bias = halved(scope["bias"], precision).to(torch::kFloat32);
    return halved(activated(y, bias, kSlope, std::numbers::sqrt2 * options.gain, options.clamp * options.gain), precision);
}

Tensor halfToImage(const ParameterScope& scope, const Tensor& x, const Tensor& w, double clamp, const Tensor& below, Precision precision)
{
    const Tensor& weight = scope["weight"];
    const double gain = 1.0 / std::sqrt(static_cast<double>(weight.size(1) * weight.size(2) * weight.size(3)));
    const Tensor styles = stylesOf(scope, w) * gain;
    const Tensor own = weight.unsqueeze(0) * styles.reshape({styles.size(0), 1, -1, 1, 1});
    const Tensor bias = halved(scope["bias"], precision).to(torch::kFloat32);
    const Tensor y = halved(activated(convolved(x, own, nn::Resampling::Same, precision), bias, 1.0, 1.0, clamp), precision).to(torch::kFloat32);
    return below.defined() ? y + below : y;
}

} // namespace effigy::generator
