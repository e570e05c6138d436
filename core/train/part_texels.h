// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/head_layout.h"
#include "head/head_model.h"

#include <torch/types.h>

#include <string>
#include <vector>

namespace effigy::train {

/// Texels of the atlas on which parts of a head lie.
///   materials  of the head's parts, such as "teeth"; one that the head lacks has no texels
///   returns    [1, K, size, size] f32, 0 or 1, a channel for each material
[[nodiscard]] torch::Tensor partTexels(const head::HeadModel& model, const generator::HeadLayout& layout, const std::vector<std::string>& materials,
                                       int size);

} // namespace effigy::train
