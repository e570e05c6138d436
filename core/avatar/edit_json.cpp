// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits and states as JSON, for the project file.
#include "avatar/edit.h"

#include "avatar/timeline_json.h"
#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace effigy::avatar {

namespace {

using base::Error;
using nlohmann::json;

Error badEdit() { return {"bad_project", "An edit in the project is damaged", "Open a copy or a backup of the project"}; }

json viewToJson(const Bookmark& bookmark)
{
    const auto& v = bookmark.view;
    return {{"yaw", v.yaw},
            {"pitch", v.pitch},
            {"roll", v.roll},
            {"distance", v.distance},
            {"fov", v.fov},
            {"target", {v.target.x(), v.target.y(), v.target.z()}},
            {"matchesPhoto", bookmark.matchesPhoto}};
}

Bookmark viewFromJson(const json& object)
{
    Bookmark bookmark;
    auto& v = bookmark.view;
    v.yaw = object.at("yaw").get<double>();
    v.pitch = object.at("pitch").get<double>();
    v.roll = object.at("roll").get<double>();
    v.distance = object.at("distance").get<double>();
    v.fov = object.at("fov").get<double>();
    const auto& target = object.at("target");
    v.target = {target.at(0).get<double>(), target.at(1).get<double>(), target.at(2).get<double>()};
    bookmark.matchesPhoto = object.at("matchesPhoto").get<bool>();
    return bookmark;
}

json optionalViewToJson(const std::optional<Bookmark>& bookmark)
{
    return bookmark ? viewToJson(*bookmark) : json(nullptr);
}

std::optional<Bookmark> optionalViewFromJson(const json& value)
{
    return value.is_null() ? std::nullopt : std::optional(viewFromJson(value));
}

head::ControlValues controlsFromObject(const json& object)
{
    if (!object.is_object())
        throw badEdit();
    head::ControlValues values;
    for (const auto& [id, value] : object.items())
        values.set(id, value.get<double>());
    return values;
}

/// Runs `read` on parsed `text`; whatever does not fit is a damaged project.
template <typename Read>
auto readJson(std::string_view text, const Read& read)
{
    try {
        return read(json::parse(text));
    } catch (const json::exception&) {
        throw badEdit();
    }
}

void requireRegion(std::string_view id)
{
    const auto regions = allRegions();
    if (std::none_of(regions.begin(), regions.end(), [id](Region region) { return regionId(region) == id; }))
        throw badEdit();
}

json settingsToJson(const TimelineSettings& settings)
{
    json array = {settings.fps, settings.start, settings.end};
    if (settings.sound)
        array.push_back(soundToJson(*settings.sound));
    return array;
}

TimelineSettings settingsFromJson(const json& array)
{
    TimelineSettings settings{.fps = array.at(0).get<double>(), .start = array.at(1).get<double>(), .end = array.at(2).get<double>()};
    if (array.size() > 3)
        settings.sound = soundFromJson(array.at(3));
    return settings;
}

json endToJson(const std::optional<MotionClip>& clip) { return clip ? motionClipToJson(*clip) : json(nullptr); }

std::optional<MotionClip> endFromJson(const json& value)
{
    try {
        return value.is_null() ? std::nullopt : std::optional(motionClipFromJson(value));
    } catch (const Error&) {
        throw badEdit();
    }
}

/// Whether both ends say what ClipChange asks for: both without their motion, or each with its own.
bool isComplete(const ClipChange& change)
{
    if (change.before && change.after)
        return !change.before->motion == !change.after->motion;
    const auto& only = change.before ? change.before : change.after;
    return only && only->motion;
}

json toningToJson(const style::Toning& toning)
{
    json curves = json::array();
    for (const style::CurvePoints& points : toning.curves.points) {
        json array = json::array();
        for (const style::CurvePoint& point : points)
            array.push_back({point.in, point.out});
        curves.push_back(std::move(array));
    }
    json object{{"curves", std::move(curves)}};
    if (!toning.lut.id.empty())
        object["lut"] = {{"id", toning.lut.id}, {"name", toning.lut.name}};
    return object;
}

style::Toning toningFromJson(const json& object)
{
    style::Toning toning;
    const json& curves = object.at("curves");
    if (curves.size() != toning.curves.points.size())
        throw badEdit();
    for (std::size_t i = 0; i < curves.size(); ++i) {
        for (const json& point : curves.at(i))
            toning.curves.points[i].push_back({point.at(0).get<double>(), point.at(1).get<double>()});
        if (!style::isCurve(toning.curves.points[i]))
            throw badEdit();
    }
    if (const auto lut = object.find("lut"); lut != object.end())
        toning.lut = {lut->at("id").get<std::string>(), lut->at("name").get<std::string>()};
    return toning;
}

/// Keys in order, as a change of a track holds them.
std::vector<Key> orderedKeys(const json& array)
{
    try {
        const Track track(keysFromJson(array));
        return {track.keys().begin(), track.keys().end()};
    } catch (const Error&) {
        throw badEdit();
    }
}

} // namespace

