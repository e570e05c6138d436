// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/convolution.h"

#include "base/error.h"
#include "generator/fir.h"
#include "nn/shape_check.h"

#include <ATen/core/grad_mode.h>

#include <array>
#include <cmath>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr double kTiny = 1e-8;

Tensor correlate(const Tensor& x, const Tensor& weight, std::int64_t stride, std::int64_t padding, std::int64_t groups)
{
    const std::array strides = {stride, stride}, paddings = {padding, padding}, dilations = {std::int64_t{1}, std::int64_t{1}};
    return at::conv2d(x, weight, Tensor(), at::IntArrayRef(strides), at::IntArrayRef(paddings), at::IntArrayRef(dilations), groups);
}

// Twice the size in one go: transposed convolution with the 3x3 weight, then the 4x4 filter, is a convolution with a 6x6
// kernel on the zero-stuffed picture, which falls apart into four 3x3 convolutions of the small one, one per output phase.
// Per axis y[2p + a] = sum_j x[p - 1 + j] g[2 (1 - j) + a] with g[d] = sum_k f[k] w[d + k - 1], f = [1, 3, 3, 1] / 4.
Tensor phaseMatrix(const torch::TensorOptions& options)
{
    constexpr std::array<float, 4> f = {0.25F, 0.75F, 0.75F, 0.25F};
    Tensor matrix = torch::zeros({2, 3, 3}); // phase a, tap j, original tap
    auto at = matrix.accessor<float, 3>();
    for (int a = 0; a < 2; ++a)
        for (int j = 0; j < 3; ++j)
            for (int k = 0; k < 4; ++k) {
                const int tap = 2 * (1 - j) + a + k - 1;
                if (tap >= 0 && tap < 3)
                    at[a][j][tap] += f[static_cast<std::size_t>(k)];
            }
    return matrix.to(options);
}

// [co, ci, 3, 3] -> [4 co, ci, 3, 3], phases fastest, as pixel_shuffle wants them
Tensor phaseWeights(const Tensor& weight)
{
    const Tensor m = phaseMatrix(weight.options());
    // both axes at once: [2, 3, 3] x [2, 3, 3] -> [(a b jy jx), (ty tx)]
    const Tensor both = at::einsum("ajt,bku->abjktu", {m, m}).reshape({36, 9});
    const auto co = weight.size(0), ci = weight.size(1);
    const Tensor phases = at::matmul(weight.reshape({co * ci, 9}), both.t()).reshape({co, ci, 4, 3, 3});
    return phases.permute({0, 2, 1, 3, 4}).reshape({4 * co, ci, 3, 3});
}

// Above this many multiplications per pixel the four 3x3 convolutions cost more than what they save.
constexpr std::int64_t kLargestPhased = 96 * 96;

Tensor convolveUp(const Tensor& x, const Tensor& weight, std::int64_t groups)
{
    const auto k = weight.size(2);
    if (k == 1)
        return upsample2d(correlate(x, weight, 1, 0, groups));
    base::require(k == 3, "convolve: twice the size needs a kernel of 1 or 3");
    if (groups == 1 && weight.size(0) * weight.size(1) <= kLargestPhased)
        return at::pixel_shuffle(correlate(x, phaseWeights(weight), 1, 1, 1), 2);
    // [groups co, ci, 3, 3] -> [groups ci, co, 3, 3]
    const auto co = weight.size(0) / groups, ci = weight.size(1);
    const Tensor swapped = weight.reshape({groups, co, ci, 3, 3}).transpose(1, 2).reshape({groups * ci, co, 3, 3});
    return smooth2d(at::conv_transpose2d(x, swapped, {}, 2, 0, 0, groups), 1) * 4.0;
}

Tensor convolveDown(const Tensor& x, const Tensor& weight, std::int64_t groups)
{
    if (weight.size(2) == 1)
        return correlate(downsample2d(x), weight, 1, 0, groups);
    base::require(weight.size(2) == 3, "convolve: half the size needs a kernel of 1 or 3");
    return correlate(smooth2d(x, 2), weight, 2, 0, groups);
}

