// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <optional>

namespace effigy::generator {

enum class Activation { Linear, Relu, LeakyRelu, Tanh, Sigmoid, Elu, Selu, Softplus, Swish };

/// The gain that keeps variance: sqrt 2 for Relu, LeakyRelu and Swish, else 1.
[[nodiscard]] double defaultGain(Activation activation);

/// What follows the bias.
struct ActivationOptions {
    Activation activation = Activation::LeakyRelu;
    std::optional<double> gain = {}; // absent: the default one
    double slope = 0.2;         // of LeakyRelu below zero
    double clamp = 0.0;         // to +-clamp after the gain; 0: none
    std::int64_t biasAxis = 1;
};

/// clamp(gain * activation(x + bias)). An undefined `bias` adds nothing. Differentiable. Source: Karras et al. 2020 (StyleGAN2), Sec. 2.
///   x     any shape f32
///   bias  [x.size(biasAxis)] f32
[[nodiscard]] torch::Tensor biasActivate(const torch::Tensor& x, const torch::Tensor& bias, const ActivationOptions& options);

} // namespace effigy::generator
