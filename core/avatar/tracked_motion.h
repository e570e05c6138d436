// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"
#include "reconstruct/clip_tracker.h"

namespace effigy::avatar {

/// What of a tracked motion is wanted.
struct MotionParts {
    bool hasFace = true;
    bool hasGaze = true;
    bool hasHead = true;
};

/// The motion of `clip` as a timeline of its own: linear keys on frames, from 0 on, a track for every control.
///   fps  frames a second, kMinFps..kMaxFps
/// Throws ContractError when the clip has no moment.
[[nodiscard]] Timeline timelineOf(const reconstruct::TrackedClip& clip, double fps);

/// The rate of `clip` as a timeline can have it: its own, to a thousandth; 24 when it is not known.
[[nodiscard]] double frameRateOf(const reconstruct::TrackedClip& clip);

/// The wanted tracks of `motion` with fewer keys, within `tolerance` (as simplified() has it; 0: all keys). What does not move
/// becomes a single key.
[[nodiscard]] Timeline editable(const Timeline& motion, const MotionParts& parts, double tolerance);

/// `timeline` with `motion` in the place of what its controls did: their tracks are replaced, those that would move the same part
/// twice go (looks of the eyes beside the gaze, angles of the jaw beside its shapes), rate and range become the motion's.
/// Controls that stay at neutral get no track unless `rest` has them elsewhere.
[[nodiscard]] Timeline withMotion(Timeline timeline, const Timeline& motion, const head::ControlValues& rest);

} // namespace effigy::avatar
