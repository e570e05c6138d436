// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clip_edits.h"

#include "avatar/timeline_json.h"
#include "base/atomic_file.h"
#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace effigy::avatar {

namespace {

using nlohmann::json;

constexpr const char* kMotionKind = "effigy/motion";
constexpr std::size_t kLargestMotion = std::size_t{256} << 20; // bytes of a file

/// An iterator to the clip of that name, const as `timeline` is.
template<typename AnyTimeline>
auto placeOf(AnyTimeline& timeline, std::string_view name)
{
    const auto found = timeline.clips.find(name);
    if (found != timeline.clips.end())
        return found;
    std::string known;
    for (const auto& [each, clip] : timeline.clips)
        known += (known.empty() ? "" : ", ") + each;
    throw base::Error("unsupported", "There is no clip \"" + std::string(name) + "\" on the timeline",
                      known.empty() ? "The timeline has no clips" : "There are: " + known);
}

/// `track` with all its keys `seconds` later.
Track shifted(const Track& track, double seconds)
{
    std::vector<Key> keys(track.keys().begin(), track.keys().end());
    for (Key& key : keys)
        key.time = std::max(0.0, key.time + seconds);
    return Track(std::move(keys));
}

double orElse(double value, double instead) { return std::isfinite(value) ? value : instead; }

/// The nearest place that goes for a motion of `length` seconds.
ClipPlace allowed(ClipPlace place, double length)
{
    place.from = std::clamp(orElse(place.from, 0.0), 0.0, length - kShortestClip);
    place.to = std::clamp(orElse(place.to, length), place.from + kShortestClip, length);
    place.speed = std::clamp(orElse(place.speed, 1.0), kMinClipSpeed, kMaxClipSpeed);
    place.repeats = std::clamp(orElse(place.repeats, 1.0), 0.01, kMaxClipRepeats);
    place.weight = std::clamp(orElse(place.weight, 1.0), 0.0, kMaxClipWeight);
    place.start = std::clamp(orElse(place.start, 0.0), 0.0, kLongestTimeline - kShortestClip);
    place.repeats = std::min(place.repeats, (kLongestTimeline - place.start) * place.speed / (place.to - place.from));
    const double seconds = place.seconds();
    place.fadeIn = std::clamp(orElse(place.fadeIn, 0.0), 0.0, seconds);
    place.fadeOut = std::clamp(orElse(place.fadeOut, 0.0), 0.0, seconds - place.fadeIn);
    return place;
}

/// Keys of `track` outside of from..to, and those of `baked`.
Track replacedWithin(const Track* track, std::vector<Key> baked, double from, double to)
{
    if (track)
        for (const Key& key : track->keys())
            if (key.time < from - kSameMoment || key.time > to + kSameMoment)
                baked.push_back(key);
    return Track(std::move(baked));
}

} // namespace

std::string freeClipName(const Timeline& timeline, std::string_view wanted)
{
    const std::string stem(wanted.empty() ? "Motion" : wanted);
    std::string name = stem;
    for (int number = 2; timeline.clips.contains(name); ++number)
        name = stem + " " + std::to_string(number);
    return name;
}

TimelineWithClip withClip(Timeline timeline, std::string_view wantedName, const MotionTracks& motion, double start)
{
    double first = kLongestTimeline;
    for (const auto& [id, track] : motion) {
        (void)head::ControlValues().get(id); // throws on one that does not exist
        if (!track.isEmpty())
            first = std::min(first, track.keys().front().time);
    }
    const double length = motionSeconds(motion) - first;
    if (length < kShortestClip)
        throw base::Error("unsupported", "A clip needs keys at two moments at least", "Choose more keys");
    if (!(start >= 0.0 && start < kLongestTimeline))
        throw base::Error("unsupported", "A clip cannot begin there", "Times go from 0 to 24 hours");
    MotionTracks own;
    for (const auto& [id, track] : motion)
        if (!track.isEmpty())
            own.emplace(id, shifted(track, -first));
    const std::string name = freeClipName(timeline, wantedName);
    timeline.clips.emplace(name, MotionClip{allowed({.start = start, .to = length}, length), std::make_shared<const MotionTracks>(std::move(own))});
    return {std::move(timeline), name};
}

