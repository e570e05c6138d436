// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"
#include "synth/seeded_random.h"

namespace effigy::synth {

/// A moment of a face in motion: moods, speech, single muscles; both sides alike but for a little, sometimes for a lot; lids
/// and gaze on top. Every control stays between 0 and 1, and only the 52 are used.
[[nodiscard]] head::ControlValues sampleExpression(SeededRandom& random);

} // namespace effigy::synth
