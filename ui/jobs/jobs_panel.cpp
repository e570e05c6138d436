// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobs_panel.h"

#include "ui/jobs/job_card.h"
#include "ui/jobs/job_queue.h"
#include "ui/language/say.h"
#include "ui/scrolled.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace effigy::ui {

JobsPanel::JobsPanel(JobQueue* queue, QWidget* parent)
    : QWidget(parent),
      m_queue(queue),
      m_cards(new QVBoxLayout),
      m_empty(new QLabel(this)),
      m_clear(new QPushButton(this))
{
    setObjectName(QStringLiteral("jobsPanel"));
    m_empty->setProperty("role", "dim");
    m_empty->setAlignment(Qt::AlignCenter);
    m_clear->setObjectName(QStringLiteral("clearEndedJobs"));
    say(this, [this] {
        m_empty->setText(tr("No jobs. Reconstruction, tuning and exports appear here."));
        m_clear->setText(tr("Clear ended"));
        m_clear->setAccessibleName(m_clear->text());
    });
    m_clear->setProperty("quiet", true);
    connect(m_clear, &QPushButton::clicked, m_queue, &JobQueue::clearEnded);

    auto* inside = new QWidget;
    inside->setLayout(m_cards);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(2);
    m_empty->setContentsMargins(0, 24, 0, 0);
    m_cards->addWidget(m_empty);
    m_cards->addWidget(m_clear, 0, Qt::AlignRight);
    m_cards->addStretch();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scrolled(inside, this, Sideways::AsNeeded));

    connect(m_queue, &JobQueue::jobAdded, this, &JobsPanel::addCard);
    connect(m_queue, &JobQueue::jobRemoved, this, &JobsPanel::removeCard);
    connect(m_queue, &JobQueue::jobChanged, this, &JobsPanel::showCounts);
    showCounts();
}

void JobsPanel::addCard(Job* job)
{
    auto* card = new JobCard(job, this);
    connect(card, &JobCard::retryAsked, this, [this](Job* ended) { m_queue->retry(ended); });
    connect(card, &JobCard::logAsked, this, &JobsPanel::logAsked);
    connect(card, &JobCard::detailsAsked, this, &JobsPanel::detailsAsked);
    connect(card, &JobCard::revealAsked, this, &JobsPanel::revealAsked);
    m_cards->insertWidget(0, card);
    showCounts();
}

void JobsPanel::removeCard(const Job* job)
{
    for (JobCard* card : findChildren<JobCard*>()) {
        if (card->job() == job) {
            m_cards->removeWidget(card);
            card->hide();
            card->deleteLater();
        }
    }
    showCounts();
}

void JobsPanel::showCounts()
{
    m_empty->setVisible(m_queue->jobs().empty());
    m_clear->setVisible(m_queue->activeCount() < int(m_queue->jobs().size()));
}

} // namespace effigy::ui
