// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/work_keeper.h"

#include "ui/document/session.h"
#include "ui/jobs/job_queue.h"
#include "ui/library/recent_projects.h"

namespace effigy::ui {

WorkKeeper::WorkKeeper(const QString& folder, Session* session, JobQueue* queue, RecentProjects* recents, QObject* parent)
    : QObject(parent), m_folder(folder), m_session(session), m_queue(queue), m_recents(recents)
{
    if (m_folder.isEmpty())
        return;
    m_journal = std::make_unique<WorkJournal>(m_folder);
    connect(m_session, &Session::opened, this, &WorkKeeper::note);
    connect(m_session, &Session::closed, this, &WorkKeeper::note);
    connect(m_queue, &JobQueue::jobAdded, this, &WorkKeeper::note);
    connect(m_queue, &JobQueue::jobChanged, this, [this](const Job* job) {
        if (job->isOver())
            note();
    });
}

WorkKeeper::~WorkKeeper() = default;

void WorkKeeper::note()
{
    try {
        m_journal->write({.project = m_session->isOpen() ? m_session->path() : QString(), .jobs = m_queue->unfinished()});
    } catch (...) { // a full disk, for example: told in place, like every failure of a task
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void WorkKeeper::offerAbandoned()
{
    if (!m_journal)
        return;
    QStringList projects;
    for (const OpenWork& work : WorkJournal::takeAbandoned(m_folder)) {
        if (!work.project.isEmpty())
            projects += work.project;
        for (const JobSpec& job : work.jobs)
            m_queue->addInterrupted(job);
    }
    m_recents->setInterrupted(projects);
}

} // namespace effigy::ui
