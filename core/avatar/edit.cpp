// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit.h"

#include "avatar/edit_name.h"
#include "avatar/timeline_edits.h"
#include "base/error.h"
#include "head/form_controls.h"

#include <algorithm>
#include <cmath>

namespace effigy::avatar {

namespace {

using base::Error;

/// What a control holds after being asked for `value`.
double settled(std::string_view id, double value)
{
    if (!std::isfinite(value))
        throw Error("unsupported", "The value of " + std::string(id) + " is not a number");
    head::ControlValues probe;
    probe.set(id, value);
    return probe.get(id);
}

std::vector<std::string> idsOf(std::span<const head::Control> controls)
{
    std::vector<std::string> ids;
    for (const auto& control : controls)
        ids.emplace_back(control.id);
    return ids;
}

TimelineSettings settingsOf(const Timeline& timeline)
{
    return {.fps = timeline.fps, .start = timeline.start, .end = timeline.end, .sound = timeline.sound};
}

void assign(Timeline& timeline, const TimelineSettings& settings)
{
    timeline.fps = settings.fps;
    timeline.start = settings.start;
    timeline.end = settings.end;
    timeline.sound = settings.sound;
}

/// Takes later changes of numbers into earlier ones; what ends where it began goes.
void join(std::map<std::string, Edit::ControlChange, std::less<>>& changes,
          const std::map<std::string, Edit::ControlChange, std::less<>>& next)
{
    for (const auto& [id, change] : next) {
        const auto [place, isNew] = changes.try_emplace(id, change);
        if (!isNew)
            place->second.after = change.after;
    }
    std::erase_if(changes, [](const auto& entry) { return entry.second.before == entry.second.after; });
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

head::ControlValues shownControls(const AvatarState& state, double time)
{
    return weighted(posedAt(state.controls, state.timeline, time), state.regions);
}

head::ControlValues shownControls(const AvatarState& state) { return weighted(state.controls, state.regions); }

Edit Edit::setControl(const AvatarState& state, std::string_view id, double value, Gesture gesture)
{
    const std::pair<std::string, double> one{id, value};
    return setControls(state, controlLabel(id), {&one, 1}, gesture);
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
    const auto values = mixedPose(state.controls, preset, amount);
    return setControls(state, "Preset: " + preset.label, values, gesture);
}

Edit Edit::reset(const AvatarState& state, std::span<const std::string> ids, const head::ControlValues& origin)
{
    std::vector<std::pair<std::string, double>> values;
    for (const auto& id : ids)
        values.emplace_back(id, origin.get(id));
    return setControls(state, ids.size() == 1 ? "Reset " + controlLabel(ids.front()) : "Reset", values);
}

Edit Edit::resetAll(const AvatarState& state, const head::ControlValues& origin)
{
    auto edit = reset(state, idsOf(head::shapeControls()), origin);
    edit.m_name = "Reset all";
    return edit;
}

Edit Edit::pastePose(const AvatarState& state, const head::ControlValues& pose)
{
    auto edit = reset(state, idsOf(head::headControls()), pose);
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

Edit Edit::changeTimeline(const AvatarState& state, std::string name, const Timeline& after, Gesture gesture)
{
    Edit edit;
    edit.m_name = std::move(name);
    edit.m_gesture = gesture;
    edit.m_tracks = changesBetween(state.timeline, after);
    edit.m_clips = changesBetween(state.timeline.clips, after.clips);
    if (const auto from = settingsOf(state.timeline), to = settingsOf(after); from != to)
        edit.m_settings = {from, to};
    return edit;
}

Edit Edit::setControlsAt(const AvatarState& state, std::string name, std::span<const std::pair<std::string, double>> values,
                         double time, Gesture gesture)
{
    std::vector<std::pair<std::string, double>> still;
    Timeline keyed = state.timeline;
    for (const auto& [id, value] : values) {
        if (state.timeline.track(id))
            keyed = withKey(std::move(keyed), id, time, settled(id, value));
        else
            still.emplace_back(id, value);
    }
    Edit edit = setControls(state, std::move(name), still, gesture);
    edit.m_tracks = changesBetween(state.timeline, keyed);
    return edit;
}

Edit Edit::setRegionWeight(const AvatarState& state, Region region, double weight, Gesture gesture)
{
    RegionWeights after = state.regions;
    after.set(region, weight);
    Edit edit;
    edit.m_name = "Influence: " + std::string(regionLabel(region));
    edit.m_gesture = gesture;
    if (after != state.regions)
        edit.m_regions[std::string(regionId(region))] = {state.regions.get(region), after.get(region)};
    return edit;
}

Edit Edit::setToning(const AvatarState& state, std::string name, const style::Toning& after, Gesture gesture)
{
    Edit edit;
    edit.m_name = std::move(name);
    edit.m_gesture = gesture;
    if (after != state.toning)
        edit.m_toning = {state.toning, after};
    return edit;
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
    for (const auto& [id, change] : m_regions)
        state.regions.set(regionFromId(id), change.after);
    avatar::apply(m_tracks, state.timeline);
    avatar::apply(m_clips, state.timeline.clips);
    if (m_settings)
        assign(state.timeline, m_settings->second);
    if (m_toning)
        state.toning = m_toning->second;
}

void Edit::revert(AvatarState& state) const
{
    for (const auto& [id, change] : m_controls)
        state.controls.set(id, change.before);
    for (const auto& [name, change] : m_bookmarks)
        assign(state, name, change.before);
    for (const auto& [id, change] : m_regions)
        state.regions.set(regionFromId(id), change.before);
    avatar::apply(reversed(m_tracks), state.timeline);
    avatar::apply(reversed(m_clips), state.timeline.clips);
    if (m_settings)
        assign(state.timeline, m_settings->first);
    if (m_toning)
        state.toning = m_toning->first;
}

int Edit::neededLayout() const
{
    const auto isOfLook = [](const auto& entry) { return head::isLookControl(entry.first); };
    const auto isOfForm = [](const auto& entry) { return head::isFormControl(entry.first); };
    if (!m_clips.empty())
        return kClipLayout;
    if (m_toning || std::ranges::any_of(m_controls, isOfForm) || std::ranges::any_of(m_tracks, isOfForm))
        return kFormLayout;
    if (!sounds().empty())
        return kSoundLayout;
    if (!m_tracks.empty() || m_settings || !m_regions.empty() || std::any_of(m_controls.begin(), m_controls.end(), isOfLook))
        return kTimelineLayout;
    return kFirstLayout;
}

std::vector<std::string> Edit::sounds() const
{
    std::vector<std::string> ids;
    if (m_settings)
        for (const auto& sound : {m_settings->first.sound, m_settings->second.sound})
            if (sound)
                ids.push_back(sound->id);
    return ids;
}

std::vector<std::string> Edit::luts() const
{
    std::vector<std::string> ids;
    if (m_toning)
        for (const std::string& id : {m_toning->first.lut.id, m_toning->second.lut.id})
            if (!id.empty())
                ids.push_back(id);
    return ids;
}

bool Edit::changesNothing() const
{
    return m_controls.empty() && m_bookmarks.empty() && m_regions.empty() && m_tracks.empty() && m_clips.empty() && !m_settings && !m_toning;
}

bool Edit::merge(const Edit& next)
{
    if (m_gesture == 0 || m_gesture != next.m_gesture || !m_bookmarks.empty() || !next.m_bookmarks.empty())
        return false;
    join(m_controls, next.m_controls);
    join(m_regions, next.m_regions);
    m_tracks = joined(m_tracks, next.m_tracks);
    m_clips = joined(m_clips, next.m_clips);
    if (next.m_settings)
        m_settings = {m_settings ? m_settings->first : next.m_settings->first, next.m_settings->second};
    if (m_settings && m_settings->first == m_settings->second)
        m_settings.reset();
    if (next.m_toning)
        m_toning = {m_toning ? m_toning->first : next.m_toning->first, next.m_toning->second};
    if (m_toning && m_toning->first == m_toning->second)
        m_toning.reset();
    m_name = next.m_name;
    return true;
}

bool Edit::operator==(const Edit& other) const
{
    return m_name == other.m_name && m_controls == other.m_controls && m_bookmarks == other.m_bookmarks
           && m_regions == other.m_regions && m_tracks == other.m_tracks && m_clips == other.m_clips && m_settings == other.m_settings
           && m_toning == other.m_toning;
}

} // namespace effigy::avatar
