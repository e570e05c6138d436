// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/eye_aim.h"

#include <QObject>

namespace effigy::ui {

class GazePad;
class Session;

/// Lets a gaze pad turn the eyes of a session's avatar, and shows it where they look.
class GazePilot : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    GazePilot(Session* session, GazePad* pad, QObject* parent = nullptr);

private:
    void show();
    void look(double left, double up, double ahead);

    Session* m_session;
    GazePad* m_pad;
    avatar::EyeRig m_rig;
};

} // namespace effigy::ui
