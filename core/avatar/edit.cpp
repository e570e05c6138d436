// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

using base::Error;
using nlohmann::json;

Error badEdit() { return {"bad_project", "An edit in the project is damaged", "Open a copy or a backup of the project"}; }

/// What a control holds after being asked for `value`.
double settled(std::string_view id, double value)
{
    if (!std::isfinite(value))
        throw Error("unsupported", "The value of " + std::string(id) + " is not a number");
    head::ControlValues probe;
    probe.set(id, value);
    return probe.get(id);
}

/// Labels of controls that a reset or an unknown id would otherwise show as an id.
std::string labelOf(std::string_view id)
{
    const auto* control = head::findControl(id);
    return std::string(control ? control->label : id);
}

/// The ids of all controls, those of `state` included.
std::vector<std::string> allIds()
{
    std::vector<std::string> ids;
    for (const auto& control : head::headControls())
        ids.emplace_back(control.id);
    return ids;
}

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

void assign(AvatarState& state, const std::string& name, const std::optional<Bookmark>& bookmark)
{
    if (bookmark)
        state.bookmarks.insert_or_assign(name, *bookmark);
    else
        state.bookmarks.erase(name);
}

} // namespace

bool operator==(const Bookmark& a, const Bookmark& b)
{
    return a.matchesPhoto == b.matchesPhoto && a.view.yaw == b.view.yaw && a.view.pitch == b.view.pitch
           && a.view.roll == b.view.roll && a.view.distance == b.view.distance && a.view.fov == b.view.fov
           && a.view.target == b.view.target;
}

Edit Edit::setControl(const AvatarState& state, std::string_view id, double value, Gesture gesture)
{
    const std::pair<std::string, double> one{id, value};
    return setControls(state, labelOf(id), {&one, 1}, gesture);
}

Edit Edit::setControls(const AvatarState& state, std::string name, std::span<const std::pair<std::string, double>> values,
                       Gesture gesture)
{
    Edit edit;
    edit.m_name = std::move(name);
    edit.m_gesture = gesture;
    for (const auto& [id, value] : values)
        edit.m_controls[id] = {state.controls.get(id), settled(id, value)};
    std::erase_if(edit.m_controls, [](const auto& entry) { return entry.second.before == entry.second.after; });
    return edit;
}

Edit Edit::applyPreset(const AvatarState& state, const Preset& preset, double amount, Gesture gesture)
{
    std::vector<std::pair<std::string, double>> values;
    for (const auto id : head::arkitNames()) {
        const double from = state.controls.get(id);
        const double to = preset.controls.get(id);
        // Written so that the whole way ends exactly on the preset.
        values.emplace_back(id, (1.0 - amount) * from + amount * to);
    }
    return setControls(state, "Preset: " + preset.label, values, gesture);
}

Edit Edit::reset(const AvatarState& state, std::span<const std::string> ids, const head::ControlValues& origin)
{
    std::vector<std::pair<std::string, double>> values;
    for (const auto& id : ids)
        values.emplace_back(id, origin.get(id));
    return setControls(state, ids.size() == 1 ? "Reset " + labelOf(ids.front()) : "Reset", values);
}

Edit Edit::resetAll(const AvatarState& state, const head::ControlValues& origin)
{
    auto edit = reset(state, allIds(), origin);
    edit.m_name = "Reset all";
    return edit;
}

Edit Edit::pastePose(const AvatarState& state, const head::ControlValues& pose)
{
    auto edit = reset(state, allIds(), pose);
    edit.m_name = "Paste pose";
    return edit;
}

Edit Edit::mirrorPose(const AvatarState& state)
{
    std::vector<std::pair<std::string, double>> values;
    for (const auto& control : head::headControls()) {
        if (!control.mirror.empty() && control.mirror != control.id)
            values.emplace_back(control.id, state.controls.get(control.mirror));
    }
    return setControls(state, "Mirror pose", values);
}

Edit Edit::addBookmark(const AvatarState& state, const std::string& name, const Bookmark& bookmark)
{
    Edit edit;
    edit.m_name = "Bookmark " + name;
    const auto found = state.bookmarks.find(name);
    if (found == state.bookmarks.end() || found->second != bookmark)
        edit.m_bookmarks[name] = {found == state.bookmarks.end() ? std::nullopt : std::optional(found->second), bookmark};
    return edit;
}

Edit Edit::removeBookmark(const AvatarState& state, const std::string& name)
{
    Edit edit;
    edit.m_name = "Remove bookmark " + name;
    if (const auto found = state.bookmarks.find(name); found != state.bookmarks.end())
        edit.m_bookmarks[name] = {found->second, std::nullopt};
    return edit;
}

void Edit::apply(AvatarState& state) const
{
    for (const auto& [id, change] : m_controls)
        state.controls.set(id, change.after);
    for (const auto& [name, change] : m_bookmarks)
        assign(state, name, change.after);
}

void Edit::revert(AvatarState& state) const
{
    for (const auto& [id, change] : m_controls)
        state.controls.set(id, change.before);
    for (const auto& [name, change] : m_bookmarks)
        assign(state, name, change.before);
}

bool Edit::changesNothing() const
{
    return m_controls.empty() && m_bookmarks.empty();
}

bool Edit::merge(const Edit& next)
{
    if (m_gesture == 0 || m_gesture != next.m_gesture || !m_bookmarks.empty() || !next.m_bookmarks.empty())
        return false;
    for (const auto& [id, change] : next.m_controls) {
        const auto [place, isNew] = m_controls.try_emplace(id, change);
        if (!isNew)
            place->second.after = change.after;
    }
    std::erase_if(m_controls, [](const auto& entry) { return entry.second.before == entry.second.after; });
    m_name = next.m_name;
    return true;
}

bool Edit::operator==(const Edit& other) const
{
    return m_name == other.m_name && m_controls == other.m_controls && m_bookmarks == other.m_bookmarks;
}

std::string Edit::toJson() const
{
    json object{{"name", m_name}};
    for (const auto& [id, change] : m_controls)
        object["controls"][id] = {change.before, change.after};
    for (const auto& [name, change] : m_bookmarks)
        object["bookmarks"][name] = {optionalViewToJson(change.before), optionalViewToJson(change.after)};
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
        return state;
    });
}

} // namespace effigy::avatar
