// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <torch/types.h>

#include <span>

namespace effigy::train {

/// A linear model of colours in a UV atlas.
struct AlbedoSpace {
    torch::Tensor mean;  // [3, S, S] f32 RGB 0..1
    torch::Tensor basis; // [3, S, S, count] f32 per standard deviation, by falling variance
};

/// The principal components of some people's atlases.
///   albedos  [N] RGB pictures of one size, N > count
///   count    components that are kept
/// Throws ContractError on other shapes.
[[nodiscard]] AlbedoSpace albedoSpace(std::span<const base::Image> albedos, int count);

} // namespace effigy::train
