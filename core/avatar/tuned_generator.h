// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/generator_eye.h"
#include "avatar/mouth_paint.h"
#include "avatar/mouth_shade.h"
#include "generator/generator.h"

#include <torch/types.h>

#include <memory>
#include <optional>

namespace effigy::avatar {

/// What Avatar hides from headers that must stay free of torch.
struct TunedGenerator {
    generator::Generator generator; // parameters and ws on the device where its pictures are computed
    torch::Tensor ws;       // [1, wsRows, wDim] f32
    std::unique_ptr<const GeneratorEye> eye; // never null
    MouthTexels mouth;      // undefined when the neural texture has no colours of known meaning
    std::optional<MouthShade> shade; // of that mouth
};

} // namespace effigy::avatar
