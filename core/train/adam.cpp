// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/adam.h"

#include "base/error.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>

namespace effigy::train {
namespace {

bool hasSuffix(const std::string& text, const std::string& suffix)
{
    return text.size() > suffix.size() && text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

} // namespace

Adam::Adam(std::vector<ParameterGroup> groups, AdamOptions options)
    : m_groups(std::move(groups)), m_options(options)
{
    for (const auto& group : m_groups)
        for (const auto& [name, parameter] : group.parameters) {
            base::require(parameter.is_leaf() && parameter.requires_grad(), "Adam updates leaves that require a gradient");
            base::require(m_moments.emplace(name, Moments{}).second, "a parameter belongs to one group");
        }
}

void Adam::setRateFactor(const std::string& name, double factor)
{
    for (auto& group : m_groups)
        if (group.name == name) {
            group.rateFactor = factor;
            return;
        }
    base::require(false, "no such parameter group");
}

double Adam::clipFactor(const ParameterGroup& group) const
{
    if (m_options.clipNorm <= 0.0)
        return 1.0;
    torch::Tensor squares;
    for (const auto& [name, parameter] : group.parameters) {
        if (!parameter.grad().defined())
            continue;
        const auto square = parameter.grad().square().sum();
        squares = squares.defined() ? squares + square : square;
    }
    if (!squares.defined())
        return 1.0;
    const double norm = std::sqrt(squares.item<double>());
    return norm > m_options.clipNorm ? m_options.clipNorm / norm : 1.0;
}

// All parameters at once: on a GPU hundreds of small ones would take longer to ask for than to compute.
void Adam::update(ParameterGroup& group, double rate, double gradientFactor)
{
    std::map<std::int64_t, std::array<std::vector<torch::Tensor>, 4>> byAge; // parameters, gradients, first and second moments
    for (auto& [name, parameter] : group.parameters) {
        if (!parameter.grad().defined())
            continue;
        auto& moments = m_moments.at(name);
        if (!moments.first.defined()) {
            moments.first = torch::zeros_like(parameter);
            moments.second = torch::zeros_like(parameter);
        }
        auto& [parameters, gradients, first, second] = byAge[++moments.steps];
        parameters.push_back(parameter);
        gradients.push_back(gradientFactor == 1.0 ? parameter.grad() : parameter.grad() * gradientFactor);
        first.push_back(moments.first);
        second.push_back(moments.second);
    }
    for (auto& [steps, tensors] : byAge) {
        auto& [parameters, gradients, first, second] = tensors;
        at::_foreach_mul_(first, m_options.beta1);
        at::_foreach_add_(first, gradients, 1.0 - m_options.beta1);
        at::_foreach_mul_(second, m_options.beta2);
        at::_foreach_addcmul_(second, gradients, gradients, 1.0 - m_options.beta2);
        const auto n = static_cast<double>(steps);
        auto spread = at::_foreach_sqrt(second);
        at::_foreach_div_(spread, std::sqrt(1.0 - std::pow(m_options.beta2, n)));
        at::_foreach_add_(spread, m_options.epsilon);
        at::_foreach_addcdiv_(parameters, first, spread, -rate / (1.0 - std::pow(m_options.beta1, n)));
    }
}

void Adam::step(double learningRate)
{
    const torch::NoGradGuard noGrad;
    for (auto& group : m_groups) {
        const double rate = learningRate * group.rateFactor;
        if (rate == 0.0)
            continue;
        update(group, rate, clipFactor(group));
    }
}

void Adam::zeroGradients()
{
    for (auto& group : m_groups)
        for (auto& [name, parameter] : group.parameters)
            parameter.mutable_grad() = torch::Tensor();
}

NamedTensors Adam::state() const
{
    NamedTensors state;
    for (const auto& [name, moments] : m_moments) {
        if (!moments.first.defined())
            continue;
        state[name + ".first"] = moments.first.clone();
        state[name + ".second"] = moments.second.clone();
        state[name + ".steps"] = at::full({1}, moments.steps, torch::kInt64);
    }
    return state;
}

void Adam::restore(const NamedTensors& state)
{
    std::map<std::string, torch::Tensor> parameters;
    for (const auto& group : m_groups)
        parameters.insert(group.parameters.begin(), group.parameters.end());
    for (const auto& [key, value] : state) {
        const auto name = key.substr(0, key.rfind('.'));
        const auto found = parameters.find(name);
        base::require(found != parameters.end(), "Adam state of a parameter that is not trained");
        auto& moments = m_moments.at(name);
        if (hasSuffix(key, ".steps")) {
            moments.steps = value.item<std::int64_t>();
            continue;
        }
        base::require(value.sizes() == found->second.sizes(), "Adam state of another shape");
        (hasSuffix(key, ".first") ? moments.first : moments.second) = value.to(found->second.device()).clone();
    }
}

MovingAverage::MovingAverage(const NamedTensors& parameters)
{
    for (const auto& [name, parameter] : parameters)
        m_values[name] = parameter.detach().clone();
}

void MovingAverage::update(const NamedTensors& parameters, double decay)
{
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> values, latest;
    for (auto& [name, value] : m_values) {
        values.push_back(value);
        latest.push_back(parameters.at(name).detach());
    }
    at::_foreach_mul_(values, decay);
    at::_foreach_add_(values, latest, 1.0 - decay);
}

void MovingAverage::restore(const NamedTensors& values)
{
    base::require(values.size() == m_values.size(), "average of other parameters");
    for (auto& [name, value] : m_values) {
        const auto found = values.find(name);
        base::require(found != values.end() && found->second.sizes() == value.sizes(), "average of other parameters");
        value = found->second.to(value.device()).clone();
    }
}

} // namespace effigy::train
