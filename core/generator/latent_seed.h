// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace effigy::generator {

/// The latent that a seed stands for in the published scripts: numbers of a standard normal
/// distribution, Mersenne Twister and Marsaglia's polar method, as numpy's RandomState(seed).randn.
///   returns [1, count] f64
/// Source: Matsumoto and Nishimura 1998; Marsaglia and Bray 1964.
[[nodiscard]] torch::Tensor latentOfSeed(std::uint32_t seed, int count);

} // namespace effigy::generator
