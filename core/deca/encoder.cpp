// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/encoder.h"

#include "base/error.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <array>

namespace effigy::deca {

namespace {

using torch::Tensor;

constexpr std::array<int, 4> kBlocks = {3, 4, 6, 3}; // of ResNet-50
constexpr int kWideLayers = 2; // of 56 and 28 pixels: the later ones do not fill the tiles of minimal filtering

} // namespace

std::pair<Tensor, Tensor> twoLayers(const Tensor& x, const NetworkScope& scope)
{
    const Tensor hidden = at::relu(at::linear(x, scope.at("0.weight"), scope.at("0.bias")));
    return {hidden, at::linear(hidden, scope.at("2.weight"), scope.at("2.bias"))};
}

Encoded encode(const Tensor& crops, const NetworkScope& scope)
{
    Encoded out;
    out.stages = resnet50(crops, scope.inner("encoder."));
    std::tie(out.hidden, out.codes) = twoLayers(out.stages.features, scope.inner("layers."));
    return out;
}

FlameCodes splitCodes(const Tensor& codes)
{
    base::require(codes.dim() == 2 && codes.size(1) == 236, "codes of E_flame are [B, 236]");
    return {.shape = codes.slice(1, 0, 100),
            .texture = codes.slice(1, 100, 150),
            .expression = codes.slice(1, 150, 200),
            .pose = codes.slice(1, 200, 206),
            .camera = codes.slice(1, 206, 209),
            .light = codes.slice(1, 209, 236).view({-1, 9, 3}),
            .detail = {}};
}

FlameCodes withExpression(const FlameCodes& person, const FlameCodes& driver)
{
    FlameCodes moved = person;
    moved.expression = driver.expression;
    moved.pose = at::cat({person.pose.slice(1, 0, 3), driver.pose.slice(1, 3, 6)}, 1);
    return moved;
}

FlameCodes withDetail(const FlameCodes& person, const FlameCodes& other)
{
    FlameCodes moved = person;
    moved.detail = other.detail;
    return moved;
}

FastEncoder::FastEncoder(const tensorio::StateDict& parameters, const std::string& prefix)
    : m_isOneDnn(at::hasMKLDNN())
{
    constexpr double kEpsilon = 1e-5;
    const c10::InferenceMode inference;
    const NetworkScope all = {parameters, prefix};
    const auto plain = [&](const NetworkScope& scope, const std::string& convolution,
                           const std::string& norm, std::int64_t stride) {
        const Tensor gain =
            scope.at(norm + "weight") / at::sqrt(scope.at(norm + "running_var") + kEpsilon);
        const Tensor weight = scope.at(convolution + "weight") * gain.view({-1, 1, 1, 1});
        return Convolution{.weight = weight.contiguous(),
                           .bias = scope.at(norm + "bias") - scope.at(norm + "running_mean") * gain,
                           .stride = stride,
                           .padding = weight.size(2) / 2};
    };
    const auto folded = [&](const NetworkScope& scope, const std::string& convolution,
                            const std::string& norm, std::int64_t stride) {
        Convolution made = plain(scope, convolution, norm, stride);
        made.weight = m_isOneDnn ? at::mkldnn_reorder_conv2d_weight(made.weight.to_mkldnn(),
                                                                    {made.padding, made.padding},
                                                                    {stride, stride}, {1, 1}, 1)
                                 : made.weight.contiguous(at::MemoryFormat::ChannelsLast);
        return made;
    };
    const NetworkScope trunk = all.inner("encoder.");
    m_stem = folded(trunk, "conv1.", "bn1.", 2);
    for (int layer = 0; layer < 4; ++layer) {
        for (int block = 0; block < kBlocks[layer]; ++block) {
            const NetworkScope at = trunk.inner("layer" + std::to_string(layer + 1) + "." +
                                                std::to_string(block) + ".");
            const std::int64_t stride = layer > 0 && block == 0 ? 2 : 1;
            Block made = {.first = folded(at, "conv1.", "bn1.", 1),
                          .middle = {},
                          .last = folded(at, "conv3.", "bn3.", 1),
                          .passed = {},
                          .wide = {}};
            if (layer < kWideLayers && stride == 1) {
                const Convolution middle = plain(at, "conv2.", "bn2.", 1);
                made.wide.emplace(middle.weight, middle.bias, /*slope=*/0.0);
            } else {
                made.middle = folded(at, "conv2.", "bn2.", stride);
            }
            if (block == 0)
                made.passed = folded(at, "downsample.0.", "downsample.1.", stride);
            m_blocks.push_back(std::move(made));
        }
    }
    for (int k = 0; k < 2; ++k) {
        m_weights[k] = all.at("layers." + std::to_string(2 * k) + ".weight");
        m_biases[k] = all.at("layers." + std::to_string(2 * k) + ".bias");
    }
}

Tensor FastEncoder::convolve(const Tensor& x, const Convolution& by) const
{
    const std::array<std::int64_t, 2> padding = {by.padding, by.padding},
                                      stride = {by.stride, by.stride}, dilation = {1, 1};
    return m_isOneDnn ? at::mkldnn_convolution(x, by.weight, by.bias, padding, stride, dilation, 1)
                      : at::conv2d(x, by.weight, by.bias, stride, padding);
}

Tensor FastEncoder::convolve(const Tensor& x, const nn::PreparedConvolution& by) const
{
    return m_isOneDnn ? by(x.to_dense()).to_mkldnn()
                      : by(x).contiguous(at::MemoryFormat::ChannelsLast);
}

Tensor FastEncoder::features(const Tensor& crops) const
{
    Tensor y = m_isOneDnn ? crops.contiguous().to_mkldnn()
                          : crops.contiguous(at::MemoryFormat::ChannelsLast);
    y = at::max_pool2d(convolve(y, m_stem).relu_(), 3, 2, 1);
    for (const Block& block : m_blocks) {
        Tensor x = convolve(y, block.first).relu_();
        x = block.wide ? convolve(x, *block.wide) : convolve(x, block.middle).relu_();
        x = convolve(x, block.last);
        y = x.add_(block.passed.weight.defined() ? convolve(y, block.passed) : y).relu_();
    }
    return (m_isOneDnn ? y.to_dense() : y).mean({2, 3});
}

Tensor FastEncoder::operator()(const Tensor& crops) const
{
    const c10::InferenceMode inference;
    const Tensor hidden = at::linear(features(crops), m_weights[0], m_biases[0]).relu_();
    return at::linear(hidden, m_weights[1], m_biases[1]);
}

} // namespace effigy::deca
