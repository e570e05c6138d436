// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parity/formula_weights.h"
#include "tensorio/state_dict.h"

namespace effigy::parity {

/// E_flame, E_detail and D_detail with the weights of the DECA set's README ("Seeded weights"),
/// names with the network's.
[[nodiscard]] tensorio::StateDict decaParameters(std::uint64_t seed = kFormulaSeed);

/// The network that recognises faces, names without prefix.
[[nodiscard]] tensorio::StateDict identityParameters(std::uint64_t seed = kFormulaSeed);

/// VGG-19 as far as its losses need it, names without prefix.
[[nodiscard]] tensorio::StateDict vggParameters(std::uint64_t seed = kFormulaSeed);

} // namespace effigy::parity