std::string Edit::toJson() const
{
    json object{{"name", m_name}};
    for (const auto& [id, change] : m_controls)
        object["controls"][id] = {change.before, change.after};
    for (const auto& [name, change] : m_bookmarks)
        object["bookmarks"][name] = {optionalViewToJson(change.before), optionalViewToJson(change.after)};
    for (const auto& [id, change] : m_regions)
        object["regions"][id] = {change.before, change.after};
    for (const auto& [id, change] : m_tracks)
        object["tracks"][id] = {keysToJson(change.removed), keysToJson(change.added)};
    for (const auto& [name, change] : m_clips)
        object["clips"][name] = {endToJson(change.before), endToJson(change.after)};
    if (m_settings)
        object["timeline"] = {settingsToJson(m_settings->first), settingsToJson(m_settings->second)};
    if (m_toning)
        object["toning"] = {toningToJson(m_toning->first), toningToJson(m_toning->second)};
    return object.dump();
}

Edit Edit::fromJson(std::string_view text)
{
    return readJson(text, [](const json& object) {
        Edit edit;
        edit.m_name = object.at("name").get<std::string>();
        const auto controls = object.value("controls", json::object());
        for (const auto& [id, ends] : controls.items()) {
            if (!head::findControl(id))
                throw badEdit();
            edit.m_controls[id] = {ends.at(0).get<double>(), ends.at(1).get<double>()};
        }
        const auto bookmarks = object.value("bookmarks", json::object());
        for (const auto& [name, ends] : bookmarks.items())
            edit.m_bookmarks[name] = {optionalViewFromJson(ends.at(0)), optionalViewFromJson(ends.at(1))};
        const auto regions = object.value("regions", json::object());
        for (const auto& [id, ends] : regions.items()) {
            requireRegion(id);
            edit.m_regions[id] = {ends.at(0).get<double>(), ends.at(1).get<double>()};
        }
        const auto tracks = object.value("tracks", json::object());
        for (const auto& [id, ends] : tracks.items()) {
            if (!head::findControl(id))
                throw badEdit();
            edit.m_tracks[id] = {orderedKeys(ends.at(0)), orderedKeys(ends.at(1))};
        }
        const auto clips = object.value("clips", json::object());
        for (const auto& [name, ends] : clips.items()) {
            const ClipChange change{endFromJson(ends.at(0)), endFromJson(ends.at(1))};
            if (!isComplete(change))
                throw badEdit();
            edit.m_clips.emplace(name, change);
        }
        if (const auto timeline = object.find("timeline"); timeline != object.end())
            edit.m_settings = {settingsFromJson(timeline->at(0)), settingsFromJson(timeline->at(1))};
        if (const auto toning = object.find("toning"); toning != object.end())
            edit.m_toning = {toningFromJson(toning->at(0)), toningFromJson(toning->at(1))};
        return edit;
    });
}

std::string controlsToJson(const head::ControlValues& values)
{
    json object = json::object();
    for (const auto& [id, value] : values.nonNeutral())
        object[id] = value;
    return object.dump();
}

head::ControlValues controlsFromJson(std::string_view text) { return readJson(text, controlsFromObject); }

std::string stateToJson(const AvatarState& state)
{
    json object{{"controls", json::parse(controlsToJson(state.controls))}};
    for (const auto& [name, bookmark] : state.bookmarks)
        object["bookmarks"][name] = viewToJson(bookmark);
    for (const auto region : allRegions())
        if (const double weight = state.regions.get(region); weight != 1.0)
            object["regions"][std::string(regionId(region))] = weight;
    if (state.toning != style::Toning())
        object["toning"] = toningToJson(state.toning);
    return object.dump();
}

AvatarState stateFromJson(std::string_view text)
{
    return readJson(text, [](const json& object) {
        AvatarState state;
        state.controls = controlsFromObject(object.at("controls"));
        const auto bookmarks = object.value("bookmarks", json::object());
        for (const auto& [name, view] : bookmarks.items())
            state.bookmarks.emplace(name, viewFromJson(view));
        const auto regions = object.value("regions", json::object());
        for (const auto& [id, weight] : regions.items()) {
            requireRegion(id);
            state.regions.set(regionFromId(id), weight.get<double>());
        }
        if (const auto toning = object.find("toning"); toning != object.end())
            state.toning = toningFromJson(*toning);
        return state;
    });
}

} // namespace effigy::avatar
