// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/failure.h"

#include <QMap>
#include <QObject>

#include <functional>

namespace effigy::ui {

class Session;
class TimelinePanel;

/// Asks for the files of recorded motion and of clips; an empty path means: cancelled.
struct MotionFiles {
    std::function<QString()> toOpen;
    std::function<QString()> toSave;
    std::function<QString()> clipToOpen = {};
    std::function<QString(const QString& name)> clipToSave = {};
};

/// Lets a timeline panel show and change the document of a session, and its playhead drive what is shown.
class TimelinePilot : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    TimelinePilot(Session* session, TimelinePanel* panel, MotionFiles files, QObject* parent = nullptr);

    /// The motion in `file` (avatar::timelineToJson) takes the place of what `project` does: at once if it is open, else when it is
    /// opened. The file is removed then.
    void takeMotion(const QString& project, const QString& file);

Q_SIGNALS:
    void failed(const effigy::ui::Failure& failure);
    /// A sentence for the status bar.
    void told(const QString& sentence);

private:
    void importMotion();
    void exportMotion();
    void openClip();
    void saveClip();
    void applyWaiting();

    Session* m_session;
    TimelinePanel* m_panel;
    MotionFiles m_files;
    QMap<QString, QString> m_waiting; // files of motions, by their project
};

} // namespace effigy::ui
