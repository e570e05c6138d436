// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <cstddef>
#include <span>
#include <vector>

namespace effigy::invert {

/// How `tuned` differs from `shared`, as safetensors with f16 differences. Tensors whose root mean square change is below
/// 1e-5 of their own root mean square are left out, as are integer tensors; a tensor that `shared` lacks counts as a
/// difference from zero.
/// Throws ContractError when a tensor has another shape in the two.
[[nodiscard]] std::vector<std::byte> encodeWeightDelta(const tensorio::StateDict& tuned, const tensorio::StateDict& shared);

/// `shared` plus `strength` times the differences in `delta`; tensors that are not named in it are shared, not copied.
/// Throws Error "model_refused" when `delta` is no safetensors or belongs to a generator of other sizes.
[[nodiscard]] tensorio::StateDict applyWeightDelta(const tensorio::StateDict& shared, std::span<const std::byte> delta,
                                                  double strength = 1.0);

} // namespace effigy::invert
