// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

namespace effigy::parity {

/// E_flame, E_detail and D_detail with the weights of the DECA set's README ("Seeded weights"),
/// names with the network's.
[[nodiscard]] tensorio::StateDict decaParameters();

} // namespace effigy::parity
