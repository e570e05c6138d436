// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_scene.h"

#include "avatar/edit_name.h"
#include "avatar/timeline_json.h"
#include "head/form_controls.h"
#include "base/error.h"
#include "ui/panels/control_panel.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kMinPixelsPerSecond = 0.5;   // an hour and a half on a wide screen
constexpr double kMaxPixelsPerSecond = 24'000.0;
constexpr double kFitMargin = 24.0;           // pixels
constexpr double kLastMoment = avatar::kLongestTimeline - 2.0; // of the playhead: frames around it are moments, too

} // namespace

QString keyEditName(const char* deed, const avatar::KeySelection& keys)
{
    std::vector<std::string> ids;
    for (const avatar::KeyRef& key : keys)
        ids.push_back(key.id);
    return QString::fromStdString(avatar::controlEditName(deed, ids));
}

TimelineScene::TimelineScene(QObject* parent) : QObject(parent) {}

void TimelineScene::adopt(const avatar::Timeline& timeline)
{
    m_timeline = timeline;
    m_trackIds.clear();
    m_keyTimes.clear();
    for (const auto controls : {head::shapeControls(), head::lookControls()})
        for (const head::Control& control : controls)
            if (m_timeline.track(control.id))
                m_trackIds += QString::fromUtf8(control.id.data(), qsizetype(control.id.size()));
    for (const auto& [id, track] : m_timeline.tracks)
        for (const avatar::Key& key : track.keys())
            m_keyTimes.push_back(key.time);
    std::sort(m_keyTimes.begin(), m_keyTimes.end());
    const auto isSame = [](double a, double b) { return b - a < avatar::kSameMoment; };
    m_keyTimes.erase(std::unique(m_keyTimes.begin(), m_keyTimes.end(), isSame), m_keyTimes.end());
}

void TimelineScene::setTimeline(const avatar::Timeline& timeline)
{
    if (timeline == m_timeline)
        return;
    adopt(timeline);
    std::erase_if(m_selection, [this](const avatar::KeyRef& ref) {
        const avatar::Track* track = m_timeline.track(ref.id);
        return !track || !track->find(ref.time);
    });
    show();
}

void TimelineScene::show()
{
    QStringList kept;
    for (const QString& id : m_focusedTracks)
        if (m_trackIds.contains(id))
            kept += id;
    m_focusedTracks = kept;
    const bool isClipGone = !m_chosenClip.empty() && !m_timeline.clips.contains(m_chosenClip);
    if (isClipGone)
        m_chosenClip.clear();
    Q_EMIT timelineChanged();
    if (isClipGone)
        Q_EMIT clipChosen();
    Q_EMIT selectionChanged();
}

void TimelineScene::select(avatar::KeySelection keys)
{
    if (keys == m_selection)
        return;
    m_selection = std::move(keys);
    Q_EMIT selectionChanged();
}

void TimelineScene::selectAll()
{
    avatar::KeySelection all = avatar::allKeys(m_timeline);
    if (!m_focusedTracks.isEmpty())
        std::erase_if(all, [this](const avatar::KeyRef& ref) { return !m_focusedTracks.contains(QString::fromStdString(ref.id)); });
    select(std::move(all));
}

void TimelineScene::setPlayhead(double seconds)
{
    const double wanted = std::clamp(seconds, 0.0, kLastMoment);
    if (wanted == m_playhead)
        return;
    m_playhead = wanted;
    Q_EMIT playheadChanged(m_playhead);
}

void TimelineScene::setView(const TimeView& view)
{
    TimeView wanted = view;
    wanted.pixelsPerSecond = std::clamp(view.pixelsPerSecond, kMinPixelsPerSecond, kMaxPixelsPerSecond);
    wanted.start = std::max(view.start, -kFitMargin * 2.0 / wanted.pixelsPerSecond);
    if (wanted == m_view)
        return;
    m_view = wanted;
    Q_EMIT viewChanged();
}

void TimelineScene::zoom(double factor, double x)
{
    const double time = m_view.timeAt(x);
    const double scale = std::clamp(m_view.pixelsPerSecond * factor, kMinPixelsPerSecond, kMaxPixelsPerSecond);
    setView({.start = time - x / scale, .pixelsPerSecond = scale});
}

void TimelineScene::fit(double width)
{
    double from = m_timeline.start, to = m_timeline.end;
    if (m_selection.size() > 1) {
        from = avatar::kLongestTimeline;
        to = 0.0;
        for (const avatar::KeyRef& ref : m_selection) {
            from = std::min(from, ref.time);
            to = std::max(to, ref.time);
        }
    }
    to = std::max(to, from + 2.0 / m_timeline.fps);
    const double scale = std::max(1.0, width - 2.0 * kFitMargin) / (to - from);
    setView({.start = from - kFitMargin / scale, .pixelsPerSecond = scale});
}

void TimelineScene::focusTracks(const QStringList& ids)
{
    if (ids == m_focusedTracks)
        return;
    m_focusedTracks = ids;
    Q_EMIT focusChanged();
}

void TimelineScene::setSnapping(bool isSnapping)
{
    if (isSnapping == m_isSnapping)
        return;
    m_isSnapping = isSnapping;
    Q_EMIT snappingChanged(isSnapping);
}

double TimelineScene::snapped(double time) const { return m_isSnapping ? m_timeline.snapped(time) : std::max(0.0, time); }

