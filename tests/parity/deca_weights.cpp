// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/deca_weights.h"

#include "deca/parameter_list.h"
#include "train/identity_loss.h"
#include "train/mrf_loss.h"

#include <cmath>
#include <string>
#include <vector>

namespace effigy::parity {

namespace {

using deca::ParameterInfo;
using torch::Tensor;

struct Spread {
    double a; // half-width
    double c; // centre
};

Spread spreadOf(const ParameterInfo& info)
{
    const auto ends = [&](const char* text) { return info.name.ends_with(text); };
    if (ends("running_mean") || ends("bias"))
        return {0.1, 0.0};
    if (ends("running_var"))
        return {0.2, 1.0};
    if (info.shape.size() == 1)
        return ends("bn3.weight") ? Spread{0.1, 0.3} : Spread{0.2, 1.0};
    double fanIn = 1.0;
    for (std::size_t axis = 1; axis < info.shape.size(); ++axis)
        fanIn *= static_cast<double>(info.shape[axis]);
    const double a = std::sqrt(6.0 / fanIn);
    return {info.name == "D_detail.conv_blocks.21.weight" ? a / 4.0 : a, 0.0};
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

Tensor formulaTensor(const ParameterInfo& info, std::uint64_t key)
{
    const Spread spread = spreadOf(info);
    Tensor tensor = torch::empty(info.shape, torch::kFloat32);
    const std::int64_t columns = tensor.numel() / tensor.size(0);
    const bool isCode = info.name.starts_with("E_flame.layers.2.");
    const bool isBias = info.name.ends_with("bias");
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        double value =
            spread.c + spread.a * (2.0 * formulaUnit(key, static_cast<std::uint64_t>(i)) - 1.0);
        if (isCode)
            value = value * codeScale(i / columns) + (isBias ? codeShift(i) : 0.0);
        values[i] = static_cast<float>(value);
    }
    return tensor;
}

// `network` stands before each name in the formula only.
tensorio::StateDict formulaNetwork(const std::vector<ParameterInfo>& infos, std::uint64_t seed,
                                   const std::string& network = {})
{
    tensorio::StateDict parameters;
    for (const ParameterInfo& info : infos)
        parameters.set(info.name, formulaTensor(info, formulaKey(network + info.name, seed)));
    return parameters;
}

} // namespace

tensorio::StateDict decaParameters(std::uint64_t seed)
{
    return formulaNetwork(deca::decaParameters(), seed);
}

tensorio::StateDict identityParameters(std::uint64_t seed)
{
    return formulaNetwork(train::identityParameters(), seed, "vggface2.");
}

tensorio::StateDict vggParameters(std::uint64_t seed)
{
    return formulaNetwork(train::vggParameters(), seed, "vgg19.");
}

} // namespace effigy::parity
