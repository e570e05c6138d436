// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/work_journal.h"
#include "ui/failure.h"

#include <QObject>

#include <memory>

namespace effigy::ui {

class JobQueue;
class RecentProjects;
class Session;

/// Keeps note of what a window is in the middle of, and offers what a studio that was killed had been in the middle of: its
/// jobs in the queue, its projects among the recent ones.
class WorkKeeper : public QObject {
    Q_OBJECT
public:
    /// All three must outlive it. `folder`: of the journal; empty: nothing is kept or offered.
    /// Throws base::Error "storage".
    WorkKeeper(const QString& folder, Session* session, JobQueue* queue, RecentProjects* recents, QObject* parent = nullptr);
    ~WorkKeeper() override;

    /// What earlier windows left; each window's work is offered once.
    void offerAbandoned();

Q_SIGNALS:
    void failed(const effigy::ui::Failure& failure);

private:
    void note();

    QString m_folder;
    Session* m_session;
    JobQueue* m_queue;
    RecentProjects* m_recents;
    std::unique_ptr<WorkJournal> m_journal;
};

} // namespace effigy::ui
