// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/formula_weights.h"

#include "generator/fir.h"

#include <string>

namespace effigy::parity {

namespace {

using torch::Tensor;

std::uint64_t mix(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

struct Spread {
    double a; // half-width
    double c; // centre
};

Spread spreadOf(const std::string& name)
{
    constexpr double kUnitVariance = 1.7320508075688772;
    const auto ends = [&](const char* text) { return name.ends_with(text); };
    const auto has = [&](const char* text) { return name.find(text) != std::string::npos; };
    if (ends(".noise_const") || ends(".const"))
        return {kUnitVariance, 0.0};
    if (ends(".w_avg"))
        return {0.5, 0.0};
    if (ends(".noise_strength"))
        return {0.2, 0.0};
    if (ends("affine.bias"))
        return {0.3, 1.0};
    if (has(".mapping.fc") && ends("bias"))
        return {30.0, 0.0};
    if (ends("bias"))
        return {0.3, 0.0};
    if (has(".mapping.fc"))
        return {173.20508075688772, 0.0};
    if (name.starts_with("mouth_backbone.synthesis.fusion."))
        return {0.8660254037844386, 0.0};
    if (name.starts_with("superresolution.") && has(".torgb."))
        return {0.5773502691896257, 0.0};
    return {kUnitVariance, 0.0};
}

Tensor formulaTensor(const std::string& name, const std::vector<std::int64_t>& shape)
{
    const Spread spread = spreadOf(name);
    const std::uint64_t key = formulaKey("G_ema." + name);
    Tensor tensor = torch::empty(shape);
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        values[i] = static_cast<float>(spread.c + spread.a * (2.0 * formulaUnit(key, static_cast<std::uint64_t>(i)) - 1.0));
    return tensor;
}

} // namespace

std::uint64_t formulaKey(std::string_view name, std::uint64_t seed)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char byte : name)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    return mix(seed ^ hash);
}

double formulaUnit(std::uint64_t key, std::uint64_t index)
{
    constexpr std::uint64_t kPeriod = 4093;
    return static_cast<double>(mix(key + index % kPeriod) >> 40) * 0x1p-24;
}

tensorio::StateDict formulaParameters(const generator::GeneratorConfig& config)
{
    tensorio::StateDict parameters;
    for (const auto& info : generator::parameterList(config, generator::Spare::Included)) {
        const bool isFilter = info.initial == generator::Initial::Fir;
        parameters.set(info.name, isFilter ? generator::smoothFilter() : formulaTensor(info.name, info.shape));
    }
    parameters.at("decoder.net.2.weight")[0].mul_(8.0);
    parameters.at("decoder.net.2.bias")[0].fill_(2.0);
    return parameters;
}

} // namespace effigy::parity
