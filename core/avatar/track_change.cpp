// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/track_change.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace effigy::avatar {

namespace {

/// An order that tells all different keys apart, time first.
struct KeyOrder {
    static auto rank(const Key& k)
    {
        return std::tuple(k.time, k.value, k.tangent, k.handles, k.in.time, k.in.value, k.out.time, k.out.value);
    }
    bool operator()(const Key& a, const Key& b) const { return rank(a) < rank(b); }
};

std::vector<Key> without(const std::vector<Key>& keys, const std::vector<Key>& gone)
{
    std::vector<Key> rest;
    std::set_difference(keys.begin(), keys.end(), gone.begin(), gone.end(), std::back_inserter(rest), KeyOrder());
    return rest;
}

std::vector<Key> together(const std::vector<Key>& a, const std::vector<Key>& b)
{
    std::vector<Key> all;
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all), KeyOrder());
    return all;
}

std::vector<Key> keysOf(const Timeline& timeline, std::string_view id)
{
    const Track* track = timeline.track(id);
    return track ? std::vector<Key>(track->keys().begin(), track->keys().end()) : std::vector<Key>();
}

void note(TrackChanges& changes, const std::string& id, const std::vector<Key>& before, const std::vector<Key>& after)
{
    TrackChange change{without(before, after), without(after, before)};
    if (!change.removed.empty() || !change.added.empty())
        changes.insert_or_assign(id, std::move(change));
}

} // namespace

TrackChanges changesBetween(const Timeline& before, const Timeline& after)
{
    TrackChanges changes;
    for (const auto& [id, track] : before.tracks)
        if (const Track* now = after.track(id); !now || !(*now == track))
            note(changes, id, keysOf(before, id), keysOf(after, id));
    for (const auto& [id, track] : after.tracks)
        if (!before.track(id))
            note(changes, id, {}, keysOf(after, id));
    return changes;
}

void apply(const TrackChanges& changes, Timeline& timeline)
{
    for (const auto& [id, change] : changes) {
        Track track(together(without(keysOf(timeline, id), change.removed), change.added));
        if (track.isEmpty())
            timeline.tracks.erase(id);
        else
            timeline.tracks.insert_or_assign(id, std::move(track));
    }
}

TrackChanges reversed(const TrackChanges& changes)
{
    TrackChanges back;
    for (const auto& [id, change] : changes)
        back.emplace(id, TrackChange{change.added, change.removed});
    return back;
}

TrackChanges joined(const TrackChanges& first, const TrackChanges& second)
{
    TrackChanges all = first;
    for (const auto& [id, next] : second) {
        const auto place = all.find(id);
        if (place == all.end()) {
            all.emplace(id, next);
            continue;
        }
        const TrackChange earlier = place->second;
        all.erase(place);
        const auto removed = together(earlier.removed, without(next.removed, earlier.added));
        const auto added = together(without(earlier.added, next.removed), next.added);
        note(all, id, removed, added);
    }
    return all;
}

} // namespace effigy::avatar
