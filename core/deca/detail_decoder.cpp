// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/detail_decoder.h"

#include "base/error.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace effigy::deca {

using torch::Tensor;

namespace {

constexpr double kEpsilon = 0.8, kFirstEpsilon = 1e-5, kSlope = 0.2, kMetres = 0.01;

std::string entry(int index, const char* name)
{
    return "conv_blocks." + std::to_string(index) + name;
}

void requireCode(const Tensor& code)
{
    base::require(code.dim() == 2 && code.size(1) == 181, "a code of D_detail is [B, 181]");
}

} // namespace

Displaced displace(const Tensor& code, const NetworkScope& scope)
{
    requireCode(code);
    Displaced out;
    out.linear = at::linear(code, scope.at("l1.0.weight"), scope.at("l1.0.bias"))
                     .view({-1, scope.at(entry(0, ".weight")).size(0), 8, 8});
    Tensor y = batchNormalise(out.linear, scope.inner(entry(0, ".")), kFirstEpsilon);
    out.entries[0] = y;
    for (int block = 1; block <= 17; block += 4) {
        y = at::upsample_bilinear2d(y, {2 * y.size(2), 2 * y.size(3)}, /*align_corners=*/false);
        if (block == 1)
            out.entries[1] = y;
        y = at::conv2d(y, scope.at(entry(block + 1, ".weight")),
                       scope.at(entry(block + 1, ".bias")), 1, 1);
        y = at::leaky_relu(batchNormalise(y, scope.inner(entry(block + 2, ".")), kEpsilon), kSlope);
        out.entries[block + 3] = y;
    }
    y = at::conv2d(y, scope.at(entry(21, ".weight")), scope.at(entry(21, ".bias")), 1, 1);
    out.displacement = at::tanh(y) * kMetres;
    return out;
}

FastDetailDecoder::FastDetailDecoder(const NetworkScope& scope)
{
    const c10::InferenceMode inference;
    const auto gainOf = [&](int norm, double epsilon) {
        return scope.at(entry(norm, ".weight")) /
               at::sqrt(scope.at(entry(norm, ".running_var")) + epsilon);
    };
    const auto shifted = [&](const Tensor& bias, const Tensor& gain, int norm) {
        return (bias - scope.at(entry(norm, ".running_mean"))) * gain +
               scope.at(entry(norm, ".bias"));
    };
    // The linear layer makes 64 places of each channel.
    const Tensor gain = gainOf(0, kFirstEpsilon);
    const std::int64_t channels = gain.size(0);
    const Tensor weight = scope.at("l1.0.weight"), bias = scope.at("l1.0.bias");
    const Tensor perChannel = bias.view({channels, -1}).t();
    m_linearWeight = (weight.view({channels, -1, weight.size(1)}) * gain.view({-1, 1, 1}))
                         .view_as(weight)
                         .contiguous();
    m_linearBias = shifted(perChannel, gain, 0).t().reshape({-1}).contiguous();
    for (int block = 1; block <= 17; block += 4) {
        const Tensor scale = gainOf(block + 2, kEpsilon);
        m_convolutions.emplace_back(
            scope.at(entry(block + 1, ".weight")) * scale.view({-1, 1, 1, 1}),
            shifted(scope.at(entry(block + 1, ".bias")), scale, block + 2), kSlope);
    }
    m_convolutions.emplace_back(scope.at(entry(21, ".weight")), scope.at(entry(21, ".bias")),
                                /*slope=*/1.0);
}

Tensor FastDetailDecoder::operator()(const Tensor& code) const
{
    requireCode(code);
    const c10::InferenceMode inference;
    Tensor y = at::linear(code, m_linearWeight, m_linearBias).view({code.size(0), -1, 8, 8});
    for (std::size_t k = 0; k + 1 < m_convolutions.size(); ++k)
        y = m_convolutions[k](
            at::upsample_bilinear2d(y, {2 * y.size(2), 2 * y.size(3)}, /*align_corners=*/false));
    return m_convolutions.back()(y).tanh_().mul_(kMetres);
}

} // namespace effigy::deca
