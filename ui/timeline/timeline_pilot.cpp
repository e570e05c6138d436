// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_pilot.h"

#include "avatar/clip_edits.h"
#include "avatar/curve_fit.h"
#include "avatar/edit_name.h"
#include "avatar/live_link.h"
#include "avatar/timeline_json.h"
#include "avatar/tracked_motion.h"
#include "base/atomic_file.h"
#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/timeline/timeline_panel.h"

#include <QFile>
#include <QFileInfo>

#include <span>

namespace effigy::ui {
namespace {

constexpr std::size_t kLargestTable = std::size_t{256} << 20; // bytes
constexpr double kImportTolerance = 0.002;                    // share of a range: recordings shake more than that
constexpr int kTableFps = 60;                                 // what phones record

avatar::Timeline readTable(const std::string& path)
{
    const auto bytes = base::readFile(path, kLargestTable);
    const auto motion = avatar::liveLinkFromCsv({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    return avatar::simplified(motion.timeline, kImportTolerance);
}

/// Runs `task` beside the window, then `then` with what it gives. What either throws, `pilot` tells as failed.
template<typename Task, typename Then>
void run(TimelinePilot* pilot, Task task, Then then)
{
    afterTask(pilot, std::move(task), std::move(then), [pilot](const Failure& failure) { Q_EMIT pilot->failed(failure); });
}

} // namespace

TimelinePilot::TimelinePilot(Session* session, TimelinePanel* panel, MotionFiles files, QObject* parent)
    : QObject(parent), m_session(session), m_panel(panel), m_files(std::move(files))
{
    connect(m_session, &Session::stateChanged, m_panel, [this] { m_panel->setTimeline(m_session->state().timeline, m_session->state().controls); });
    connect(m_session, &Session::opened, m_panel, [this] {
        m_panel->transport().stop();
        m_panel->scene().setPlayhead(0.0);
        m_panel->setTimeline(m_session->state().timeline, m_session->state().controls);
        m_panel->fit();
        applyWaiting();
    });
    connect(m_session, &Session::closed, &m_panel->transport(), &Transport::stop);
    connect(m_panel, &TimelinePanel::gestureStarted, m_session, &Session::beginGesture);
    connect(m_panel, &TimelinePanel::gestureFinished, m_session, &Session::endGesture);
    connect(m_panel, &TimelinePanel::edited, m_session, &Session::setTimeline);
    connect(m_panel, &TimelinePanel::timeChanged, m_session, &Session::setTime);
    connect(m_panel, &TimelinePanel::playingChanged, m_session, &Session::setPlaying);
    connect(m_panel, &TimelinePanel::autoKeyChanged, m_session, &Session::setAutoKey);
    connect(m_panel, &TimelinePanel::importAsked, this, &TimelinePilot::importMotion);
    connect(m_panel, &TimelinePanel::exportAsked, this, &TimelinePilot::exportMotion);
    connect(m_panel, &TimelinePanel::clipOpenAsked, this, &TimelinePilot::openClip);
    connect(m_panel, &TimelinePanel::clipSaveAsked, this, &TimelinePilot::saveClip);
}

void TimelinePilot::importMotion()
{
    const QString path = m_files.toOpen();
    if (path.isEmpty())
        return;
    run(this, [file = path.toStdString()] { return readTable(file); }, [this, table = QFileInfo(path).fileName()](const avatar::Timeline& motion) {
        const double at = m_session->time();
        avatar::Timeline timeline = m_session->state().timeline;
        timeline = avatar::pasted(std::move(timeline), avatar::copied(motion, avatar::allKeys(motion)), at).timeline;
        if (at + motion.end > timeline.end)
            timeline = avatar::withRange(std::move(timeline), timeline.start, at + motion.end);
        m_session->setTimeline(QString::fromStdString(avatar::editName(QT_TRANSLATE_NOOP("Edit", "Import motion"), table.toStdString())), timeline);
        m_panel->fit();
        Q_EMIT told(tr("%n key(s) imported", nullptr, int(motion.keyCount())));
    });
}

void TimelinePilot::takeMotion(const QString& project, const QString& file)
{
    m_waiting.insert(project, file);
    if (m_session->isOpen() && m_session->path() == project)
        applyWaiting();
    else
        Q_EMIT told(tr("The motion for %1 is ready: open the project to take it").arg(QFileInfo(project).completeBaseName()));
}

void TimelinePilot::applyWaiting()
{
    const QString file = m_waiting.take(m_session->path());
    if (file.isEmpty())
        return;
    try {
        const auto bytes = base::readFile(file.toStdString(), kLargestTable);
        QFile::remove(file);
        const avatar::Timeline motion = avatar::timelineFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        const avatar::AvatarState& state = m_session->state();
        m_session->setTimeline(QT_TRANSLATE_NOOP("Edit", "Motion from a video"), avatar::withMotion(state.timeline, motion, state.controls));
        m_panel->fit();
        Q_EMIT told(tr("%n key(s) taken from the video", nullptr, int(motion.keyCount())));
    } catch (...) { // the end of a job: its error reaches the person
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void TimelinePilot::openClip()
{
    const QString path = m_files.clipToOpen();
    if (path.isEmpty())
        return;
    run(this, [file = path.toStdString()] { return avatar::readMotion(file); }, [this](const avatar::NamedMotion& motion) {
        const avatar::Timeline& timeline = m_session->state().timeline;
        const auto made = avatar::withClip(timeline, motion.name, motion.motion, timeline.snapped(m_session->time()));
        m_panel->scene().editClip(QT_TRANSLATE_NOOP("Edit", "Clip of motion"), made.timeline, made.name);
    });
}

void TimelinePilot::saveClip()
{
    const auto& clips = m_session->state().timeline.clips;
    const auto clip = clips.find(m_panel->scene().chosenClip());
    const QString path = clip == clips.end() ? QString() : m_files.clipToSave(QString::fromStdString(clip->first));
    if (path.isEmpty())
        return;
    run(
        this,
        [name = clip->first, motion = clip->second.motion, file = path.toStdString()] { avatar::writeMotion(file, name, *motion); },
        [this, path] { Q_EMIT told(tr("Clip written: %1").arg(QFileInfo(path).fileName())); });
}

void TimelinePilot::exportMotion()
{
    const QString path = m_files.toSave();
    if (path.isEmpty())
        return;
    run(
        this,
        [state = m_session->state(), file = path.toStdString()] {
            const std::string csv = avatar::liveLinkToCsv(state.controls, state.timeline, kTableFps);
            base::writeFileAtomically(file, std::as_bytes(std::span(csv)));
        },
        [this, path] { Q_EMIT told(tr("Motion written: %1").arg(QFileInfo(path).fileName())); });
}

} // namespace effigy::ui
