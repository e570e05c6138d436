// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/gaze_pilot.h"

#include "ui/document/session.h"
#include "ui/panels/gaze_pad.h"

namespace effigy::ui {
namespace {

constexpr double kFarthest = 3.0; // metres: where parallel eyes are said to look

} // namespace

GazePilot::GazePilot(Session* session, GazePad* pad, QObject* parent) : QObject(parent), m_session(session), m_pad(pad)
{
    connect(m_session, &Session::avatarChanged, this, [this] {
        m_rig = avatar::eyeRig(m_session->avatar()->headModel(), m_session->avatar()->fit().coefficients.shape);
        show();
    });
    connect(m_session, &Session::stateChanged, this, &GazePilot::show);
    connect(m_session, &Session::timeChanged, this, &GazePilot::show);
    connect(m_pad, &GazePad::gestureStarted, m_session, &Session::beginGesture);
    connect(m_pad, &GazePad::targetMoved, this, &GazePilot::look);
    connect(m_pad, &GazePad::gestureFinished, m_session, &Session::endGesture);
}

void GazePilot::look(double left, double up, double ahead)
{
    const Eigen::Vector3d target = avatar::pointAhead(m_rig, ahead) + Eigen::Vector3d(left, up, 0.0);
    m_session->setControls(avatar::lookAt(m_session->pose(), m_rig, target), QT_TRANSLATE_NOOP("Edit", "Look at a point"));
}

void GazePilot::show()
{
    if (!m_session->isOpen() || m_session->isInGesture()) // a hand on the pad knows better where the target is
        return;
    const Eigen::Vector3d target = avatar::lookedAt(m_session->pose(), m_rig, kFarthest) - avatar::pointAhead(m_rig, 0.0);
    m_pad->setTarget(target.x(), target.y(), target.z());
}

} // namespace effigy::ui
