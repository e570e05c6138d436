// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_events.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace effigy::ui {

/// What to run: a verb of the `effigy` command line that speaks in events.
struct JobSpec {
    QString title;         // for people: "Tune the avatar"
    QString verb;          // "reconstruct", "invert", "export"
    QString program;       // the worker
    QStringList arguments; // verb included; "--events" is added by Job
    int killAfterMs = 5000;// how long a cancelled child may take to save its last good state
};

/// A long task in a child process. Ends in exactly one of finished, failed and cancelled, also when the child dies, hangs or
/// never starts. Destroying a running job ends its child.
class Job : public QObject {
    Q_OBJECT
public:
    /// Interrupted: an earlier run of the studio ended in the middle of it.
    enum class State { Waiting, Running, Finished, Failed, Cancelled, Interrupted };
    Q_ENUM(State)

    explicit Job(JobSpec spec, QObject* parent = nullptr);
    ~Job() override;

    void start();
    /// Ends a job that waits: it is what an earlier run of the studio has left. None of the three signals comes.
    void markInterrupted();
    /// Asks the child to save and stop (SIGTERM), and kills it when it does not within killAfterMs. A waiting job just ends.
    void cancel();

    [[nodiscard]] const JobSpec& spec() const { return m_spec; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOver() const { return m_state > State::Running; }
    [[nodiscard]] bool isCancelling() const { return m_isCancelling; }
    [[nodiscard]] const JobProgress& progress() const { return m_progress; }
    [[nodiscard]] const QImage& preview() const { return m_preview; }
    [[nodiscard]] const std::optional<JobResult>& result() const { return m_result; }
    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }
    [[nodiscard]] double elapsedSeconds() const;
    /// What the child wrote beside events, the last 64 KiB.
    [[nodiscard]] QString log() const { return QString::fromUtf8(m_log); }

Q_SIGNALS:
    void started();
    void progressed(const effigy::ui::JobProgress& progress);
    void previewChanged(const QImage& image);
    void finished(const effigy::ui::JobResult& result);
    void failed(const effigy::ui::Failure& failure);
    void cancelled();
    /// After any of the three.
    void over();

private:
    void readEvents();
    void readLine(const QByteArray& line);
    void take(const JobEvent& event);
    void conclude();
    void keepLog(const QByteArray& text);
    [[nodiscard]] Failure childDied() const;

    JobSpec m_spec;
    QProcess m_child;
    QTimer m_killer;
    QElapsedTimer m_clock;
    qint64 m_elapsedMs = 0;
    State m_state = State::Waiting;
    bool m_isCancelling = false;
    JobProgress m_progress;
    QImage m_preview;
    QByteArray m_log;
    std::optional<JobResult> m_result;
    std::optional<Failure> m_failure;
};

} // namespace effigy::ui
