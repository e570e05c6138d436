// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_queue.h"

#include <algorithm>

namespace effigy::ui {

JobQueue::JobQueue(QObject* parent) : QObject(parent) {}

Job* JobQueue::add(JobSpec spec)
{
    auto* job = new Job(std::move(spec), this);
    m_jobs.push_back(job);
    connect(job, &Job::started, this, [this, job] { Q_EMIT jobChanged(job); });
    connect(job, &Job::progressed, this, [this, job] { Q_EMIT jobChanged(job); });
    // Queued: what the end of a job sets off comes before the next one starts.
    connect(job, &Job::over, this, [this, job] {
        Q_EMIT jobChanged(job);
        startNext();
    }, Qt::QueuedConnection);
    Q_EMIT jobAdded(job);
    QMetaObject::invokeMethod(this, &JobQueue::startNext, Qt::QueuedConnection);
    return job;
}

Job* JobQueue::addInterrupted(JobSpec spec)
{
    auto* job = new Job(std::move(spec), this);
    job->markInterrupted();
    m_jobs.push_back(job);
    Q_EMIT jobAdded(job);
    return job;
}

Job* JobQueue::retry(Job* job)
{
    const JobSpec spec = job->spec();
    forget(job);
    return add(spec);
}

std::vector<JobSpec> JobQueue::unfinished() const
{
    std::vector<JobSpec> specs;
    for (const Job* job : m_jobs)
        if (!job->isOver())
            specs.push_back(job->spec());
    return specs;
}

void JobQueue::forget(Job* job)
{
    std::erase(m_jobs, job);
    Q_EMIT jobRemoved(job);
    job->deleteLater();
}

void JobQueue::startNext()
{
    if (running())
        return;
    const auto next = std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job* job) { return job->state() == Job::State::Waiting; });
    if (next != m_jobs.end())
        (*next)->start();
}

void JobQueue::cancelAll()
{
    for (Job* job : std::vector<Job*>(m_jobs))
        job->cancel();
}

void JobQueue::clearEnded()
{
    for (Job* job : std::vector<Job*>(m_jobs))
        if (job->isOver())
            forget(job);
}

int JobQueue::activeCount() const
{
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job* job) { return !job->isOver(); }));
}

Job* JobQueue::running() const
{
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job* job) { return job->state() == Job::State::Running; });
    return it == m_jobs.end() ? nullptr : *it;
}

} // namespace effigy::ui
