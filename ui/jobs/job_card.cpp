// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_card.h"

#include "ui/jobs/job.h"
#include "ui/jobs/metric_plot.h"
#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr int kPreviewSide = 92;
constexpr int kWidthForWords = 320, kWidthForPlot = 140; // device-independent pixels

QPushButton* quietButton(const QString& iconName, const QString& name, QWidget* parent)
{
    auto* button = new QPushButton(icon(iconName), QString(), parent);
    button->setObjectName(name);
    button->setProperty("quiet", true);
    return button;
}

QString metricText(const QString& name, double value)
{
    const QLocale locale;
    return name == QLatin1String("psnr") ? JobCard::tr("PSNR %1 dB").arg(locale.toString(value, 'f', 1))
                                         : QStringLiteral("%1 %2").arg(name, locale.toString(value, 'g', 3));
}

} // namespace

QString stageText(const QString& stage)
{
    static const std::pair<const char*, const char*> kStages[] = {
        {"decode", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Reading the photo")},
        {"faces", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Finding the face")},
        {"pose", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Finding the pose")},
        {"shape", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Fitting the shape")},
        {"light", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Measuring the light")},
        {"texture", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Painting the texture")},
        {"matte", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Cutting out the head")},
        {"person", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Making somebody up")},
        {"avatar", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Writing the avatar")},
        {"projection", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Finding the likeness")},
        {"views", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Painting other views")},
        {"pivot", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Tuning the avatar")},
        {"render", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Rendering")},
        {"frames", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Rendering")},
        {"learn", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Learning the look")},
        {"read", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Watching the video")},
        {"motion", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Finding the motion")},
        {"encode", QT_TRANSLATE_NOOP("effigy::ui::JobCard", "Writing the film")},
    };
    for (const auto& [name, text] : kStages)
        if (stage == QLatin1String(name))
            return JobCard::tr(text);
    return stage;
}

QString durationText(double seconds)
{
    const int whole = qMax(0, qRound(seconds));
    if (whole < 60)
        return JobCard::tr("%1 s").arg(whole);
    if (whole < 3600)
        return JobCard::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return JobCard::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
}

JobCard::JobCard(Job* job, QWidget* parent)
    : QFrame(parent),
      m_job(job),
      m_preview(new QLabel(this)),
      m_title(new QLabel(job->spec().title, this)),
      m_status(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_plots({{QStringLiteral("psnr"), new MetricPlot(this)}, {QStringLiteral("loss"), new MetricPlot(this)}}),
      m_cancel(quietButton(QStringLiteral("cancel"), QStringLiteral("jobCancel"), this)),
      m_retry(quietButton(QStringLiteral("reset"), QStringLiteral("jobRetry"), this)),
      m_log(quietButton(QStringLiteral("history"), QStringLiteral("jobLog"), this)),
      m_details(quietButton(QStringLiteral("info"), QStringLiteral("jobDetails"), this)),
      m_reveal(quietButton(QStringLiteral("open"), QStringLiteral("jobReveal"), this))
{
    setObjectName(QStringLiteral("jobCard"));
    setAccessibleName(job->spec().title);
    buildLayout();
    connect(m_cancel, &QPushButton::clicked, m_job, &Job::cancel);
    connect(m_cancel, &QPushButton::clicked, this, &JobCard::showState);
    connect(m_retry, &QPushButton::clicked, this, [this] { Q_EMIT retryAsked(m_job); });
    connect(m_log, &QPushButton::clicked, this, [this] { Q_EMIT logAsked(m_job); });
    connect(m_details, &QPushButton::clicked, this, [this] { Q_EMIT detailsAsked(m_job); });
    connect(m_reveal, &QPushButton::clicked, this, [this] { Q_EMIT revealAsked(m_job->result()->path); });
    connect(m_job, &Job::started, this, &JobCard::showState);
    connect(m_job, &Job::progressed, this, &JobCard::showProgress);
    connect(m_job, &Job::previewChanged, this, &JobCard::showPreview);
    connect(m_job, &Job::over, this, &JobCard::showState);
    say(this, [this] { sayTexts(); });
}

void JobCard::sayTexts()
{
    m_preview->setAccessibleName(tr("Latest picture of this job"));
    m_bar->setAccessibleName(tr("Progress"));
    const std::pair<QPushButton*, QString> buttons[] = {
        {m_cancel, tr("Cancel")}, {m_log, tr("Log…")}, {m_details, tr("Details…")}, {m_reveal, tr("Show result")}};
    for (const auto& [button, text] : buttons) {
        button->setText(text);
        button->setAccessibleName(text);
    }
    showState();
}

void JobCard::buildLayout()
{
    m_preview->setFixedSize(kPreviewSide, kPreviewSide);
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setObjectName(QStringLiteral("jobPreview"));
    drawPlaceholder();
    m_title->setProperty("role", "strong");
    m_status->setProperty("role", "dim");
    m_status->setWordWrap(true);
    m_bar->setTextVisible(false);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (QPushButton* button : {m_cancel, m_retry, m_reveal, m_log, m_details})
        buttons->addWidget(button);
    buttons->addStretch();

    auto* words = new QVBoxLayout;
    words->setSpacing(5);
    words->addWidget(m_title);
    words->addWidget(m_bar);
    words->addWidget(m_status);
    words->addStretch();
    words->addLayout(buttons);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 8, 10, 8);
    row->setSpacing(12);
    row->addWidget(m_preview, 0, Qt::AlignTop);
    row->addLayout(words, 3);
    for (const auto& [metric, plot] : m_plots) {
        plot->hide();
        row->addWidget(plot, 2);
    }
}

QString JobCard::stateText() const
{
    switch (m_job->state()) {
    case Job::State::Waiting: return tr("Waiting for its turn");
    case Job::State::Running: break;
    case Job::State::Finished: return tr("Done in %1").arg(durationText(m_job->elapsedSeconds()));
    case Job::State::Failed: return failureText(*m_job->failure());
    case Job::State::Cancelled: return tr("Cancelled; what was finished until then is kept");
    case Job::State::Interrupted: return tr("The studio ended in the middle of this. It can go on.");
    }
    if (m_job->isCancelling())
        return tr("Saving the last good state…");
    QStringList parts;
    const JobProgress& progress = m_job->progress();
    if (!progress.stage.isEmpty())
        parts += progress.of > 0 ? tr("%1, %2 of %3").arg(stageText(progress.stage)).arg(progress.done).arg(progress.of)
                                 : stageText(progress.stage);
    if (progress.etaSeconds >= 0.0)
        parts += tr("%1 left").arg(durationText(progress.etaSeconds));
    for (const auto& [name, value] : progress.metrics)
        parts += metricText(name, value);
    return parts.isEmpty() ? tr("Starting…") : parts.join(QStringLiteral("  ·  "));
}

void JobCard::showState()
{
    const Job::State state = m_job->state();
    m_cancel->setVisible(!m_job->isOver());
    m_cancel->setEnabled(!m_job->isCancelling());
    const bool isInterrupted = state == Job::State::Interrupted;
    m_retry->setVisible(state == Job::State::Failed || state == Job::State::Cancelled || isInterrupted);
    m_retry->setText(isInterrupted || (state == Job::State::Cancelled && m_job->spec().verb == QLatin1String("invert")) ? tr("Go on")
                                                                                                                      : tr("Retry"));
    m_retry->setAccessibleName(m_retry->text());
    m_log->setVisible(state == Job::State::Running || (m_job->isOver() && !m_job->log().isEmpty()));
    m_details->setVisible(state == Job::State::Failed);
    m_reveal->setVisible(state == Job::State::Finished && m_job->spec().verb == QLatin1String("export"));
    m_bar->setVisible(!m_job->isOver());
    m_status->setProperty("role", state == Job::State::Failed ? "error" : "dim");
    restyle(*m_status);
    m_status->setText(stateText());
    if (state == Job::State::Running && m_job->progress().of == 0)
        m_bar->setRange(0, 0);
    else if (state == Job::State::Waiting)
        m_bar->setRange(0, 1);
}

void JobCard::showProgress()
{
    const JobProgress& progress = m_job->progress();
    m_bar->setRange(0, progress.of);
    m_bar->setValue(progress.done);
    m_status->setText(stateText());
    plotMetrics();
}

void JobCard::plotMetrics()
{
    for (const auto& [name, value] : m_job->progress().metrics)
        for (const auto& [metric, plot] : m_plots)
            if (name == metric)
                plot->add(name, value);
    showPlots();
}

/// As many as there is room for.
void JobCard::showPlots()
{
    int room = (width() - kWidthForWords) / kWidthForPlot;
    for (const auto& [metric, plot] : m_plots) {
        const bool isShown = plot->sampleCount() > 1 && room > 0;
        plot->setVisible(isShown);
        room -= isShown;
    }
}

void JobCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_job->preview().isNull())
        drawPlaceholder();
    QFrame::changeEvent(event);
}

void JobCard::drawPlaceholder()
{
    m_preview->setPixmap(iconPixmap(QStringLiteral("avatar"), tokens().disabledText, 40, devicePixelRatioF()));
}

void JobCard::resizeEvent(QResizeEvent* event)
{
    showPlots();
    QFrame::resizeEvent(event);
}

void JobCard::showPreview()
{
    const double ratio = devicePixelRatioF();
    QPixmap pixels = QPixmap::fromImage(m_job->preview().scaled(QSize(kPreviewSide, kPreviewSide) * ratio,
                                                                Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixels.setDevicePixelRatio(ratio);
    m_preview->setPixmap(pixels);
}

} // namespace effigy::ui
