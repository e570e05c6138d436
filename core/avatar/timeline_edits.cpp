// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/timeline_edits.h"

#include "avatar/value_curve.h"
#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

double clampedValue(std::string_view id, double value)
{
    const auto* control = head::findControl(id);
    return control ? std::clamp(value, control->hardMin, control->hardMax) : value;
}

/// Throws as ControlValues does when there is no such control.
void requireControl(std::string_view id) { (void)head::ControlValues().get(id); }

/// The keys of `selection` that are there, by track.
std::map<std::string, std::vector<Key>, std::less<>> keysOf(const Timeline& timeline, const KeySelection& selection)
{
    std::map<std::string, std::vector<Key>, std::less<>> found;
    for (const KeyRef& ref : selection) {
        const Track* track = timeline.track(ref.id);
        if (const auto index = track ? track->find(ref.time) : std::nullopt)
            found[ref.id].push_back(track->keys()[*index]);
    }
    return found;
}

/// `timeline` without `selection`, then with what `change` makes of those keys.
template <typename Change>
EditedTimeline replaced(const Timeline& timeline, const KeySelection& selection, const Change& change)
{
    EditedTimeline result{withoutKeys(timeline, selection), {}};
    for (auto& [id, keys] : keysOf(timeline, selection)) {
        for (Key& key : keys)
            change(id, key);
        const auto kept = result.timeline.tracks.find(id);
        if (kept != result.timeline.tracks.end())
            keys.insert(keys.begin(), kept->second.keys().begin(), kept->second.keys().end());
        const std::size_t keptCount = kept != result.timeline.tracks.end() ? kept->second.keys().size() : 0;
        for (std::size_t i = keptCount; i < keys.size(); ++i)
            result.selection.insert(result.selection.end(), {id, keys[i].time}); // they come in order
        result.timeline.tracks.insert_or_assign(id, Track(std::move(keys)));
    }
    return result;
}

/// Runs `change(track, index)` on each chosen key that is there.
template <typename Change>
Timeline changedInPlace(Timeline timeline, const KeySelection& selection, const Change& change)
{
    for (const KeyRef& ref : selection) {
        const auto track = timeline.tracks.find(ref.id);
        if (track == timeline.tracks.end())
            continue;
        if (const auto index = track->second.find(ref.time))
            change(track->second, *index);
    }
    return timeline;
}

/// Tangent of a new key at `time`: that of the span it falls into.
Tangent continuedTangent(const Track& track, double time)
{
    const std::size_t next = track.firstFrom(time);
    return next == 0 ? Tangent::Bezier : track.keys()[next - 1].tangent;
}

} // namespace

Timeline withKey(Timeline timeline, std::string_view id, double time, double value)
{
    requireControl(id);
    Track& track = timeline.tracks[std::string(id)];
    Key key{.time = time, .value = clampedValue(id, value), .tangent = continuedTangent(track, time), .in = {}, .out = {}};
    if (const auto index = track.find(time)) {
        key = track.keys()[*index];
        key.value = clampedValue(id, value);
    }
    track.insert(key);
    return timeline;
}

Timeline withKey(Timeline timeline, std::string_view id, double time, double value, Tangent tangent)
{
    timeline = withKey(std::move(timeline), id, time, value);
    return withTangents(std::move(timeline), {{std::string(id), time}}, tangent);
}

Timeline withPose(Timeline timeline, std::span<const std::pair<std::string, double>> values, const head::ControlValues& from,
                  double time)
{
    for (const auto& [id, value] : values)
        if (timeline.track(id) || value != from.get(id))
            timeline = withKey(std::move(timeline), id, time, value);
    return timeline;
}

Timeline withKeyOnCurve(Timeline timeline, std::string_view id, double time)
{
    const Track* track = timeline.track(id);
    if (!track || track->find(time))
        return timeline;
    const auto keys = track->keys();
    const std::size_t next = track->firstFrom(time);
    const bool isManualSpan = next > 0 && next < keys.size() && keys[next - 1].tangent == Tangent::Bezier
                              && keys[next - 1].handles != Handles::Auto && keys[next].handles != Handles::Auto;
    if (!isManualSpan)
        return withKey(std::move(timeline), id, time, track->valueAt(time));

    Key before = keys[next - 1], after = keys[next];
    const double span = after.time - before.time;
    const Handle out = track->outHandle(next - 1), in = track->inHandle(next);
    const double s = parameterAt({.x1 = out.time / span, .x2 = 1.0 + in.time / span}, (time - before.time) / span);
    // de Casteljau: points of the span, as moments and values
    const auto mix = [s](Handle a, Handle b) { return Handle{a.time + s * (b.time - a.time), a.value + s * (b.value - a.value)}; };
    const Handle p0{before.time, before.value}, p1{before.time + out.time, before.value + out.value};
    const Handle p2{after.time + in.time, after.value + in.value}, p3{after.time, after.value};
    const Handle q0 = mix(p0, p1), q1 = mix(p1, p2), q2 = mix(p2, p3);
    const Handle r0 = mix(q0, q1), r1 = mix(q1, q2), middle = mix(r0, r1);
    before.out = {q0.time - before.time, q0.value - before.value};
    after.in = {q2.time - after.time, q2.value - after.value};
    const Key made{.time = time,
                   .value = middle.value,
                   .tangent = Tangent::Bezier,
                   .handles = Handles::Aligned,
                   .in = {r0.time - time, r0.value - middle.value},
                   .out = {r1.time - time, r1.value - middle.value}};
    Track& changed = timeline.tracks.find(id)->second;
    for (const Key& key : {before, after, made})
        changed.insert(key);
    return timeline;
}

