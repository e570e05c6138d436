// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job.h"

#include <QFile>
#include <QString>

#include <memory>
#include <vector>

namespace effigy::ui {

/// What a window is in the middle of.
struct OpenWork {
    QString project;           // empty: none
    std::vector<JobSpec> jobs; // waiting or running
};

/// A note on the disk of what a window is in the middle of, so that the next start can offer it when this one is killed. The
/// note is held by a lock that dies with the program, and goes when the journal ends in good order.
class WorkJournal {
public:
    /// Makes `folder` if need be. Throws base::Error "storage" when nothing can be written there.
    explicit WorkJournal(const QString& folder);
    ~WorkJournal();
    WorkJournal(const WorkJournal&) = delete;
    WorkJournal& operator=(const WorkJournal&) = delete;

    /// Replaces the note, whole or not at all.
    void write(const OpenWork& work);

    /// The notes that windows left behind whose programs are gone; each is given out once.
    [[nodiscard]] static std::vector<OpenWork> takeAbandoned(const QString& folder);

private:
    QString m_notePath;
    QFile m_lock; // held as long as this lives
};

} // namespace effigy::ui
