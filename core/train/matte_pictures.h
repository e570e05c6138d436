// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "train/matte_feed.h"

#include <torch/types.h>

namespace effigy::train {

/// What a network that mattes heads sees, and what it should tell.
struct MatteExamples {
    torch::Tensor pictures; // [B, 3, S, S] f32 RGB, sRGB 0..1
    torch::Tensor cues;     // [B, 5, S, S] f32, as encoder::cuesOf()
    torch::Tensor shares;   // [B, 4, S, S] f32, in the order of encoder::MatteClass, summing to 1
};

/// Photographs cut-outs before hard backdrops, no two times alike: moved, turned and mirrored, with
/// hair that waves, frays and spreads further, other colours of hair and clothes, light that comes
/// round the edge, other people beside them, and the camera's faults. Draws from torch's generator
/// of the cut-outs' device.
[[nodiscard]] MatteExamples photographed(const KnownCutOuts& cutOuts);

} // namespace effigy::train