Timeline withoutKeys(Timeline timeline, const KeySelection& selection)
{
    // One pass over each track: a selection may hold most of ten thousand keys.
    for (auto track = timeline.tracks.begin(); track != timeline.tracks.end();) {
        const auto first = selection.lower_bound({track->first, -1.0});
        if (first == selection.end() || first->id != track->first) {
            ++track;
            continue;
        }
        std::vector<Key> kept;
        auto next = first;
        for (const Key& key : track->second.keys()) {
            while (next != selection.end() && next->id == track->first && next->time < key.time - kSameMoment)
                ++next;
            const bool isChosen = next != selection.end() && next->id == track->first && std::abs(next->time - key.time) < kSameMoment;
            if (!isChosen)
                kept.push_back(key);
        }
        track->second = Track(std::move(kept));
        track = track->second.isEmpty() ? timeline.tracks.erase(track) : std::next(track);
    }
    return timeline;
}

Timeline withoutTracks(Timeline timeline, const std::vector<std::string>& ids)
{
    for (const std::string& id : ids)
        timeline.tracks.erase(id);
    return timeline;
}

EditedTimeline moved(const Timeline& timeline, const KeySelection& keys, double seconds, double value)
{
    for (const KeyRef& ref : keys)
        seconds = std::clamp(seconds, -ref.time, kLongestTimeline - ref.time);
    return replaced(timeline, keys, [&](const std::string& id, Key& key) {
        key.time += seconds;
        key.value = clampedValue(id, key.value + value);
    });
}

EditedTimeline scaled(const Timeline& timeline, const KeySelection& keys, const KeyScale& scale)
{
    base::require(scale.timeFactor > 0.0, "keys cannot be scaled backwards in time");
    return replaced(timeline, keys, [&](const std::string& id, Key& key) {
        const double time = scale.aroundTime + (key.time - scale.aroundTime) * scale.timeFactor;
        key.time = std::clamp(time, 0.0, kLongestTimeline);
        key.value = clampedValue(id, scale.aroundValue + (key.value - scale.aroundValue) * scale.valueFactor);
        for (Handle* handle : {&key.in, &key.out})
            *handle = {handle->time * scale.timeFactor, handle->value * scale.valueFactor};
    });
}

Timeline withTangents(Timeline timeline, const KeySelection& keys, Tangent tangent)
{
    return changedInPlace(std::move(timeline), keys, [tangent](Track& track, std::size_t index) {
        Key key = track.keys()[index];
        key.tangent = tangent;
        track.insert(key);
    });
}

Timeline withHandles(Timeline timeline, const KeySelection& keys, Handles handles)
{
    return changedInPlace(std::move(timeline), keys, [&](Track& track, std::size_t index) {
        Key key = track.keys()[index];
        if (key.handles == Handles::Auto && handles != Handles::Auto) {
            key.in = track.inHandle(index);
            key.out = track.outHandle(index);
        }
        if (handles == Handles::Aligned && key.out.time > 0.0)
            key.in.value = key.in.time * key.out.value / key.out.time;
        if (handles == Handles::Auto)
            key.in = key.out = {};
        key.handles = handles;
        track.insert(key);
    });
}

Timeline withHandle(Timeline timeline, const KeyRef& ref, HandleSide side, const Handle& handle)
{
    const Track* found = timeline.track(ref.id);
    const auto index = found ? found->find(ref.time) : std::nullopt;
    base::require(index.has_value(), "a handle belongs to a key");
    if (found->keys()[*index].handles == Handles::Auto)
        timeline = withHandles(std::move(timeline), {ref}, Handles::Aligned);
    Track& track = timeline.tracks.find(ref.id)->second;
    Key key = track.keys()[*index];
    Handle& moved = side == HandleSide::In ? key.in : key.out;
    Handle& other = side == HandleSide::In ? key.out : key.in;
    moved = {side == HandleSide::In ? std::min(handle.time, 0.0) : std::max(handle.time, 0.0), handle.value};
    if (key.handles == Handles::Aligned && moved.time != 0.0)
        other.value = other.time * moved.value / moved.time;
    track.insert(key);
    return timeline;
}

