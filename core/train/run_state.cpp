// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/run_state.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <string>

namespace effigy::train {
namespace {

using torch::Tensor;

constexpr const char* kWeight = "weight/";
constexpr const char* kAverage = "average/";
constexpr const char* kAdam = "adam/";

[[noreturn]] void refuse(const std::string& why)
{
    throw base::Error("model_refused", "A checkpoint cannot be resumed from: " + why,
                      "Give the options that it was begun with, or another checkpoint");
}

const Tensor& found(const NamedTensors& state, const std::string& name, const Tensor& like)
{
    const auto at = state.find(name);
    if (at == state.end() || at->second.sizes() != like.sizes())
        refuse(name + " is missing or has another shape");
    return at->second;
}

} // namespace

NamedTensors allOf(const std::vector<ParameterGroup>& groups)
{
    NamedTensors all;
    for (const auto& group : groups)
        all.insert(group.parameters.begin(), group.parameters.end());
    return all;
}

NamedTensors stateOf(const NamedTensors& weights, const Adam& adam, const MovingAverage* average)
{
    NamedTensors state;
    const auto put = [&](const std::string& prefix, const NamedTensors& tensors) {
        for (const auto& [name, tensor] : tensors)
            state[prefix + name] = tensor.detach().to(torch::kCPU).clone(at::MemoryFormat::Contiguous);
    };
    put(kWeight, weights);
    if (average != nullptr)
        put(kAverage, average->values());
    put(kAdam, adam.state());
    return state;
}

void restoreState(const NamedTensors& state, const NamedTensors& weights, Adam& adam, MovingAverage* average)
{
    const torch::NoGradGuard noGrad;
    const NamedTensors trained = allOf(adam.groups());
    NamedTensors moments, averages;
    for (const auto& [name, tensor] : state) {
        if (!name.starts_with(kAdam))
            continue;
        const std::string key = name.substr(std::string(kAdam).size());
        const auto of = trained.find(key.substr(0, key.rfind('.')));
        if (of == trained.end() || (!key.ends_with(".steps") && of->second.sizes() != tensor.sizes()))
            refuse(name + " has no parameter of its shape");
        moments.emplace(key, tensor);
    }
    if (average != nullptr)
        for (const auto& [name, tensor] : average->values())
            averages.emplace(name, found(state, kAverage + name, tensor));
    for (const auto& [name, tensor] : weights)
        (void)found(state, kWeight + name, tensor); // refused before anything is changed
    for (const auto& [name, tensor] : weights)
        Tensor(tensor).copy_(state.at(kWeight + name));
    if (average != nullptr)
        average->restore(averages);
    adam.restore(moments);
}

tensorio::StateDict stateDict(const NamedTensors& tensors)
{
    tensorio::StateDict state;
    for (const auto& [name, tensor] : tensors)
        state.set(name, tensor);
    return state;
}

NamedTensors namedTensors(const tensorio::StateDict& state)
{
    return {state.begin(), state.end()};
}

} // namespace effigy::train
