// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

namespace effigy::mesh {

/// How far every pixel's centre is from the nearest one at which `picture` (1 channel) is
/// `threshold` or more: pixels, exact, 0 there; a number beyond all pictures where there is no such
/// pixel. Throws ContractError unless `picture` has one channel. Source: Felzenszwalb and
/// Huttenlocher 2012, Algorithm 1.
[[nodiscard]] base::FloatImage distanceField(const base::FloatImage& picture, float threshold);

} // namespace effigy::mesh
