// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"

#include <cstdint>

namespace effigy::avatar {

/// Small movements that make a still head look alive, as keys over the timeline's range. The same seed gives the same keys.
/// Motion ends as it begins, so that a loop shows no seam.

struct BlinkOptions {
    double perMinute = 16.0;     // on average; resting adults blink 10 to 20 times
    double closingSeconds = 0.09;
    double openingSeconds = 0.18;
    double doubleShare = 0.12;   // of blinks that are followed by a second one at once
    std::uint64_t seed = 1;
};

/// `timeline` with blinks of both eyes. Their peaks lie on frames, so that no film misses them; keys that the two tracks had in
/// the range go. Between blinks the lids are as `rest` has them.
/// Throws Error "unsupported" when a rate or duration is not positive, or blinks would overlap.
[[nodiscard]] Timeline withBlinks(const Timeline& timeline, const head::ControlValues& rest, const BlinkOptions& options);

struct FidgetOptions {
    double headDeg = 1.2;        // how far the head drifts, degrees; 0: not at all
    double gazeDeg = 1.5;        // how far the eyes jump
    double secondsPerJump = 0.9; // between jumps of the eyes, on average
    double secondsPerDrift = 1.6;// between turns of the head's drift
    std::uint64_t seed = 1;
};

/// `timeline` with a drifting head (headYaw, headPitch, headRoll) and small jumps of the gaze (gazeYaw, gazePitch) about `rest`.
/// Keys that these tracks had in the range go.
/// Throws Error "unsupported" when an interval is not positive or an angle is negative.
[[nodiscard]] Timeline withFidgets(const Timeline& timeline, const head::ControlValues& rest, const FidgetOptions& options);

} // namespace effigy::avatar
