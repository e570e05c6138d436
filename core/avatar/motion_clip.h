// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

class Track;
struct Timeline;

using MotionTracks = std::map<std::string, Track, std::less<>>; // by control id; none is empty

/// What a clip does with what lies beneath it.
enum class ClipBlend {
    Mix, // leads towards its own values
    Add, // adds how far its values are from neutral
};

inline constexpr double kMaxClipWeight = 2.0;
inline constexpr double kMinClipSpeed = 0.05;
inline constexpr double kMaxClipSpeed = 20.0;
inline constexpr double kMaxClipRepeats = 1000.0;
inline constexpr double kShortestClip = 1.0 / 240.0; // seconds that are played, before repeats

/// Where and how a clip plays. Times of the motion count from its first key.
struct ClipPlace {
    double start = 0.0;   // moment of the timeline at which it begins, seconds, not negative
    double from = 0.0;    // what of the motion is played, seconds of the motion: the rest is trimmed
    double to = 1.0;
    double speed = 1.0;   // kMinClipSpeed..kMaxClipSpeed; 2: in half the time
    double repeats = 1.0; // times that it is played, above 0; need not be whole
    double weight = 1.0;  // 0..kMaxClipWeight
    double fadeIn = 0.0;  // seconds in which the weight grows from 0, and falls to 0; within the clip
    double fadeOut = 0.0;
    ClipBlend blend = ClipBlend::Mix;
    bool isMuted = false;
    /// How long it is on the timeline, seconds.
    [[nodiscard]] double seconds() const { return (to - from) / speed * repeats; }
    [[nodiscard]] double end() const { return start + seconds(); }
    bool operator==(const ClipPlace&) const = default;
};

/// A piece of motion that lies on the timeline as one thing. Its motion is shared and never changes.
struct MotionClip {
    ClipPlace place;
    std::shared_ptr<const MotionTracks> motion;
};
/// Same place and same motion.
[[nodiscard]] bool operator==(const MotionClip& a, const MotionClip& b);

/// By name, which no two clips of a timeline share.
using MotionClips = std::map<std::string, MotionClip, std::less<>>;

/// Moment of the last key, seconds; 0 without keys.
[[nodiscard]] double motionSeconds(const MotionTracks& motion);

/// How strongly a clip acts at `time` of the timeline: its weight by its fades, 0 outside of it or when it is muted.
[[nodiscard]] double clipWeightAt(const ClipPlace& place, double time);

/// Names in the order in which clips are laid: those that begin earlier lie beneath, of two that begin together the one whose name comes
/// first.
[[nodiscard]] std::vector<std::string> clipOrder(const MotionClips& clips);

/// Lays one clip over `values` as it is at `time`, clamped to the hard ranges.
void layClip(const MotionClip& clip, double time, head::ControlValues& values);

/// Lays all of them in their order.
void layClips(const MotionClips& clips, double time, head::ControlValues& values);

/// What one clip makes of a control.
struct ClipMove {
    std::string clip;  // its name
    double from = 0.0; // what lies beneath the clip
    double to = 0.0;
    bool operator==(const ClipMove&) const = default;
};

/// By control id, the lowest clip first.
using ClipMoves = std::map<std::string, std::vector<ClipMove>, std::less<>>;

/// What the clips that act at `time` make of `beneath`, the controls without them. The last move of each control leads to what shows.
[[nodiscard]] ClipMoves clipMoves(const MotionClips& clips, double time, head::ControlValues beneath);

/// Those of one control; empty: no clip moves it.
[[nodiscard]] std::vector<ClipMove> movesOf(const ClipMoves& moves, std::string_view id);

/// What must lie beneath the clips of `timeline` so that `id` is `shown` at `time`; nothing when a clip of full weight hides it.
///   returns  `shown` itself where no clip moves it
[[nodiscard]] std::optional<double> beneathClips(const Timeline& timeline, std::string_view id, double shown, double time);

} // namespace effigy::avatar
