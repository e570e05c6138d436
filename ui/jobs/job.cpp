// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job.h"

#include <csignal>
#include <sys/prctl.h>

namespace effigy::ui {
namespace {

constexpr qsizetype kLogBytes = 64 * 1024;
constexpr qsizetype kLongestLine = 1024 * 1024; // an endless line is not an event

} // namespace

Job::Job(JobSpec spec, QObject* parent) : QObject(parent), m_spec(std::move(spec))
{
    m_killer.setSingleShot(true);
    connect(&m_killer, &QTimer::timeout, &m_child, &QProcess::kill);
    connect(&m_child, &QProcess::started, this, &Job::started);
    connect(&m_child, &QProcess::readyReadStandardOutput, this, &Job::readEvents);
    connect(&m_child, &QProcess::readyReadStandardError, this, [this] { keepLog(m_child.readAllStandardError()); });
    connect(&m_child, &QProcess::finished, this, &Job::conclude);
    connect(&m_child, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            conclude();
    });
    // A worker never outlives the studio: when that dies, the child is asked to save and stop.
    m_child.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

Job::~Job()
{
    m_child.disconnect(this);
    if (m_child.state() == QProcess::NotRunning)
        return;
    m_child.terminate();
    if (!m_child.waitForFinished(m_spec.killAfterMs)) {
        m_child.kill();
        m_child.waitForFinished(1000);
    }
}

void Job::start()
{
    if (m_state != State::Waiting)
        return;
    m_state = State::Running;
    m_clock.start();
    m_child.start(m_spec.program, m_spec.arguments + QStringList{QStringLiteral("--events")});
}

void Job::markInterrupted()
{
    if (m_state == State::Waiting)
        m_state = State::Interrupted;
}

void Job::cancel()
{
    if (isOver() || m_isCancelling)
        return;
    m_isCancelling = true;
    if (m_state == State::Waiting) {
        conclude();
        return;
    }
    m_child.terminate();
    m_killer.start(m_spec.killAfterMs);
}

double Job::elapsedSeconds() const
{
    return double(m_state == State::Running ? m_clock.elapsed() : m_elapsedMs) / 1000.0;
}

void Job::readEvents()
{
    while (m_child.canReadLine())
        readLine(m_child.readLine());
    if (m_child.bytesAvailable() > kLongestLine)
        keepLog(m_child.readAllStandardOutput());
}

void Job::readLine(const QByteArray& line)
{
    if (const auto event = parseJobEvent(line))
        take(*event);
    else
        keepLog(line);
}

void Job::take(const JobEvent& event)
{
    if (const auto* progress = std::get_if<JobProgress>(&event)) {
        m_progress = *progress;
        Q_EMIT progressed(m_progress);
    } else if (const auto* preview = std::get_if<JobPreview>(&event)) {
        const QImage image = preview->imagePath.isEmpty() ? QImage() : QImage(preview->imagePath);
        if (!image.isNull()) {
            m_preview = image;
            Q_EMIT previewChanged(m_preview);
        }
    } else if (const auto* result = std::get_if<JobResult>(&event)) {
        m_result = *result;
    } else {
        m_failure = std::get<Failure>(event);
    }
}

void Job::keepLog(const QByteArray& text)
{
    m_log += text;
    if (m_log.size() > kLogBytes)
        m_log.remove(0, m_log.size() - kLogBytes);
}

void Job::conclude()
{
    if (isOver())
        return;
    m_killer.stop();
    m_elapsedMs = m_clock.isValid() ? m_clock.elapsed() : 0;
    if (m_state == State::Running) {
        readEvents();
        if (m_child.isOpen()) {
            readLine(m_child.readAllStandardOutput()); // a last line without its end
            keepLog(m_child.readAllStandardError());
        }
    }
    const bool isGood = m_result && !m_failure && m_child.error() != QProcess::FailedToStart &&
                        m_child.exitStatus() == QProcess::NormalExit && m_child.exitCode() == 0;
    if (m_isCancelling) {
        m_state = State::Cancelled;
        Q_EMIT cancelled();
    } else if (isGood) {
        m_state = State::Finished;
        Q_EMIT finished(*m_result);
    } else {
        m_state = State::Failed;
        m_failure = m_failure.value_or(childDied());
        m_failure->details = log();
        Q_EMIT failed(*m_failure);
    }
    Q_EMIT over();
}

Failure Job::childDied() const
{
    if (m_child.error() == QProcess::FailedToStart)
        return {.code = QStringLiteral("internal"),
                .message = QStringLiteral("The worker program could not be started: %1").arg(m_spec.program),
                .hint = QStringLiteral("Reinstall Effigy, so that the command line program “effigy” lies beside the studio."),
                .details = {}};
    if (m_child.exitStatus() == QProcess::CrashExit)
        return {.code = QStringLiteral("out_of_memory"),
                .message = QStringLiteral("The worker stopped unexpectedly. Perhaps the memory ran out."),
                .hint = QStringLiteral("Nothing was lost. Close other programs or choose a lower quality, then try again."),
                .details = {}};
    return {.code = QStringLiteral("internal"),
            .message = QStringLiteral("The worker ended with code %1 and gave no result.").arg(m_child.exitCode()),
            .hint = QStringLiteral("Try again. If it happens again, copy the details into a report."),
            .details = {}};
}

} // namespace effigy::ui
