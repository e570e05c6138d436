// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/head_layout.h"
#include "head/controls.h"
#include "head/head_model.h"

#include <torch/types.h>

namespace effigy::avatar {

/// Colours of what a mouth shows when it opens; all zero: as they are.
struct MouthPaint {
    double whiteness = 0.0; // of the teeth, -1 stained .. 1 bleached
    double warmth = 0.0;    // of the teeth, -1 bluish .. 1 yellowish
    double cavity = 0.0;    // light in all that is not teeth, stops
    double gums = 0.0;      // -1 pale .. 1 red
    double tongue = 0.0;    // likewise
    bool operator==(const MouthPaint&) const = default;
};

/// What `values` ask for: teethWhiteness, teethWarmth, cavityLight, gumRedness, tongueRedness.
[[nodiscard]] MouthPaint mouthPaintOf(const head::ControlValues& values);

/// Where the parts of the mouth lie in the atlas of a head.
struct MouthTexels {
    torch::Tensor teeth;  // [1, 1, 2P, 2P] f32, 0 or 1; likewise the others
    torch::Tensor gums;   // with roof and walls of the mouth
    torch::Tensor tongue;
};
///   size  2P, texels across the atlas
[[nodiscard]] MouthTexels mouthTexels(const head::HeadModel& model, const generator::HeadLayout& layout, int size);

/// A neural texture whose mouth has been painted. Only the channels that stand for colours change (train/texture_code.h), and only in
/// the mouth's texels, so that nothing else of the head does, from whichever side it is seen.
///   texture  [1, C, P, P] f32, begins with the texture code
/// Nothing to paint: `texture` itself. Throws ContractError on sizes that do not belong together.
[[nodiscard]] torch::Tensor paintedMouth(const torch::Tensor& texture, const MouthTexels& texels, const MouthPaint& paint);

} // namespace effigy::avatar