Tensor convolveGrouped(const Tensor& x, const Tensor& weight, nn::Resampling resampling, std::int64_t groups)
{
    switch (resampling) {
    case nn::Resampling::Same: return correlate(x, weight, 1, weight.size(2) / 2, groups);
    case nn::Resampling::Up: return convolveUp(x, weight, groups);
    case nn::Resampling::Down: return convolveDown(x, weight, groups);
    }
    throw base::ContractError("convolve: unknown resampling");
}

Tensor convolveFused(const Tensor& x, const Tensor& weight, const Tensor& styles, const Modulation& modulation)
{
    const auto n = x.size(0), co = weight.size(0), ci = weight.size(1), k = weight.size(2);
    Tensor w = weight.unsqueeze(0) * styles.reshape({n, 1, ci, 1, 1}); // [N, co, ci, k, k]
    if (modulation.demodulates)
        w = w * (w.square().sum({2, 3, 4}, true) + kTiny).rsqrt();
    const Tensor y = convolveGrouped(x.reshape({1, n * ci, x.size(2), x.size(3)}), w.reshape({n * co, ci, k, k}),
                                     modulation.resampling, n);
    return y.reshape({n, co, y.size(2), y.size(3)});
}

Tensor convolveSeparate(const Tensor& x, const Tensor& weight, const Tensor& styles, const Modulation& modulation)
{
    const Tensor y = convolve(x * styles.unsqueeze(2).unsqueeze(3), weight, modulation.resampling);
    if (!modulation.demodulates)
        return y;
    const Tensor norms = at::matmul(styles.square(), weight.square().sum({2, 3}).t()); // [N, co]
    return y * (norms + kTiny).rsqrt().unsqueeze(2).unsqueeze(3);
}

} // namespace

Tensor fullyConnected(const Tensor& x, const Tensor& weight, const Tensor& bias, double lrMul)
{
    base::require(weight.dim() == 2 && x.size(-1) == weight.size(1), "fullyConnected: sizes disagree");
    const double gain = lrMul / std::sqrt(static_cast<double>(weight.size(1)));
    const Tensor scaled = lrMul == 1.0 ? bias : bias * lrMul;
    return at::linear(x, weight * gain, scaled);
}

Tensor convolve(const Tensor& x, const Tensor& weight, nn::Resampling resampling, nn::Products products)
{
    nn::expectShape(weight, {-1, x.size(1), -1, -1}, "convolve: weight");
    if (products == nn::Products::Bf16 && resampling == nn::Resampling::Down && weight.size(2) == 3 && !at::GradMode::is_enabled()) {
        const Tensor smoothed = smooth2d(x, 2);
        return correlate(smoothed.to(torch::kBFloat16), weight.to(torch::kBFloat16), 2, 0, 1).to(torch::kFloat32);
    }
    return convolveGrouped(x, weight, resampling, 1);
}

Tensor convolveModulated(const Tensor& x, const Tensor& weight, const Tensor& styles, const Modulation& modulation)
{
    nn::expectShape(x, {-1, weight.size(1), -1, -1}, "convolveModulated: x");
    nn::expectShape(styles, {x.size(0), weight.size(1)}, "convolveModulated: styles");
    const bool isPointwise = weight.size(2) == 1 && modulation.resampling == nn::Resampling::Same;
    if (modulation.bias.defined() && isPointwise && !modulation.demodulates && x.size(0) == 1) {
        const Tensor scaled = weight * styles.reshape({1, -1, 1, 1});
        return at::conv2d(x, scaled, modulation.bias);
    }
    const bool isFused = modulation.way == Modulation::Way::Fused
                         || (modulation.way == Modulation::Way::Automatic && x.size(0) == 1);
    const Tensor y = isFused ? convolveFused(x, weight, styles, modulation) : convolveSeparate(x, weight, styles, modulation);
    return modulation.bias.defined() ? y + modulation.bias.reshape({1, -1, 1, 1}) : y;
}

} // namespace effigy::generator
