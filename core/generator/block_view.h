// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/neural_texture.h"

#include <torch/types.h>

namespace effigy::generator {

/// How far a place may go from one texel of a view to the next, of 2, without a leap: several texels of a texture as fine as the view.
///   grid  [N, S, S, 2]
[[nodiscard]] float leapOf(const torch::Tensor& grid);

/// seenBlocks of texture_blocks.h on the CPU without gradient, texel by texel: in a fraction of the time, because it makes no picture that is
/// not looked at.
[[nodiscard]] torch::Tensor seenTexelByTexel(const torch::Tensor& texture, const torch::Tensor& grid, View view);

} // namespace effigy::generator
