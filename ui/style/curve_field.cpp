// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/curve_field.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kMargin = 8.0;       // pixels around the field, so that points at its corners are whole
constexpr double kGrip = 9.0;         // pixels from a point that still take it
constexpr double kStep = 4.0 / 255.0; // of an arrow key
constexpr double kFine = 0.1;

} // namespace

CurveField::CurveField(QWidget* parent) : QWidget(parent), m_colour(tokens().text)
{
    setObjectName(QStringLiteral("curveField"));
    describeField(this, [this] { return valueText(); });
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(140);
    say(this, [this] {
        setAccessibleName(tr("Tone curve"));
        setAccessibleDescription(tr("Page Up and Down choose a point, arrows move it, Insert adds one, Delete removes it, Home straightens the curve."));
        setToolTip(tr("<b>Tone curve</b><br>Click to add a point, drag it, remove it with the right button or Delete. "
                      "Page Up and Down choose a point, arrows move it, Insert adds one, Home straightens the curve."));
    });
}

QRectF CurveField::field() const { return QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin); }

QPointF CurveField::placeOf(style::CurvePoint point) const
{
    const QRectF f = field();
    return {f.left() + point.in * f.width(), f.bottom() - point.out * f.height()};
}

style::CurvePoint CurveField::pointAt(QPointF place) const
{
    const QRectF f = field();
    return {std::clamp((place.x() - f.left()) / f.width(), 0.0, 1.0), std::clamp((f.bottom() - place.y()) / f.height(), 0.0, 1.0)};
}

std::optional<int> CurveField::gripAt(QPointF place) const
{
    const auto shown = style::shownPoints(m_points);
    const auto distance = [&](const style::CurvePoint& point) { return std::hypot(placeOf(point).x() - place.x(), placeOf(point).y() - place.y()); };
    const auto nearest = std::ranges::min_element(shown, {}, distance);
    return distance(*nearest) <= kGrip ? std::optional(int(nearest - shown.begin())) : std::nullopt;
}

void CurveField::setPoints(const style::CurvePoints& points)
{
    if (points == m_points)
        return;
    m_points = points;
    choose(m_chosen);
}

void CurveField::setColour(const QColor& colour)
{
    m_colour = colour;
    update();
}

QString CurveField::valueText() const
{
    const auto shown = style::shownPoints(m_points);
    const auto& point = shown[std::size_t(m_chosen)];
    return tr("Point %1 of %2: %3 becomes %4").arg(m_chosen + 1).arg(shown.size()).arg(std::lround(255.0 * point.in)).arg(std::lround(255.0 * point.out));
}

void CurveField::choose(int index)
{
    m_chosen = std::clamp(index, 0, int(style::shownPoints(m_points).size()) - 1);
    tellFieldChanged(this);
    update();
}

void CurveField::change(const style::CurvePoints& points)
{
    if (points == style::shownPoints(m_points))
        return;
    m_points = points == style::shownPoints({}) ? style::CurvePoints() : points;
    choose(m_chosen);
    Q_EMIT edited(m_points);
}

void CurveField::changeOnce(const style::CurvePoints& points, int chosen)
{
    Q_EMIT gestureStarted();
    change(points);
    choose(chosen);
    Q_EMIT gestureFinished();
}

void CurveField::remove(int index) { changeOnce(style::withoutPoint(m_points, std::size_t(index)), index - 1); }

void CurveField::insertAfterChosen()
{
    const auto shown = style::shownPoints(m_points);
    const auto first = std::size_t(std::min(m_chosen, int(shown.size()) - 2));
    const double in = 0.5 * (shown[first].in + shown[first + 1].in);
    changeOnce(style::withPoint(m_points, {in, style::ToneCurve(m_points).at(in)}), int(first) + 1);
}

void CurveField::nudge(double in, double out)
{
    const auto point = style::shownPoints(m_points)[std::size_t(m_chosen)];
    changeOnce(style::withPointMoved(m_points, std::size_t(m_chosen), {point.in + in, point.out + out}), m_chosen);
}

/// Delete is a shortcut of the window, too; here it is the curve's.
bool CurveField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        for (const int own : {Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_Insert,
                              Qt::Key_PageUp, Qt::Key_PageDown})
            if (key == own)
                event->accept();
    }
    return QWidget::event(event);
}

void CurveField::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF f = field();
    painter.setPen(QPen(hasFocus() ? t.accent : t.line, 1.0));
    painter.setBrush(t.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), t.radius, t.radius);
    painter.setPen(QPen(t.line, 1.0));
    for (const double part : {0.25, 0.5, 0.75}) {
        painter.drawLine(placeOf({part, 0.0}), placeOf({part, 1.0}));
        painter.drawLine(placeOf({0.0, part}), placeOf({1.0, part}));
    }
    painter.drawLine(f.bottomLeft(), f.topRight());
    const style::ToneCurve curve(m_points);
    QPainterPath path(placeOf({0.0, curve.at(0.0)}));
    const int steps = std::max(2, int(f.width()));
    for (int i = 1; i <= steps; ++i)
        path.lineTo(placeOf({double(i) / steps, curve.at(double(i) / steps)}));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_colour, 2.0));
    painter.drawPath(path);
    const auto shown = style::shownPoints(m_points);
    for (int i = 0; i < int(shown.size()); ++i) {
        const bool isChosen = hasFocus() && i == m_chosen;
        painter.setPen(QPen(isChosen ? t.accent : m_colour, isChosen ? 2.5 : 1.5));
        painter.setBrush(t.field);
        painter.drawEllipse(placeOf(shown[std::size_t(i)]), isChosen ? 5.5 : 4.0, isChosen ? 5.5 : 4.0);
    }
}

void CurveField::mousePressEvent(QMouseEvent* event)
{
    const auto grip = gripAt(event->position());
    if (event->button() == Qt::RightButton && grip && !m_isDragging)
        return remove(*grip);
    if (event->button() != Qt::LeftButton)
        return;
    m_isDragging = true;
    Q_EMIT gestureStarted();
    if (grip)
        return choose(*grip);
    const style::CurvePoint wanted = pointAt(event->position());
    change(style::withPoint(m_points, wanted));
    const auto shown = style::shownPoints(m_points);
    choose(int(std::ranges::min_element(shown, {}, [&](const auto& point) { return std::abs(point.in - wanted.in); }) - shown.begin()));
}

void CurveField::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isDragging)
        change(style::withPointMoved(m_points, std::size_t(m_chosen), pointAt(event->position())));
}

void CurveField::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_isDragging)
        return;
    m_isDragging = false;
    Q_EMIT gestureFinished();
}

void CurveField::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kFine * kStep : kStep;
    switch (event->key()) {
    case Qt::Key_Left: return nudge(-step, 0.0);
    case Qt::Key_Right: return nudge(step, 0.0);
    case Qt::Key_Up: return nudge(0.0, step);
    case Qt::Key_Down: return nudge(0.0, -step);
    case Qt::Key_PageUp: return choose(m_chosen - 1);
    case Qt::Key_PageDown: return choose(m_chosen + 1);
    case Qt::Key_Insert: return insertAfterChosen();
    case Qt::Key_Home: return changeOnce(style::shownPoints({}), 0);
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return remove(m_chosen);
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace effigy::ui