KeyClip copied(const Timeline& timeline, const KeySelection& selection)
{
    KeyClip clip = keysOf(timeline, selection);
    double first = kLongestTimeline;
    for (const auto& [id, keys] : clip)
        first = std::min(first, keys.front().time);
    for (auto& [id, keys] : clip)
        for (Key& key : keys)
            key.time -= first;
    return clip;
}

EditedTimeline pasted(Timeline timeline, const KeyClip& clip, double time)
{
    EditedTimeline result{std::move(timeline), {}};
    for (const auto& [id, keys] : clip) {
        requireControl(id);
        const Track* track = result.timeline.track(id);
        std::vector<Key> all;
        if (track)
            all.assign(track->keys().begin(), track->keys().end());
        for (Key key : keys) {
            key.time = std::min(key.time + std::max(time, 0.0), kLongestTimeline);
            key.value = clampedValue(id, key.value);
            result.selection.insert({id, key.time});
            all.push_back(key);
        }
        if (!all.empty())
            result.timeline.tracks.insert_or_assign(id, Track(std::move(all)));
    }
    return result;
}

Timeline retimed(const Timeline& timeline, double factor)
{
    Timeline result = scaled(timeline, allKeys(timeline), {.timeFactor = factor}).timeline;
    for (auto& [name, clip] : result.clips) {
        ClipPlace& place = clip.place;
        place.start = std::min(place.start * factor, kLongestTimeline);
        place.speed = std::clamp(place.speed / factor, kMinClipSpeed, kMaxClipSpeed);
        place.fadeIn *= factor;
        place.fadeOut *= factor;
    }
    const double end = std::min(timeline.end * factor, kLongestTimeline);
    return withRange(std::move(result), std::min(timeline.start * factor, end - 1.0 / kMaxFps), end);
}

Timeline mirrored(const Timeline& timeline)
{
    const auto exchanged = [](const MotionTracks& tracks) {
        MotionTracks result;
        for (const auto& [id, track] : tracks) {
            const auto* control = head::findControl(id);
            result.insert_or_assign(control && !control->mirror.empty() ? std::string(control->mirror) : id, track);
        }
        return result;
    };
    Timeline result = timeline;
    result.tracks = exchanged(timeline.tracks);
    for (auto& [name, clip] : result.clips)
        clip.motion = std::make_shared<const MotionTracks>(exchanged(*clip.motion));
    return result;
}

KeySelection allKeys(const Timeline& timeline) { return keysWithin(timeline, 0.0, kLongestTimeline); }

KeySelection keysWithin(const Timeline& timeline, double from, double to)
{
    KeySelection selection;
    for (const auto& [id, track] : timeline.tracks)
        for (std::size_t i = track.firstFrom(from); i < track.keys().size() && track.keys()[i].time <= to; ++i)
            selection.insert(selection.end(), {id, track.keys()[i].time});
    return selection;
}

Timeline withFps(Timeline timeline, double fps)
{
    if (!(fps >= kMinFps && fps <= kMaxFps))
        throw base::Error("unsupported", "A timeline cannot have " + std::to_string(fps) + " frames a second", "Use 1 to 240");
    timeline.fps = fps;
    return timeline;
}

Timeline withRange(Timeline timeline, double start, double end)
{
    if (!(start >= 0.0 && end > start + kSameMoment && end <= kLongestTimeline))
        throw base::Error("unsupported", "The range of a timeline must begin at 0 or later and end after it begins",
                          "Times are seconds, 24 hours at most");
    timeline.start = start;
    timeline.end = end;
    return timeline;
}

Timeline withSound(Timeline timeline, SoundTrack sound)
{
    if (!(std::abs(sound.start) <= kLongestTimeline)) // false for what is no number, too
        throw base::Error("unsupported", "A sound cannot begin so far from the timeline", "Times are seconds, 24 hours at most");
    timeline.sound = std::move(sound);
    return timeline;
}

Timeline withSoundStart(Timeline timeline, double start)
{
    base::require(timeline.sound.has_value(), "the timeline has a sound");
    timeline.sound->start = std::clamp(start, -kLongestTimeline, kLongestTimeline);
    return timeline;
}

Timeline withSoundMuted(Timeline timeline, bool isMuted)
{
    base::require(timeline.sound.has_value(), "the timeline has a sound");
    timeline.sound->isMuted = isMuted;
    return timeline;
}

Timeline withoutSound(Timeline timeline)
{
    timeline.sound.reset();
    return timeline;
}

} // namespace effigy::avatar
