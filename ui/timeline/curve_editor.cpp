// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/curve_editor.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/curve_marks.h"
#include "ui/timeline/curve_points.h"

#include <QVBoxLayout>

#include <cmath>

namespace effigy::ui {
namespace {

void dressAxis(QCPAxis& axis)
{
    const Tokens& t = tokens();
    QFont small = axis.tickLabelFont();
    small.setPixelSize(10);
    axis.setTickLabelFont(small);
    axis.setBasePen(Qt::NoPen);
    axis.setTickPen(Qt::NoPen);
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(t.dimText);
    axis.setTickLabelSide(QCPAxis::lsInside);
    axis.grid()->setPen(QPen(t.raised, 1.0));
    axis.grid()->setZeroLinePen(QPen(t.line, 1.0));
}

} // namespace

CurveEditor::CurveEditor(TimelineScene* scene, QWidget* parent) : QWidget(parent), m_scene(scene), m_plot(new QCustomPlot(this)), m_drag(scene)
{
    setObjectName(QStringLiteral("curveEditor"));
    describeField(this);
    say(this, [this] {
        setAccessibleName(tr("Curve editor"));
        setAccessibleDescription(tr("Curves of the shown tracks. Left and Right go by frames, with Ctrl by keys; Home fits."));
    });
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(80);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    m_plot->setObjectName(QStringLiteral("curvePlot"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->setInteractions({});
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(QMargins(0, 0, 0, 0));
    m_plot->xAxis->setTickLabels(false);
    dress();
    m_plot->addLayer(QLatin1String(kCurveMarksLayer), m_plot->layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    m_plot->layer(QLatin1String(kCurveMarksLayer))->setMode(QCPLayer::lmBuffered);
    m_marks = new CurveMarks(m_plot, this);
    m_plot->installEventFilter(this);

    for (const auto signal : {&TimelineScene::viewChanged, &TimelineScene::timelineChanged, &TimelineScene::focusChanged})
        connect(m_scene, signal, this, &CurveEditor::rebuild);
    connect(m_scene, &TimelineScene::selectionChanged, this, &CurveEditor::showMarks);
    connect(m_scene, &TimelineScene::playheadChanged, this, &CurveEditor::showMarks);
    rebuild();
}

CurveEditor::~CurveEditor() = default;

void CurveEditor::dress()
{
    m_plot->setBackground(QBrush(tokens().panel));
    dressAxis(*m_plot->xAxis);
    dressAxis(*m_plot->yAxis);
}

double CurveEditor::scaleOf(std::string_view id) const
{
    const head::Control* control = head::findControl(id);
    return m_isMixed && control ? std::max(std::abs(control->softMin), std::abs(control->softMax)) : 1.0;
}

QPointF CurveEditor::pointOf(std::string_view id, double time, double value) const
{
    const double part = (value / scaleOf(id) - m_low) / (m_high - m_low);
    return {m_scene->view().xOf(time), (1.0 - part) * height()};
}

double CurveEditor::valueAt(double y) const { return m_high - y / std::max(1, height()) * (m_high - m_low); }

QPointF CurveEditor::placeOf(const avatar::KeyRef& key) const
{
    const avatar::Track& track = *m_scene->timeline().track(key.id);
    return pointOf(key.id, key.time, track.valueAt(key.time));
}

QPointF CurveEditor::placeOf(const avatar::KeyRef& key, avatar::HandleSide side) const
{
    const avatar::Track& track = *m_scene->timeline().track(key.id);
    const auto index = *track.find(key.time);
    const avatar::Handle handle = side == avatar::HandleSide::In ? track.inHandle(index) : track.outHandle(index);
    return pointOf(key.id, key.time + handle.time, track.keys()[index].value + handle.value);
}

void CurveEditor::rebuild()
{
    if (!isVisible() && m_plot->graphCount() > 0)
        return; // drawn when shown again
    const QStringList ids = m_scene->shownTracks();
    m_isMixed = false;
    for (const QString& id : ids)
        m_isMixed = m_isMixed || head::findControl(id.toStdString())->unit != head::findControl(ids.front().toStdString())->unit;
    m_plot->yAxis->setNumberFormat(QStringLiteral("g"));
    while (m_plot->graphCount() > ids.size())
        m_plot->removeGraph(m_plot->graphCount() - 1);
    while (m_plot->graphCount() < ids.size())
        m_plot->addGraph()->setAdaptiveSampling(false);
    for (int i = 0; i < ids.size(); ++i) {
        const std::string id = ids[i].toStdString();
        m_plot->graph(i)->data()->set(curvePoints(*m_scene->timeline().track(id), m_scene->view(), width(), scaleOf(id)), true);
        m_plot->graph(i)->setPen(QPen(trackColour(id), 1.6));
    }
    m_plot->xAxis->setRange(m_scene->view().start, m_scene->view().timeAt(std::max(1, width())));
    m_plot->yAxis->setRange(m_low, m_high);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CurveEditor::showMarks()
{
    if (isVisible())
        m_plot->layer(QLatin1String(kCurveMarksLayer))->replot();
}

void CurveEditor::fitValues()
{
    double low = 1e300, high = -1e300;
    for (const QString& id : m_scene->shownTracks()) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = 0; i < track.keys().size(); ++i) {
            const double value = track.keys()[i].value;
            for (const double reach : {0.0, track.inHandle(i).value, track.outHandle(i).value}) {
                low = std::min(low, (value + reach) / scaleOf(id.toStdString()));
                high = std::max(high, (value + reach) / scaleOf(id.toStdString()));
            }
        }
    }
    if (low > high) {
        low = 0.0;
        high = 1.0;
    }
    const double least = 0.05; // a still curve is not blown up
    const double margin = std::max(0.12 * (high - low), least);
    m_low = low - margin;
    m_high = high + margin;
    rebuild();
}

void CurveEditor::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    rebuild();
}

void CurveEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_plot) {
        dress();
        rebuild();
    }
}

void CurveEditor::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    rebuild();
}

void CurveEditor::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    showMarks();
}

void CurveEditor::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    showMarks();
}

} // namespace effigy::ui
