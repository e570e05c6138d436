// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QObject>

#include <functional>

namespace effigy::ui {

class Session;
class TimelinePanel;

/// Asks for the files of recorded motion; an empty path means: cancelled.
struct MotionFiles {
    std::function<QString()> toOpen;
    std::function<QString()> toSave;
};

/// Lets a timeline panel show and change the document of a session, and its playhead drive what is shown.
class TimelinePilot : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    TimelinePilot(Session* session, TimelinePanel* panel, MotionFiles files, QObject* parent = nullptr);

Q_SIGNALS:
    void failed(const effigy::ui::Failure& failure);
    /// A sentence for the status bar.
    void told(const QString& sentence);

private:
    void importMotion();
    void exportMotion();

    Session* m_session;
    TimelinePanel* m_panel;
    MotionFiles m_files;
};

} // namespace effigy::ui
