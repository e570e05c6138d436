// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/deca_weights.h"

#include "parity/formula_weights.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace effigy::parity {

namespace {

using torch::Tensor;
using Shape = std::vector<std::int64_t>;

struct Spread {
    double a; // half-width
    double c; // centre
};

Spread spreadOf(const std::string& name, const Shape& shape)
{
    const auto ends = [&](const char* text) { return name.ends_with(text); };
    if (ends("running_mean") || ends("bias"))
        return {0.1, 0.0};
    if (ends("running_var"))
        return {0.2, 1.0};
    if (shape.size() == 1)
        return ends("bn3.weight") ? Spread{0.1, 0.3} : Spread{0.2, 1.0};
    double fanIn = 1.0;
    for (std::size_t axis = 1; axis < shape.size(); ++axis)
        fanIn *= static_cast<double>(shape[axis]);
    const double a = std::sqrt(6.0 / fanIn);
    return {name == "D_detail.conv_blocks.21.weight" ? a / 4.0 : a, 0.0};
}

// What the last layer of E_flame is scaled by, so that its codes are plausible.
double codeScale(std::int64_t row)
{
    return row < 200 ? 0.45 : row < 207 ? 0.15 : row < 209 ? 0.01 : 0.2;
}

double codeShift(std::int64_t row)
{
    return row == 206 ? 8.0 : row >= 209 && row <= 211 ? 3.0 : 0.0;
}

class Maker {
public:
    void add(const std::string& name, const Shape& shape)
    {
        const Spread spread = spreadOf(name, shape);
        const std::uint64_t key = formulaKey(name);
        Tensor tensor = torch::empty(shape, torch::kFloat32);
        const std::int64_t columns = tensor.numel() / tensor.size(0);
        const bool isCode = name.starts_with("E_flame.layers.2."), isBias = name.ends_with("bias");
        auto* values = tensor.data_ptr<float>();
        for (std::int64_t i = 0; i < tensor.numel(); ++i) {
            double value =
                spread.c + spread.a * (2.0 * formulaUnit(key, static_cast<std::uint64_t>(i)) - 1.0);
            if (isCode)
                value = value * codeScale(i / columns) + (isBias ? codeShift(i) : 0.0);
            values[i] = static_cast<float>(value);
        }
        m_parameters.set(name, tensor);
    }
    void addNorm(const std::string& name, std::int64_t channels)
    {
        for (const char* part : {"weight", "bias", "running_mean", "running_var"})
            add(name + part, {channels});
    }
    void addConvolution(const std::string& name, const std::string& norm, const Shape& shape)
    {
        add(name + "weight", shape);
        addNorm(norm, shape[0]);
    }
    void addLinear(const std::string& name, std::int64_t in, std::int64_t out)
    {
        add(name + "weight", {out, in});
        add(name + "bias", {out});
    }
    [[nodiscard]] tensorio::StateDict take() { return std::move(m_parameters); }

private:
    tensorio::StateDict m_parameters;
};

void addEncoder(Maker& maker, const std::string& name, std::int64_t codes)
{
    constexpr std::array<int, 4> kBlocks = {3, 4, 6, 3};
    const std::string trunk = name + ".encoder.";
    maker.addConvolution(trunk + "conv1.", trunk + "bn1.", {64, 3, 7, 7});
    std::int64_t in = 64;
    for (int layer = 0; layer < 4; ++layer) {
        const std::int64_t width = std::int64_t{64} << layer;
        for (int block = 0; block < kBlocks[layer]; ++block) {
            const std::string at =
                trunk + "layer" + std::to_string(layer + 1) + "." + std::to_string(block) + ".";
            maker.addConvolution(at + "conv1.", at + "bn1.", {width, in, 1, 1});
            maker.addConvolution(at + "conv2.", at + "bn2.", {width, width, 3, 3});
            maker.addConvolution(at + "conv3.", at + "bn3.", {4 * width, width, 1, 1});
            if (block == 0)
                maker.addConvolution(at + "downsample.0.", at + "downsample.1.",
                                     {4 * width, in, 1, 1});
            in = 4 * width;
        }
    }
    maker.addLinear(name + ".layers.0.", 2048, 1024);
    maker.addLinear(name + ".layers.2.", 1024, codes);
}

} // namespace

tensorio::StateDict decaParameters()
{
    Maker maker;
    addEncoder(maker, "E_flame", 236);
    addEncoder(maker, "E_detail", 128);
    maker.addLinear("D_detail.l1.0.", 181, 8192);
    const std::string blocks = "D_detail.conv_blocks.";
    maker.addNorm(blocks + "0.", 128);
    constexpr std::array<std::int64_t, 6> kWidths = {128, 128, 64, 64, 32, 16};
    for (int k = 0; k < 5; ++k) {
        const std::string at = blocks + std::to_string(4 * k + 2) + ".";
        maker.add(at + "weight", {kWidths[k + 1], kWidths[k], 3, 3});
        maker.add(at + "bias", {kWidths[k + 1]});
        maker.addNorm(blocks + std::to_string(4 * k + 3) + ".", kWidths[k + 1]);
    }
    maker.add(blocks + "21.weight", {1, 16, 3, 3});
    maker.add(blocks + "21.bias", {1});
    return maker.take();
}

} // namespace effigy::parity
