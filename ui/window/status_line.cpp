// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"

#include "ui/language/say.h"
#include "ui/window/memory_use.h"

#include <QLabel>
#include <QThread>
#include <QTimer>
#include <QToolButton>

namespace effigy::ui {
namespace {

constexpr int kMemoryIntervalMs = 2000;

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent),
      m_hint(addLabel("statusHint")),
      m_saveState(addLabel("statusSaved")),
      m_frameTime(addLabel("statusFrameTime")),
      m_device(addLabel("statusDevice")),
      m_memory(addLabel("statusMemory")),
      m_jobs(new QToolButton(this))
{
    setObjectName(QStringLiteral("statusLine"));
    m_hint->setMinimumWidth(1); // gives way when the window is narrow
    addWidget(m_hint, 1);
    m_jobs->setObjectName(QStringLiteral("statusJobs"));
    m_jobs->setFocusPolicy(Qt::TabFocus);
    connect(m_jobs, &QToolButton::clicked, this, &StatusLine::jobsAsked);
    for (QWidget* part : std::initializer_list<QWidget*>{m_saveState, m_frameTime, m_device, m_memory, m_jobs})
        addPermanentWidget(part);
    auto* clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &StatusLine::showMemory);
    clock->start(kMemoryIntervalMs);
    say(this, [this] { sayTexts(); });
}

void StatusLine::sayTexts()
{
    m_hint->setAccessibleName(tr("What the mouse does"));
    m_saveState->setAccessibleName(tr("Is everything saved"));
    m_frameTime->setAccessibleName(tr("Time of a picture"));
    m_frameTime->setToolTip(tr("Pictures in a second while something moves, and the time of a full picture"));
    m_device->setAccessibleName(tr("Device"));
    m_device->setToolTip(tr("Where pictures are made"));
    m_memory->setAccessibleName(tr("Memory in use"));
    m_memory->setToolTip(tr("Memory that the studio holds"));
    m_jobs->setToolTip(tr("Show the jobs"));
    showFrameTime();
    showDevice();
    showMemory();
    setJobCount(m_active);
}

QLabel* StatusLine::addLabel(const char* name)
{
    auto* label = new QLabel(this);
    label->setObjectName(QLatin1String(name));
    return label;
}

void StatusLine::setHint(const QString& hint) { m_hint->setText(hint); }

void StatusLine::setFrameTime(double seconds, bool isFull)
{
    m_seconds = seconds;
    m_isFull = isFull;
    showFrameTime();
}

void StatusLine::showFrameTime()
{
    if (m_seconds <= 0.0)
        m_frameTime->clear();
    else if (m_isFull && m_seconds >= 1.0)
        m_frameTime->setText(tr("%1 s a picture").arg(locale().toString(m_seconds, 'f', 1)));
    else if (m_isFull)
        m_frameTime->setText(tr("%1 ms a picture").arg(locale().toString(qRound(m_seconds * 1000.0))));
    else
        m_frameTime->setText(tr("%1 fps").arg(locale().toString(1.0 / qMax(m_seconds, 1e-3), 'f', m_seconds > 0.1 ? 1 : 0)));
}

void StatusLine::setOnGpu(bool isOnGpu)
{
    m_isOnGpu = isOnGpu;
    showDevice();
}

void StatusLine::showDevice()
{
    m_device->setText(m_isOnGpu ? tr("GPU") : tr("CPU, %n thread(s)", nullptr, QThread::idealThreadCount()));
}

void StatusLine::setJobCount(int active)
{
    m_active = active;
    m_jobs->setText(active == 0 ? tr("No jobs") : tr("%n job(s) running", nullptr, active));
    m_jobs->setAccessibleName(m_jobs->text());
}

void StatusLine::setSaveState(const QString& text) { m_saveState->setText(text); }

void StatusLine::showMemory() { m_memory->setText(tr("%1 MB").arg(locale().toString(residentMegabytes()))); }

} // namespace effigy::ui
