// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/weight_delta.h"

#include "base/error.h"

#include <algorithm>
#include <string>

namespace effigy::invert {
namespace {

constexpr double kLeastChange = 1e-5; // of a tensor's own root mean square

double rootMeanSquare(const torch::Tensor& values)
{
    return values.numel() == 0 ? 0.0 : values.to(torch::kFloat64).square().mean().sqrt().item<double>();
}

} // namespace

std::vector<std::byte> encodeWeightDelta(const tensorio::StateDict& tuned, const tensorio::StateDict& shared)
{
    const torch::NoGradGuard noGrad;
    tensorio::StateDict delta;
    for (const auto& [name, tensor] : tuned) {
        if (!tensor.is_floating_point())
            continue;
        const auto* before = shared.find(name);
        base::require(before == nullptr || before->sizes() == tensor.sizes(), "tuned weights of the shared shape");
        const auto change = before != nullptr ? tensor.detach() - *before : tensor.detach();
        const double size = before != nullptr ? rootMeanSquare(*before) : 0.0;
        if (rootMeanSquare(change) > kLeastChange * std::max(size, 1e-3))
            delta.set(name, change.to(torch::kFloat16));
    }
    return tensorio::encodeStateFile(delta, {{"effigy", "weight delta"}});
}

tensorio::StateDict applyWeightDelta(const tensorio::StateDict& shared, std::span<const std::byte> delta, double strength)
{
    const torch::NoGradGuard noGrad;
    auto weights = shared;
    for (const auto& [name, change] : tensorio::decodeStateFile(delta, "the avatar's weights").tensors) {
        const auto* before = shared.find(name);
        if (before != nullptr && before->sizes() != change.sizes())
            throw base::Error("model_refused", "The avatar's weights belong to another generator: " + name,
                              "Invert the photo again with the generator that is installed");
        auto difference = change.to(torch::kFloat32);
        if (strength != 1.0)
            difference.mul_(strength);
        weights.set(name, before != nullptr ? before->detach() + difference : difference);
    }
    return weights;
}

} // namespace effigy::invert