TimelineWithClip withClipOfKeys(const Timeline& timeline, const KeySelection& keys, std::string_view wantedName)
{
    MotionTracks motion;
    for (auto& [id, chosen] : copied(timeline, keys))
        motion.emplace(id, Track(chosen));
    const double start = keys.empty() ? 0.0 : std::ranges::min_element(keys, {}, &KeyRef::time)->time;
    return withClip(withoutKeys(timeline, keys), wantedName, motion, start);
}

const MotionClip& findClip(const Timeline& timeline, std::string_view name) { return placeOf(timeline, name)->second; }

Timeline withClipPlaced(Timeline timeline, std::string_view name, const ClipPlace& place)
{
    MotionClip& clip = placeOf(timeline, name)->second;
    clip.place = allowed(place, motionSeconds(*clip.motion));
    return timeline;
}

TimelineWithClip withClipDoubled(Timeline timeline, std::string_view name)
{
    MotionClip clip = placeOf(timeline, name)->second;
    clip.place.start = clip.place.end();
    clip.place = allowed(clip.place, motionSeconds(*clip.motion));
    const std::string made = freeClipName(timeline, name);
    timeline.clips.emplace(made, std::move(clip));
    return {std::move(timeline), made};
}

TimelineWithClip withClipRenamed(Timeline timeline, std::string_view name, std::string_view wantedName)
{
    const auto found = placeOf(timeline, name);
    if (wantedName == name)
        return {std::move(timeline), std::string(name)};
    const MotionClip clip = found->second;
    timeline.clips.erase(found);
    const std::string made = freeClipName(timeline, wantedName);
    timeline.clips.emplace(made, clip);
    return {std::move(timeline), made};
}

Timeline withoutClip(Timeline timeline, std::string_view name)
{
    timeline.clips.erase(placeOf(timeline, name));
    return timeline;
}

Timeline withClipBaked(const Timeline& timeline, std::string_view name, const head::ControlValues& rest)
{
    const MotionClip& clip = findClip(timeline, name);
    Timeline alone = timeline, result = withoutClip(timeline, name);
    alone.clips = {{std::string(name), clip}};
    if (clip.place.isMuted)
        return result;
    Timeline beneath = timeline;
    beneath.clips.clear();
    const auto first = static_cast<long>(std::ceil(clip.place.start * timeline.fps - kSameMoment));
    const auto past = static_cast<long>(std::ceil(clip.place.end() * timeline.fps - kSameMoment));
    std::map<std::string, std::vector<Key>, std::less<>> keys;
    const auto add = [&](const Timeline& source, long frame) {
        const double time = static_cast<double>(frame) / timeline.fps;
        const auto values = posedAt(rest, source, time);
        for (const auto& [id, track] : *clip.motion)
            keys[id].push_back({.time = time, .value = values.get(id), .tangent = Tangent::Linear, .in = {}, .out = {}});
    };
    if (first > 0)
        add(beneath, first - 1);
    for (long frame = first; frame < past; ++frame)
        add(alone, frame);
    add(beneath, past);
    for (auto& [id, baked] : keys)
        result.tracks.insert_or_assign(id, replacedWithin(timeline.track(id), std::move(baked), static_cast<double>(first) / timeline.fps,
                                                          static_cast<double>(past) / timeline.fps));
    return result;
}

std::string motionToJson(std::string_view name, const MotionTracks& motion)
{
    return json{{"kind", kMotionKind}, {"name", name}, {"tracks", tracksToJson(motion)}}.dump(1);
}

NamedMotion motionFromJson(std::string_view text)
{
    const base::Error noMotion("bad_motion", "The file holds no motion", "Motions are saved from the menu of a clip on the timeline");
    try {
        const json object = json::parse(text);
        if (object.at("kind") != kMotionKind)
            throw noMotion;
        return {object.at("name").get<std::string>(), tracksFromJson(object.at("tracks"))};
    } catch (const json::exception&) {
        throw noMotion;
    } catch (const base::Error&) { // tracks that are none
        throw noMotion;
    }
}

void writeMotion(const std::filesystem::path& file, std::string_view name, const MotionTracks& motion)
{
    const std::string text = motionToJson(name, motion);
    base::writeFileAtomically(file, std::as_bytes(std::span(text)));
}

NamedMotion readMotion(const std::filesystem::path& file)
{
    const auto bytes = base::readFile(file, kLargestMotion);
    return motionFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

} // namespace effigy::avatar
