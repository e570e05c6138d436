// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job.h"

#include <QObject>

#include <vector>

namespace effigy::ui {

/// Runs jobs one after the other, in the order they came; ended ones stay until cleared. Owns them.
class JobQueue : public QObject {
    Q_OBJECT
public:
    explicit JobQueue(QObject* parent = nullptr);

    /// Takes the job on and starts it as soon as none other runs.
    Job* add(JobSpec spec);
    /// Shows a job that an earlier run of the studio has left. It does not start by itself.
    Job* addInterrupted(JobSpec spec);
    /// A fresh job with the spec of an ended one, which is forgotten.
    Job* retry(Job* job);
    /// What has not ended yet.
    [[nodiscard]] std::vector<JobSpec> unfinished() const;
    void cancelAll();
    /// Forgets ended jobs; their pointers die with the next event.
    void clearEnded();

    [[nodiscard]] const std::vector<Job*>& jobs() const { return m_jobs; }
    [[nodiscard]] int activeCount() const;
    [[nodiscard]] Job* running() const;

Q_SIGNALS:
    void jobAdded(effigy::ui::Job* job);
    void jobRemoved(effigy::ui::Job* job);
    void jobChanged(effigy::ui::Job* job);

private:
    void startNext();
    void forget(Job* job);

    std::vector<Job*> m_jobs;
};

} // namespace effigy::ui
