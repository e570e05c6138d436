// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/activation.h"

#include "base/error.h"

#include <cmath>
#include <numbers>

namespace effigy::generator {

namespace {

torch::Tensor apply(const torch::Tensor& x, const ActivationOptions& options)
{
    switch (options.activation) {
    case Activation::Linear: return x;
    case Activation::Relu: return x.relu();
    case Activation::LeakyRelu: return at::leaky_relu(x, options.slope);
    case Activation::Tanh: return x.tanh();
    case Activation::Sigmoid: return x.sigmoid();
    case Activation::Elu: return at::elu(x);
    case Activation::Selu: return at::selu(x);
    case Activation::Softplus: return at::softplus(x);
    case Activation::Swish: return x * x.sigmoid();
    }
    throw base::ContractError("biasActivate: unknown activation");
}

} // namespace

double defaultGain(Activation activation)
{
    const bool halves = activation == Activation::Relu || activation == Activation::LeakyRelu || activation == Activation::Swish;
    return halves ? std::numbers::sqrt2 : 1.0;
}

torch::Tensor biasActivate(const torch::Tensor& x, const torch::Tensor& bias, const ActivationOptions& options)
{
    torch::Tensor y = x;
    if (bias.defined()) {
        std::vector<std::int64_t> shape(static_cast<std::size_t>(x.dim()), 1);
        shape[static_cast<std::size_t>(options.biasAxis)] = -1;
        y = x + bias.reshape(shape);
    }
    y = apply(y, options);
    const double gain = options.gain.value_or(defaultGain(options.activation));
    if (gain != 1.0)
        y = y * gain;
    return options.clamp > 0.0 ? y.clamp(-options.clamp, options.clamp) : y;
}

} // namespace effigy::generator
