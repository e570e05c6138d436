// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace effigy::ui {

class ControlPanel;
class Session;
class TimelinePanel;

/// Lets the control panel change the document of a session, and shows it how document and timeline stand.
class ControlPilot : public QObject {
    Q_OBJECT
public:
    /// All three must outlive it.
    ControlPilot(Session* session, ControlPanel* controls, TimelinePanel* timeline, QObject* parent = nullptr);

private:
    void show();

    Session* m_session;
    ControlPanel* m_controls;
    TimelinePanel* m_timeline;
};

} // namespace effigy::ui
