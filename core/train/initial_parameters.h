// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/parameter_list.h"
#include "tensorio/state_dict.h"

#include <cstdint>
#include <vector>

namespace effigy::train {

/// Fresh weights of a network whose layers are convolutions, normalisations and linear layers.
/// Equal seeds give equal weights. Source: He et al. 2015 (spread of convolutions); Goyal et al.
/// 2017, Sec. 5.1 (blocks that start as the identity).
[[nodiscard]] tensorio::StateDict initialParameters(const std::vector<deca::ParameterInfo>& list,
                                                    std::uint64_t seed);

} // namespace effigy::train
