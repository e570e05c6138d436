// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"
#include "train/adam.h"

#include <vector>

namespace effigy::train {

/// The parameters of all groups under their names.
[[nodiscard]] NamedTensors allOf(const std::vector<ParameterGroup>& groups);

/// What an optimisation must keep to go on as if it had never stopped: "weight/NAME", "average/NAME" and "adam/NAME.first",
/// ".second", ".steps", copies on the CPU.
///   weights  of the network: trained ones, and buffers that change
///   average  null: none is kept
[[nodiscard]] NamedTensors stateOf(const NamedTensors& weights, const Adam& adam, const MovingAverage* average = nullptr);

/// Goes back to what stateOf() told, in place and on the tensors' own devices. What belongs to nothing is passed over.
/// Throws Error "model_refused" when a weight or an average is missing or has another shape, or an optimiser's state has
/// no parameter.
void restoreState(const NamedTensors& state, const NamedTensors& weights, Adam& adam, MovingAverage* average = nullptr);

/// The same tensors as a file's content, and back.
[[nodiscard]] tensorio::StateDict stateDict(const NamedTensors& tensors);
[[nodiscard]] NamedTensors namedTensors(const tensorio::StateDict& state);

} // namespace effigy::train
