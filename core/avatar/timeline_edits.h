// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace effigy::avatar {

/// Changes of a timeline, each as a function from one timeline to the next; Edit::changeTimeline makes them undoable.

/// A key by its control and moment.
struct KeyRef {
    std::string id;
    double time = 0.0;
    auto operator<=>(const KeyRef&) const = default;
};
using KeySelection = std::set<KeyRef>;

/// A timeline with keys chosen in it.
struct EditedTimeline {
    Timeline timeline;
    KeySelection selection; // where the chosen keys lie now
};

/// A key of `id` with `value`, clamped to the control's hard range. One that is there keeps its tangent and handles; a new one
/// continues the span it falls into: linear spans stay linear, held ones held.
/// Throws Error "unsupported" on an unknown control, naming the nearest, or a time outside of the timeline.
[[nodiscard]] Timeline withKey(Timeline timeline, std::string_view id, double time, double value);
/// The same with a tangent of its own.
[[nodiscard]] Timeline withKey(Timeline timeline, std::string_view id, double time, double value, Tangent tangent);

/// Keys for a whole pose at `time`: for values that differ from `from`, what the controls are there now, and for those that have a
/// track already. Throws as withKey.
[[nodiscard]] Timeline withPose(Timeline timeline, std::span<const std::pair<std::string, double>> values,
                                const head::ControlValues& from, double time);

/// A key on the curve of `id`, so that the curve keeps its course: a span with handles of its own is divided exactly (de
/// Casteljau). Unchanged if `id` has no keys, or one at that moment already.
[[nodiscard]] Timeline withKeyOnCurve(Timeline timeline, std::string_view id, double time);

/// Without the chosen keys; a track that loses its last key goes. Keys that are not there are ignored.
[[nodiscard]] Timeline withoutKeys(Timeline timeline, const KeySelection& keys);
/// Without all keys of these controls.
[[nodiscard]] Timeline withoutTracks(Timeline timeline, const std::vector<std::string>& ids);

/// The chosen keys moved by `seconds` and `value`, not before 0 and not beyond the hard ranges. They replace keys that they land on.
[[nodiscard]] EditedTimeline moved(const Timeline& timeline, const KeySelection& keys, double seconds, double value);

/// The chosen keys spread about a centre in time and value; handles grow with them.
///   timeFactor  above 0
///   valueFactor any; 0 flattens, below 0 turns upside down
/// Throws ContractError when timeFactor is not positive.
struct KeyScale {
    double aroundTime = 0.0;
    double timeFactor = 1.0;
    double aroundValue = 0.0;
    double valueFactor = 1.0;
};
[[nodiscard]] EditedTimeline scaled(const Timeline& timeline, const KeySelection& keys, const KeyScale& scale);

/// How the curve goes on from the chosen keys.
[[nodiscard]] Timeline withTangents(Timeline timeline, const KeySelection& keys, Tangent tangent);
/// Automatic handles that become manual start where they are.
[[nodiscard]] Timeline withHandles(Timeline timeline, const KeySelection& keys, Handles handles);

enum class HandleSide { In, Out };
/// One handle of one key, as seen from the key. An automatic key becomes aligned; the other handle of an aligned key turns
/// with it and keeps its length in time. Throws ContractError when there is no such key.
[[nodiscard]] Timeline withHandle(Timeline timeline, const KeyRef& key, HandleSide side, const Handle& handle);

/// Keys cut out for the clipboard: times count from the earliest of them.
using KeyClip = std::map<std::string, std::vector<Key>, std::less<>>;
[[nodiscard]] KeyClip copied(const Timeline& timeline, const KeySelection& keys);
/// With the keys of `clip` from `time` on; they replace what they meet. The selection is what was pasted.
[[nodiscard]] EditedTimeline pasted(Timeline timeline, const KeyClip& clip, double time);

/// Times and handles of all keys, places of clips and the range, times `factor` (above 0): the same motion, slower or faster. Clips keep
/// within the speeds that they can have.
[[nodiscard]] Timeline retimed(const Timeline& timeline, double factor);

/// Left and right of the face exchanged, by the controls' mirrors, in clips as well.
[[nodiscard]] Timeline mirrored(const Timeline& timeline);

/// Every key of the timeline, or those within a span of time.
[[nodiscard]] KeySelection allKeys(const Timeline& timeline);
[[nodiscard]] KeySelection keysWithin(const Timeline& timeline, double from, double to);

/// Sets frames a second or the range. Throws Error "unsupported" on a rate outside kMinFps..kMaxFps, or a range that is empty,
/// begins before 0 or ends after kLongestTimeline.
[[nodiscard]] Timeline withFps(Timeline timeline, double fps);
[[nodiscard]] Timeline withRange(Timeline timeline, double start, double end);

/// With `sound` instead of the one that is there. Throws Error "unsupported" when it begins more than kLongestTimeline before
/// or after 0.
[[nodiscard]] Timeline withSound(Timeline timeline, SoundTrack sound);
/// With its sound beginning at `start`, kept within what withSound takes. Throws ContractError without a sound.
[[nodiscard]] Timeline withSoundStart(Timeline timeline, double start);
/// Throws ContractError without a sound.
[[nodiscard]] Timeline withSoundMuted(Timeline timeline, bool isMuted);
[[nodiscard]] Timeline withoutSound(Timeline timeline);

} // namespace effigy::avatar
