// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <utility>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;

namespace effigy::ui {

class Job;
class MetricPlot;

/// One job in the dock: title, stage and time left, progress bar, live picture, curve of its main metric, and the buttons
/// that fit its state.
class JobCard : public QFrame {
    Q_OBJECT
public:
    explicit JobCard(Job* job, QWidget* parent = nullptr);

    [[nodiscard]] const Job* job() const { return m_job; }

Q_SIGNALS:
    void retryAsked(effigy::ui::Job* job);
    void revealAsked(const QString& path);
    void logAsked(effigy::ui::Job* job);
    void detailsAsked(effigy::ui::Job* job);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildLayout();
    void drawPlaceholder();
    void sayTexts();
    void showState();
    void showProgress();
    void showPreview();
    void plotMetrics();
    void showPlots();
    [[nodiscard]] QString stateText() const;

    Job* m_job;
    QLabel* m_preview;
    QLabel* m_title;
    QLabel* m_status;
    QProgressBar* m_bar;
    std::vector<std::pair<QString, MetricPlot*>> m_plots; // by metric
    QPushButton* m_cancel;
    QPushButton* m_retry;
    QPushButton* m_log;
    QPushButton* m_details;
    QPushButton* m_reveal;
};

/// A worker's one-word stage ("pivot"), for people; the word itself where there is no text for it.
[[nodiscard]] QString stageText(const QString& stage);

/// "1 min 20 s", "45 s", "2 h 05 min".
[[nodiscard]] QString durationText(double seconds);

} // namespace effigy::ui
