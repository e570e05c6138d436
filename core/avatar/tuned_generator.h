// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"

#include <torch/types.h>

namespace effigy::avatar {

/// What Avatar hides from headers that must stay free of torch.
struct TunedGenerator {
    generator::Generator generator;
    torch::Tensor ws; // [1, wsRows, wDim] f32
};

} // namespace effigy::avatar