void TimelineScene::edit(const QString& name, const avatar::Timeline& timeline, std::optional<avatar::KeySelection> selection)
{
    if (!(timeline == m_timeline)) {
        if (selection) {
            m_selection = *std::move(selection);
            adopt(timeline);
            show();
        } else {
            setTimeline(timeline);
        }
        Q_EMIT edited(name, m_timeline);
    } else if (selection) {
        select(*std::move(selection));
    }
}

void TimelineScene::editClip(const QString& deed, const avatar::Timeline& timeline, const std::string& clip)
{
    edit(QString::fromStdString(avatar::editName(deed.toStdString(), clip)), timeline);
    chooseClip(clip);
}

void TimelineScene::chooseClip(const std::string& name)
{
    const std::string wanted = m_timeline.clips.contains(name) ? name : std::string();
    if (wanted == m_chosenClip)
        return;
    m_chosenClip = wanted;
    Q_EMIT clipChosen();
}

void TimelineScene::removeSelected() { edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Remove keys"), m_selection), avatar::withoutKeys(m_timeline, m_selection)); }

void TimelineScene::setTangents(avatar::Tangent tangent) { edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Change tangents"), m_selection), avatar::withTangents(m_timeline, m_selection, tangent)); }

void TimelineScene::setHandles(avatar::Handles handles) { edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Change handles"), m_selection), avatar::withHandles(m_timeline, m_selection, handles)); }

void TimelineScene::copySelected()
{
    if (!m_selection.empty())
        QGuiApplication::clipboard()->setText(QString::fromStdString(avatar::clipToJson(avatar::copied(m_timeline, m_selection))));
}

void TimelineScene::paste()
{
    try {
        const auto clip = avatar::clipFromJson(QGuiApplication::clipboard()->text().toStdString());
        const auto result = avatar::pasted(m_timeline, clip, snapped(m_playhead));
        edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Paste keys"), result.selection), result.timeline, result.selection);
    } catch (const base::Error&) {
        return; // something else lies in the clipboard: absence, not a failure
    }
}

void TimelineScene::addKeys(const QString& id)
{
    const QStringList ids = id.isEmpty() ? shownTracks() : QStringList{id};
    avatar::Timeline timeline = m_timeline;
    avatar::KeySelection added;
    for (const QString& each : ids) {
        timeline = avatar::withKeyOnCurve(std::move(timeline), each.toStdString(), snapped(m_playhead));
        added.insert({each.toStdString(), snapped(m_playhead)});
    }
    edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Add keys"), added), timeline, added);
}

void TimelineScene::setRangeStart(double seconds)
{
    const double start = snapped(seconds);
    edit(QT_TRANSLATE_NOOP("Edit", "Start of the range"), avatar::withRange(m_timeline, start, std::max(start + 1.0 / m_timeline.fps, m_timeline.end)));
}

void TimelineScene::setRangeEnd(double seconds)
{
    const double end = std::max(snapped(seconds), m_timeline.start + 1.0 / m_timeline.fps);
    edit(QT_TRANSLATE_NOOP("Edit", "End of the range"), avatar::withRange(m_timeline, m_timeline.start, std::min(end, avatar::kLongestTimeline)));
}

void TimelineScene::goToKey(int direction)
{
    std::optional<double> nearest;
    const auto consider = [&](const avatar::Track& track) {
        const auto time = direction < 0 ? track.timeBefore(m_playhead) : track.timeAfter(m_playhead);
        if (time && (!nearest || (direction < 0 ? *time > *nearest : *time < *nearest)))
            nearest = time;
    };
    for (const QString& id : shownTracks())
        if (const avatar::Track* track = m_timeline.track(id.toStdString()))
            consider(*track);
    if (nearest)
        setPlayhead(*nearest);
}

void TimelineScene::goToFrame(int frames) { setPlayhead(m_timeline.snapped(m_playhead) + frames / m_timeline.fps); }

QColor trackColour(std::string_view id)
{
    // Distinct in hue and lightness, calm enough for a dark panel; groups in the order of the panel.
    static const std::map<std::string_view, QColor> kColours = {
        {"Eyes", QColor(0x6c, 0xb2, 0xf0)},           {"Brows", QColor(0xb9, 0x9a, 0xf0)}, {"Cheeks and nose", QColor(0xe6, 0x8f, 0xb8)},
        {"Jaw", QColor(0xe6, 0xb4, 0x55)},            {"Mouth", QColor(0xef, 0x7c, 0x70)}, {"Gaze", QColor(0x63, 0xcf, 0xd0)},
        {"Neck", QColor(0x9c, 0xc7, 0x62)},           {"Head", QColor(0x74, 0xc4, 0x8a)}};
    const head::Control* control = head::findControl(id);
    const auto found = control ? kColours.find(control->group) : kColours.end();
    return found == kColours.end() ? QColor(0xa6, 0xa6, 0xa6) : found->second;
}

QString trackLabel(std::string_view id)
{
    const head::Control* control = head::findControl(id);
    return control ? controlText(control->label) : QString::fromUtf8(id.data(), qsizetype(id.size()));
}

QString timecodeText(double seconds, double fps)
{
    const long long frame = std::llround(seconds * fps);
    const auto perSecond = std::max(1LL, std::llround(fps));
    const long long whole = frame / perSecond;
    return QStringLiteral("%1:%2:%3")
        .arg(whole / 60, 2, 10, QLatin1Char('0'))
        .arg(whole % 60, 2, 10, QLatin1Char('0'))
        .arg(frame % perSecond, 2, 10, QLatin1Char('0'));
}

} // namespace effigy::ui
