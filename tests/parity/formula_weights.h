// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"
#include "tensorio/state_dict.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace effigy::parity {

inline constexpr std::uint64_t kFormulaSeed = 20240601;

/// Weights from a formula (tests/data/next3d-free/README.md, "Weights"): the same on every machine, owned by nobody.
[[nodiscard]] std::uint64_t formulaKey(std::string_view name, std::uint64_t seed = kFormulaSeed);
/// Number `index` of the sequence `key`, 0..1.
[[nodiscard]] double formulaUnit(std::uint64_t key, std::uint64_t index);

/// All tensors that the formula defines for a generator of that config, spare ones too.
[[nodiscard]] tensorio::StateDict formulaParameters(const generator::GeneratorConfig& config);

} // namespace effigy::parity
