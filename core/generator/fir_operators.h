// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/fir_kernel.h"

#include <torch/types.h>

namespace effigy::generator {

/// What runFir does, by torch's operators: for other devices than the CPU. Sums of shifted pictures; a convolution of one channel
/// with one channel would take many times as long on a GPU.
///   x        [N, C, H, W] f32
///   padding  zeros on each side, of Smooth
[[nodiscard]] torch::Tensor firWithOperators(const torch::Tensor& x, FirMode mode, int padding);

} // namespace effigy::generator
