// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace effigy::train {

using NamedTensors = std::map<std::string, torch::Tensor>;

/// Parameters that share a learning rate. Each is a leaf that requires a gradient and is updated in place.
struct ParameterGroup {
    std::string name;
    NamedTensors parameters;
    double rateFactor = 1.0; // times the rate given to step(); zero freezes the group and its moments
};

struct AdamOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double clipNorm = 0.0; // largest L2 norm of one group's gradient; 0: unlimited
};

/// Adam over named parameter groups, with state that can be saved and restored exactly.
/// Source: Kingma and Ba 2015, Algorithm 1.
class Adam {
public:
    Adam(std::vector<ParameterGroup> groups, AdamOptions options);

    [[nodiscard]] const std::vector<ParameterGroup>& groups() const { return m_groups; }
    /// Throws ContractError when there is no such group.
    void setRateFactor(const std::string& group, double factor);

    /// One update of every parameter that has a gradient and whose group is not frozen.
    ///   learningRate  before the groups' factors
    void step(double learningRate);
    void zeroGradients();

    /// Moments and step counts: "NAME.first", "NAME.second" as the parameter, "NAME.steps" i64 [1]. Copies.
    [[nodiscard]] NamedTensors state() const;
    /// Throws ContractError when a tensor belongs to no parameter or has another shape.
    void restore(const NamedTensors& state);

private:
    struct Moments {
        torch::Tensor first;
        torch::Tensor second;
        std::int64_t steps = 0;
    };
    [[nodiscard]] double clipFactor(const ParameterGroup& group) const;
    void update(ParameterGroup& group, double rate, double gradientFactor);

    std::vector<ParameterGroup> m_groups;
    AdamOptions m_options;
    std::map<std::string, Moments> m_moments;
};

/// The running average of parameters that is kept instead of the last, noisy step.
class MovingAverage {
public:
    /// Starts at copies of `parameters`.
    explicit MovingAverage(const NamedTensors& parameters);
    /// average = decay * average + (1 - decay) * parameter, for every parameter given at construction.
    void update(const NamedTensors& parameters, double decay);
    [[nodiscard]] const NamedTensors& values() const { return m_values; }
    /// Throws ContractError unless `values` has the same names and shapes.
    void restore(const NamedTensors& values);

private:
    NamedTensors m_values;
};

} // namespace effigy::train
