// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/timeline.h"

#include <map>
#include <string>
#include <vector>

namespace effigy::avatar {

/// What an edit does to the keys of one track: those that go and those that come, each in order of time.
struct TrackChange {
    std::vector<Key> removed;
    std::vector<Key> added;
    bool operator==(const TrackChange&) const = default;
};
using TrackChanges = std::map<std::string, TrackChange, std::less<>>; // by control id

/// Frame rate, range and sound of a timeline: all of it but the keys.
struct TimelineSettings {
    double fps = 24.0;
    double start = 0.0;
    double end = 5.0;
    std::optional<SoundTrack> sound = {};
    bool operator==(const TimelineSettings&) const = default;
};

/// What leads from `before` to `after`; keys that both have are in neither list.
[[nodiscard]] TrackChanges changesBetween(const Timeline& before, const Timeline& after);

/// Makes the change, on the timeline that it was taken from.
void apply(const TrackChanges& changes, Timeline& timeline);
[[nodiscard]] TrackChanges reversed(const TrackChanges& changes);

/// First `first`, then `second`, as one; what comes back to where it was is in neither list.
[[nodiscard]] TrackChanges joined(const TrackChanges& first, const TrackChanges& second);

} // namespace effigy::avatar
