// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;
class QLabel;
class QPushButton;

namespace effigy::ui {

class Job;
class JobQueue;

/// The jobs dock: a card for each job of the queue, newest on top.
class JobsPanel : public QWidget {
    Q_OBJECT
public:
    /// `queue` must outlive the panel.
    explicit JobsPanel(JobQueue* queue, QWidget* parent = nullptr);

Q_SIGNALS:
    void detailsAsked(effigy::ui::Job* job);
    void logAsked(effigy::ui::Job* job);
    void revealAsked(const QString& path);

private:
    void addCard(Job* job);
    void removeCard(const Job* job);
    void showCounts();

    JobQueue* m_queue;
    QVBoxLayout* m_cards;
    QLabel* m_empty;
    QPushButton* m_clear;
};

} // namespace effigy::ui
