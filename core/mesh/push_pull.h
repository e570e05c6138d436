// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

namespace effigy::mesh {

/// Continues `values` smoothly into pixels of low weight: each keeps `weight` of itself and takes the rest from coarser and
/// coarser averages around it. All zero when every weight is.
///   values  any channels
///   weight  1 channel, 0..1, same size
/// Source: Gortler et al. 1996, The Lumigraph, section 3.4 (pull-push).
[[nodiscard]] base::FloatImage pushPull(const base::FloatImage& values, const base::FloatImage& weight);

} // namespace effigy::mesh
