// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/ray_marcher.h"

#include <torch/types.h>

// Parts of the volume rendering from torch's own operators, for devices that our kernels do not know. Each gives what its
// namesake gives, to rounding, for the same arguments.

namespace effigy::generator {

/// As marchRays().
[[nodiscard]] March marchWithOperators(const torch::Tensor& colours, const torch::Tensor& density, const torch::Tensor& depths,
                                       bool whiteBack);

/// As importanceDepths().
[[nodiscard]] torch::Tensor importanceDepthsWithOperators(const torch::Tensor& depths, const torch::Tensor& weights,
                                                          const torch::Tensor& draws);

} // namespace effigy::generator
