// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/time_ruler.h"

#include "ui/language/say.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/timeline_scene.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace effigy::ui {
namespace {

constexpr int kHeight = 26;
constexpr double kLabelSpace = 64.0; // pixels between labels
constexpr double kTickSpace = 7.0;

} // namespace

double markInterval(double pixelsPerSecond, double fps, double pixels)
{
    const double least = pixels / pixelsPerSecond;
    for (const int frames : {1, 2, 5, 10})
        if (frames / fps >= least && frames < fps)
            return frames / fps;
    for (double seconds = 1.0;; seconds *= 10.0)
        for (const double step : {1.0, 2.0, 5.0})
            if (seconds * step >= least)
                return seconds * step;
}

bool timeWheel(TimelineScene& scene, const QWheelEvent& event)
{
    const QPoint turned = event.angleDelta();
    if (event.modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y())) {
        const double by = turned.x() != 0 ? turned.x() : turned.y();
        TimeView view = scene.view();
        view.start -= by * 0.6 / view.pixelsPerSecond;
        scene.setView(view);
        return true;
    }
    if (event.modifiers().testFlag(Qt::ControlModifier) || turned.y() == 0)
        return false;
    scene.zoom(std::pow(1.0015, turned.y()), event.position().x());
    return true;
}

TimeRuler::TimeRuler(TimelineScene* scene, QWidget* parent) : QWidget(parent), m_scene(scene)
{
    setObjectName(QStringLiteral("timeRuler"));
    say(this, [this] {
        setAccessibleName(tr("Time ruler"));
        setToolTip(tr("<b>Time</b><br>Drag to move the playhead. Wheel zooms, Shift and wheel scrolls.<br>I and O set the range that plays."));
    });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const auto signal : {&TimelineScene::viewChanged, &TimelineScene::timelineChanged})
        connect(m_scene, signal, this, qOverload<>(&QWidget::update));
    connect(m_scene, &TimelineScene::playheadChanged, this, qOverload<>(&QWidget::update));
}

QSize TimeRuler::sizeHint() const { return {400, kHeight}; }

void TimeRuler::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    const TimeView& view = m_scene->view();
    const avatar::Timeline& timeline = m_scene->timeline();
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    const QRectF range(view.xOf(timeline.start), 0.0, (timeline.end - timeline.start) * view.pixelsPerSecond, height());
    painter.fillRect(range, t.panel);
    painter.fillRect(QRectF(range.left(), height() - 3.0, range.width(), 3.0), t.accentFill);

    QFont small = font();
    small.setPixelSize(10);
    painter.setFont(small);
    const double step = markInterval(view.pixelsPerSecond, timeline.fps, kTickSpace);
    const double labelStep = markInterval(view.pixelsPerSecond, timeline.fps, kLabelSpace);
    const double end = view.timeAt(width());
    painter.setPen(t.line);
    for (double n = std::max(0.0, std::ceil(view.start / step)); n * step <= end; ++n)
        painter.drawLine(QPointF(view.xOf(n * step), height() - 7.0), QPointF(view.xOf(n * step), height() - 3.0));
    for (double n = std::max(0.0, std::ceil(view.start / labelStep - 1.0)); n * labelStep <= end; ++n) {
        const double x = std::round(view.xOf(n * labelStep)) + 0.5;
        painter.setPen(t.dimText);
        painter.drawLine(QPointF(x, height() - 12.0), QPointF(x, height() - 3.0));
        painter.drawText(QPointF(x + 4.0, 12.0), timecodeText(n * labelStep, timeline.fps));
    }
    const double x = std::round(view.xOf(m_scene->playhead())) + 0.5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accent);
    const QPointF flag[] = {{x - 5.5, height() - 11.0}, {x + 5.5, height() - 11.0}, {x + 5.5, height() - 5.0}, {x, height() - 0.0}, {x - 5.5, height() - 5.0}};
    painter.drawPolygon(flag, 5);
}

void TimeRuler::scrub(double x)
{
    m_scene->setPlayhead(m_scene->snapped(std::max(0.0, m_scene->view().timeAt(x))));
    Q_EMIT scrubbed();
}

void TimeRuler::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        scrub(event->position().x());
}

void TimeRuler::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        scrub(event->position().x());
}

void TimeRuler::wheelEvent(QWheelEvent* event) { event->setAccepted(timeWheel(*m_scene, *event)); }

} // namespace effigy::ui
