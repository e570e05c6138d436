// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/motion_clip.h"
#include "avatar/sound_track.h"
#include "head/controls.h"

#include <cstddef>
#include <functional>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::avatar {

/// How a curve goes on from a key to the next one.
enum class Tangent { Bezier, Linear, Hold };

/// Who decides where the handles of a key lie.
enum class Handles {
    Auto,    // computed from the neighbours: smooth, never beyond their values, level at peaks and ends
    Aligned, // by hand, both on one line through the key
    Free,    // by hand, each for itself
};

/// Where a handle lies, as seen from its key.
struct Handle {
    double time = 0.0; // seconds
    double value = 0.0;
    bool operator==(const Handle&) const = default;
};

/// A value that a control has at one moment.
struct Key {
    double time = 0.0; // seconds, not negative
    double value = 0.0;
    Tangent tangent = Tangent::Bezier;
    Handles handles = Handles::Auto;
    Handle in;  // towards the key before, time <= 0; unused while `handles` is Auto
    Handle out; // towards the key after, time >= 0; unused while `handles` is Auto
    bool operator==(const Key&) const = default;
};

/// Keys closer than this are the same moment, seconds.
inline constexpr double kSameMoment = 1e-6;

/// The keys of one control in order of time, never two of one moment.
class Track {
public:
    Track() = default;
    /// Of two keys at one moment the later in the list stays. Throws Error "unsupported" on a time that is negative, or a
    /// number that is not finite.
    explicit Track(std::vector<Key> keys);

    [[nodiscard]] std::span<const Key> keys() const { return m_keys; }
    [[nodiscard]] bool isEmpty() const { return m_keys.empty(); }

    /// The curve at `time`: the first key's value before it, the last key's after it. Throws ContractError without keys.
    [[nodiscard]] double valueAt(double time) const;

    /// Index of the key at that moment.
    [[nodiscard]] std::optional<std::size_t> find(double time) const;
    /// Index of the first key at `time` or later; the number of keys when there is none.
    [[nodiscard]] std::size_t firstFrom(double time) const;
    /// Time of the nearest key clearly before or after `time`.
    [[nodiscard]] std::optional<double> timeBefore(double time) const;
    [[nodiscard]] std::optional<double> timeAfter(double time) const;

    /// The handles of a key as they act: computed if automatic, and no longer than the span they reach into. What reaches
    /// beyond the first or last key is a third of the neighbouring span. Throws ContractError beyond the last key.
    [[nodiscard]] Handle inHandle(std::size_t index) const;
    [[nodiscard]] Handle outHandle(std::size_t index) const;

    /// Adds `key`, or replaces the one at that moment. Throws as the constructor.
    void insert(const Key& key);
    /// Returns whether there was one.
    bool erase(double time);

    bool operator==(const Track&) const = default;

private:
    std::vector<Key> m_keys;
};

/// How controls move in time. A plain value; core/avatar/timeline_edits.h changes it.
struct Timeline {
    double fps = 24.0;  // frames a second: what keys snap to, and what films are made with
    double start = 0.0; // seconds; what is played and exported is start <= t < end
    double end = 5.0;
    std::map<std::string, Track, std::less<>> tracks; // by control id; none is empty
    std::optional<SoundTrack> sound = {};
    MotionClips clips = {}; // laid over the tracks; core/avatar/clip_edits.h changes them
    bool operator==(const Timeline&) const = default;

    /// Neither keys nor clips.
    [[nodiscard]] bool isStill() const { return tracks.empty() && clips.empty(); }
    [[nodiscard]] const Track* track(std::string_view id) const;
    [[nodiscard]] std::size_t keyCount() const;
    /// Frames that a film of the range has, at least one.
    [[nodiscard]] int frameCount(double framesPerSecond) const;
    /// The number of the frame at `time` in such a film, 1 at the start of the range; 0 before it.
    [[nodiscard]] std::uint32_t frameAt(double time) const;
    /// `time` moved to the nearest frame.
    [[nodiscard]] double snapped(double time) const;
};

inline constexpr double kMinFps = 1.0;
inline constexpr double kMaxFps = 240.0;
inline constexpr double kLongestTimeline = 24.0 * 3600.0; // seconds

/// `rest` with every animated control as its track has it at `time`: what lies beneath the clips.
[[nodiscard]] head::ControlValues keyedAt(const head::ControlValues& rest, const Timeline& timeline, double time);

/// The same with the clips laid over it in their order, clamped to the hard ranges.
[[nodiscard]] head::ControlValues posedAt(const head::ControlValues& rest, const Timeline& timeline, double time);

} // namespace effigy::avatar
