// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/initial_parameters.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

namespace effigy::train {
namespace {

using tensorio::StateDict;
using torch::Tensor;

Tensor initialTensor(const deca::ParameterInfo& info, const at::Generator& random)
{
    const auto options = torch::TensorOptions(torch::kFloat32);
    if (info.shape.size() == 4) // a convolution: outputs of unit variance after ReLU
        return at::randn(info.shape, random, options) *
               std::sqrt(2.0 / static_cast<double>(info.shape[0] * info.shape[2] * info.shape[3]));
    if (info.shape.size() == 2)
        return (at::rand(info.shape, random, options) * 2.0 - 1.0) /
               std::sqrt(static_cast<double>(info.shape[1]));
    const bool isScale = info.name.ends_with("weight") || info.name.ends_with("running_var");
    const bool endsBlock = info.name.ends_with("bn3.weight");
    return isScale && !endsBlock ? at::ones(info.shape, options) : at::zeros(info.shape, options);
}

} // namespace

StateDict initialParameters(const std::vector<deca::ParameterInfo>& list, std::uint64_t seed)
{
    const at::Generator random = at::detail::createCPUGenerator(seed);
    StateDict parameters;
    for (const deca::ParameterInfo& info : list)
        parameters.set(info.name, initialTensor(info, random));
    return parameters;
}

} // namespace effigy::train
