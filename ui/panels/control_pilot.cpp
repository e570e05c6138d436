// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/control_pilot.h"

#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/timeline/timeline_panel.h"

namespace effigy::ui {

ControlPilot::ControlPilot(Session* session, ControlPanel* controls, TimelinePanel* timeline, QObject* parent)
    : QObject(parent), m_session(session), m_controls(controls), m_timeline(timeline)
{
    connect(m_session, &Session::avatarChanged, this, [this] {
        m_controls->setResetValues(m_session->avatar()->photoControls());
        show();
    });
    connect(m_session, &Session::stateChanged, this, &ControlPilot::show);
    connect(m_session, &Session::timeChanged, this, &ControlPilot::show);
    connect(m_controls, &ControlPanel::gestureStarted, m_session, &Session::beginGesture);
    connect(m_controls, &ControlPanel::gestureFinished, m_session, &Session::endGesture);
    connect(m_controls, &ControlPanel::edited, m_session,
            [this](const ControlPanel::Changes& changes, const QString& name) { m_session->setControls(changes, name); });
    connect(m_controls, &ControlPanel::resetAsked, m_session, &Session::reset);
    connect(m_controls, &ControlPanel::bypassChanged, m_session,
            [this](const QStringList& ids) { m_session->setBypassed(ids, m_controls->objectName()); });
    connect(m_controls, &ControlPanel::regionEdited, m_session, &Session::setRegionWeight);
    connect(m_controls, &ControlPanel::keyToggled, m_session, [this](const QString& id) {
        if (m_session->keyMark(id) == KeyMark::Here)
            m_session->removeKey(id);
        else
            m_session->addKey(id);
    });
    connect(m_controls, &ControlPanel::keyJumpAsked, m_session, [this](const QString& id, int direction) {
        const avatar::Track* track = m_session->state().timeline.track(id.toStdString());
        if (!track)
            return;
        const auto time = direction < 0 ? track->timeBefore(m_session->time()) : track->timeAfter(m_session->time());
        if (time)
            m_timeline->scene().setPlayhead(*time);
    });
}

void ControlPilot::show()
{
    m_controls->setValues(m_session->pose());
    m_controls->setKeyMarks([this](const QString& id) { return m_session->keyMark(id); });
    m_controls->setClipMoves(m_session->clipMoves());
    m_controls->setRegionWeights(m_session->state().regions);
}

} // namespace effigy::ui
