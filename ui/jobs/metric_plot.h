// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCustomPlot;

namespace effigy::ui {

/// The curve of one metric of a job, sample after sample.
class MetricPlot : public QWidget {
    Q_OBJECT
public:
    explicit MetricPlot(QWidget* parent = nullptr);

    /// Adds a sample. Another name than before starts a new curve.
    void add(const QString& metric, double value);
    [[nodiscard]] int sampleCount() const { return m_samples; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();
    void nameAxis();

    QCustomPlot* m_plot;
    QString m_metric;
    int m_samples = 0;
};

} // namespace effigy::ui
