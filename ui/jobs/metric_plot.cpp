// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/metric_plot.h"

#include "ui/custom_plot.h"
#include "ui/language/say.h"
#include "ui/theme/tokens.h"

#include <QVBoxLayout>

namespace effigy::ui {
namespace {

void dressAxis(QCPAxis& axis)
{
    const Tokens& t = tokens();
    QFont small = axis.tickLabelFont();
    small.setPixelSize(10);
    axis.setTickLabelFont(small);
    axis.setLabelFont(small);
    axis.setBasePen(QPen(t.line));
    axis.setTickPen(QPen(t.line));
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(t.dimText);
    axis.setLabelColor(t.dimText);
    axis.setLabelPadding(1);
    axis.grid()->setPen(QPen(t.raised, 1.0, Qt::SolidLine));
    axis.grid()->setZeroLinePen(Qt::NoPen);
    axis.ticker()->setTickCount(3);
}

} // namespace

MetricPlot::MetricPlot(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    setObjectName(QStringLiteral("metricPlot"));
    say(this, [this] {
        setAccessibleName(tr("Curve of the quality so far"));
        nameAxis();
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    m_plot->setMinimumSize(120, 90);
    m_plot->addGraph();
    m_plot->xAxis->setTickLabels(false);
    m_plot->axisRect()->setMinimumMargins(QMargins(2, 4, 4, 4));
    dress();
}

void MetricPlot::dress()
{
    const Tokens& t = tokens();
    QColor under = t.accent;
    under.setAlpha(28);
    m_plot->setBackground(QBrush(t.panel));
    m_plot->graph(0)->setPen(QPen(t.accent, 1.6));
    m_plot->graph(0)->setBrush(under);
    dressAxis(*m_plot->xAxis);
    dressAxis(*m_plot->yAxis);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MetricPlot::nameAxis()
{
    m_plot->yAxis->setLabel(m_metric == QLatin1String("psnr") ? tr("PSNR, dB") : m_metric == QLatin1String("loss") ? tr("Loss") : m_metric);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MetricPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QWidget::changeEvent(event);
}

void MetricPlot::add(const QString& metric, double value)
{
    if (metric != m_metric) {
        m_metric = metric;
        m_samples = 0;
        m_plot->graph(0)->data()->clear();
        nameAxis();
    }
    m_plot->graph(0)->addData(m_samples++, value);
    m_plot->rescaleAxes();
    m_plot->yAxis->scaleRange(1.15);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace effigy::ui
