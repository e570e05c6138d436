// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/epilogue.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/epilogue_kernel.h"
#include "nn/shape_check.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <limits>

namespace effigy::generator {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Autograd takes no undefined tensors; an empty one says the same.
bool isPresent(const Tensor& tensor)
{
    return tensor.defined() && tensor.numel() > 0;
}

EpilogueParams paramsOf(const Tensor& x, const Tensor& noise, const Tensor& strength, const nn::EpilogueOptions& options)
{
    EpilogueParams params = {};
    params.channels = static_cast<int>(x.size(1));
    params.pixels = static_cast<int>(x.size(2) * x.size(3));
    params.noise = isPresent(noise) ? noise.data_ptr<float>() : nullptr;
    params.strength = isPresent(strength) ? strength.item<float>() : 0.0F;
    params.hasNoisePerItem = isPresent(noise) && noise.dim() == 4 && noise.size(0) == x.size(0) && x.size(0) > 1;
    params.slope = static_cast<float>(options.slope);
    params.gain = static_cast<float>(options.gain);
    params.clamp = options.clamp > 0.0 ? static_cast<float>(options.clamp) : std::numeric_limits<float>::infinity();
    return params;
}

void forwardInto(const Tensor& x, const Tensor& y, const Tensor& noise, const Tensor& strength, const Tensor& bias,
                 const nn::EpilogueOptions& options)
{
    EpilogueParams params = paramsOf(x, noise, strength, options);
    params.x = x.data_ptr<float>();
    params.y = y.data_ptr<float>();
    params.bias = bias.data_ptr<float>();
    base::parallelFor(static_cast<int>(x.size(0) * x.size(1)), 1, [&](int begin, int end) { epilogueForward(params, begin, end); });
}

class Epilogue : public torch::autograd::Function<Epilogue> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& noise, const Tensor& strength,
                          const Tensor& bias, double slope, double gain, double clamp)
    {
        const Tensor y = torch::empty_like(x);
        forwardInto(x, y, noise, strength, bias, {slope, gain, clamp});
        context->save_for_backward({y, noise, strength});
        context->saved_data["slope"] = slope;
        context->saved_data["gain"] = gain;
        context->saved_data["clamp"] = clamp;
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &y = saved[0], &noise = saved[1], &strength = saved[2];
        if (at::GradMode::is_enabled())
            return differentiableBackward(context, grads[0]);
        const Tensor dy = grads[0].contiguous();
        const Tensor dx = torch::empty_like(y), biasGrad = torch::empty({y.size(0), y.size(1)}), strengthGrad = torch::zeros_like(biasGrad);
        EpilogueParams params = paramsOf(y, noise, strength,
                                         {context->saved_data["slope"].toDouble(), context->saved_data["gain"].toDouble(),
                                          context->saved_data["clamp"].toDouble()});
        params.y = y.data_ptr<float>();
        params.dy = dy.data_ptr<float>();
        params.dx = dx.data_ptr<float>();
        params.biasGrad = biasGrad.data_ptr<float>();
        params.strengthGrad = strengthGrad.data_ptr<float>();
        base::parallelFor(static_cast<int>(y.size(0) * y.size(1)), 1,
                          [&](int begin, int end) { epilogueBackward(params, begin, end); });
        Tensor noiseGrad;
        if (isPresent(noise) && context->needs_input_grad(1))
            noiseGrad = (dx.sum(1, true) * strength).sum_to_size(noise.sizes());
        return {dx, noiseGrad, isPresent(strength) ? strengthGrad.sum() : Tensor(), biasGrad.sum(0), Tensor(), Tensor(), Tensor()};
    }

private:
    // For gradients of gradients: linear in dy, piecewise constant in everything else.
    static variable_list differentiableBackward(AutogradContext* context, const Tensor& dy)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor y = saved[0].detach(), &noise = saved[1], &strength = saved[2];
        const double gain = context->saved_data["gain"].toDouble(), clamp = context->saved_data["clamp"].toDouble();
        Tensor slope = at::where(y > 0.0, torch::full({}, gain), torch::full({}, gain * context->saved_data["slope"].toDouble()));
        if (clamp > 0.0)
            slope = slope * (y.abs() < clamp);
        const Tensor dx = dy * slope;
        const bool hasNoise = isPresent(noise) && isPresent(strength);
        const Tensor noiseGrad = hasNoise && context->needs_input_grad(1) ? (dx.sum(1, true) * strength).sum_to_size(noise.sizes()) : Tensor();
        return {dx, noiseGrad, hasNoise ? (dx * noise).sum() : Tensor(), dx.sum({0, 2, 3}), Tensor(), Tensor(), Tensor()};
    }
};

Tensor withOperators(const Tensor& x, const Tensor& noise, const Tensor& strength, const Tensor& bias, const nn::EpilogueOptions& options)
{
    Tensor y = x + bias.reshape({1, -1, 1, 1});
    if (noise.defined())
        y = y + noise * strength;
    y = at::leaky_relu(y, options.slope) * options.gain;
    return options.clamp > 0.0 ? y.clamp(-options.clamp, options.clamp) : y;
}

} // namespace

Tensor noiseBiasActivate(const Tensor& x, const Tensor& noise, const Tensor& strength, const Tensor& bias,
                         const nn::EpilogueOptions& options)
{
    nn::expectShape(x, {-1, bias.size(0), -1, -1}, "noiseBiasActivate: x");
    base::require(noise.defined() == strength.defined(), "noiseBiasActivate: noise and its strength come together");
    base::require(options.slope > 0.0 && options.gain > 0.0, "noiseBiasActivate: the gradient reads the sign of the result");
    // Autograd functions of torch 1.13 take no undefined inputs.
    if (!x.device().is_cpu() || (!noise.defined() && at::GradMode::is_enabled()))
        return withOperators(x, noise, strength, bias, options);
    const Tensor in = x.contiguous();
    const Tensor flatNoise = noise.defined() ? noise.contiguous() : torch::empty({0});
    const Tensor scale = strength.defined() ? strength : torch::empty({0});
    if (at::GradMode::is_enabled())
        return Epilogue::apply(in, flatNoise, scale, bias.contiguous(), options.slope, options.gain, options.clamp);
    forwardInto(in, in, flatNoise, scale, bias.contiguous(), options);
    return in;
}

} // namespace effigy::generator
