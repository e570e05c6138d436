// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/timeline_json.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace effigy::avatar {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kTangentNames = {"bezier", "linear", "hold"};
constexpr std::array<std::string_view, 3> kHandlesNames = {"auto", "aligned", "free"};
constexpr const char* kClipKind = "effigy/keys";

/// The enumerator whose name `value` is; throws as json does when there is none.
template <typename Enum>
Enum enumOf(const json& value, const std::array<std::string_view, 3>& names)
{
    const auto name = value.get<std::string>();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name)
            return static_cast<Enum>(i);
    throw json::other_error::create(501, "not a word of a key: " + name, &value);
}

base::Error badTimeline()
{
    return {"bad_project", "The timeline in the project is damaged", "Open a copy or a backup of the project"};
}

} // namespace

std::string_view tangentName(Tangent tangent) { return kTangentNames[static_cast<std::size_t>(tangent)]; }

std::optional<Tangent> tangentFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kTangentNames.size(); ++i)
        if (kTangentNames[i] == name)
            return static_cast<Tangent>(i);
    return std::nullopt;
}

json keysToJson(std::span<const Key> keys)
{
    json array = json::array();
    for (const Key& key : keys) {
        json row = {key.time, key.value, tangentName(key.tangent)};
        if (key.handles != Handles::Auto) {
            row.push_back(kHandlesNames[static_cast<std::size_t>(key.handles)]);
            for (const double number : {key.in.time, key.in.value, key.out.time, key.out.value})
                row.push_back(number);
        }
        array.push_back(std::move(row));
    }
    return array;
}

std::vector<Key> keysFromJson(const json& array)
{
    std::vector<Key> keys;
    for (const json& row : array) {
        Key key{.time = row.at(0).get<double>(), .value = row.at(1).get<double>(), .in = {}, .out = {}};
        key.tangent = enumOf<Tangent>(row.at(2), kTangentNames);
        if (row.size() > 3) {
            key.handles = enumOf<Handles>(row.at(3), kHandlesNames);
            key.in = {row.at(4).get<double>(), row.at(5).get<double>()};
            key.out = {row.at(6).get<double>(), row.at(7).get<double>()};
        }
        keys.push_back(key);
    }
    return keys;
}

json tracksToJson(const MotionTracks& tracks)
{
    json object = json::object();
    for (const auto& [id, track] : tracks)
        object[id] = keysToJson(track.keys());
    return object;
}

MotionTracks tracksFromJson(const json& object)
{
    MotionTracks tracks;
    for (const auto& [id, keys] : object.items()) {
        if (!head::findControl(id))
            throw badTimeline();
        if (Track track(keysFromJson(keys)); !track.isEmpty())
            tracks.emplace(id, std::move(track));
    }
    return tracks;
}

json soundToJson(const SoundTrack& sound)
{
    return {{"id", sound.id}, {"name", sound.name}, {"start", sound.start}, {"muted", sound.isMuted}};
}

SoundTrack soundFromJson(const json& object)
{
    SoundTrack sound{.id = object.at("id").get<std::string>(),
                     .name = object.at("name").get<std::string>(),
                     .start = object.at("start").get<double>(),
                     .isMuted = object.at("muted").get<bool>()};
    constexpr std::size_t kDigits = 64;
    const bool isHash = sound.id.size() == kDigits && sound.id.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!isHash || !(std::abs(sound.start) <= kLongestTimeline))
        throw json::other_error::create(501, "not a sound track", &object);
    return sound;
}

json motionClipToJson(const MotionClip& clip)
{
    const ClipPlace& p = clip.place;
    json object{{"start", p.start}, {"from", p.from}, {"to", p.to}, {"speed", p.speed}, {"repeats", p.repeats}, {"weight", p.weight},
                {"fadeIn", p.fadeIn}, {"fadeOut", p.fadeOut}, {"adds", p.blend == ClipBlend::Add}, {"muted", p.isMuted}};
    if (clip.motion)
        object["tracks"] = tracksToJson(*clip.motion);
    return object;
}

MotionClip motionClipFromJson(const json& object)
{
    const auto number = [&](const char* key) { return object.at(key).get<double>(); };
    MotionClip clip{.place = {.start = number("start"), .from = number("from"), .to = number("to"), .speed = number("speed"),
                              .repeats = number("repeats"), .weight = number("weight"), .fadeIn = number("fadeIn"), .fadeOut = number("fadeOut"),
                              .blend = object.at("adds").get<bool>() ? ClipBlend::Add : ClipBlend::Mix, .isMuted = object.at("muted").get<bool>()},
                    .motion = nullptr};
    const ClipPlace& p = clip.place;
    const bool isPlace = p.start >= 0.0 && p.from >= 0.0 && p.to > p.from && p.speed >= kMinClipSpeed && p.speed <= kMaxClipSpeed
                         && p.repeats > 0.0 && p.end() <= kLongestTimeline + 1.0 && p.weight >= 0.0 && p.weight <= kMaxClipWeight
                         && p.fadeIn >= 0.0 && p.fadeOut >= 0.0;
    if (!isPlace)
        throw json::other_error::create(501, "not a place of a clip", &object);
    if (const auto tracks = object.find("tracks"); tracks != object.end())
        clip.motion = std::make_shared<const MotionTracks>(tracksFromJson(*tracks));
    return clip;
}

std::string timelineToJson(const Timeline& timeline)
{
    json object{{"fps", timeline.fps}, {"start", timeline.start}, {"end", timeline.end}, {"tracks", tracksToJson(timeline.tracks)}};
    for (const auto& [name, clip] : timeline.clips)
        object["clips"][name] = motionClipToJson(clip);
    if (timeline.sound)
        object["sound"] = soundToJson(*timeline.sound);
    return object.dump();
}

Timeline timelineFromJson(std::string_view text)
{
    try {
        const json object = json::parse(text);
        Timeline timeline = withFps({}, object.at("fps").get<double>());
        timeline = withRange(std::move(timeline), object.at("start").get<double>(), object.at("end").get<double>());
        timeline.tracks = tracksFromJson(object.at("tracks"));
        const auto clips = object.value("clips", json::object());
        for (const auto& [name, clip] : clips.items())
            if (!timeline.clips.emplace(name, motionClipFromJson(clip)).first->second.motion)
                throw badTimeline();
        if (const auto sound = object.find("sound"); sound != object.end())
            timeline.sound = soundFromJson(*sound);
        return timeline;
    } catch (const json::exception&) {
        throw badTimeline();
    } catch (const base::Error&) {
        throw badTimeline();
    }
}

std::string clipToJson(const KeyClip& clip)
{
    json tracks = json::object();
    for (const auto& [id, keys] : clip)
        tracks[id] = keysToJson(keys);
    return json{{"kind", kClipKind}, {"tracks", tracks}}.dump();
}

KeyClip clipFromJson(std::string_view text)
{
    const base::Error noKeys("unsupported", "There are no keys in the clipboard", "Select keys in the timeline and copy them first");
    try {
        const json object = json::parse(text);
        if (object.at("kind") != kClipKind)
            throw noKeys;
        KeyClip clip;
        for (const auto& [id, keys] : object.at("tracks").items())
            clip[id] = keysFromJson(keys);
        return clip;
    } catch (const json::exception&) {
        throw noKeys;
    }
}

} // namespace effigy::avatar
