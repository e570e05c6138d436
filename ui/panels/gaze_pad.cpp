// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/gaze_pad.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/panels/value_slider.h"
#include "ui/theme/tokens.h"

#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kReach = 0.7;      // tangent at the edge of the field: 35 degrees, as far as eyes turn
constexpr double kStep = 0.05;      // of an arrow key
constexpr double kNearest = 0.12;   // metres
constexpr double kFarthest = 3.0;

} // namespace

GazeField::GazeField(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("gazeField"));
    describeField(this, [this] {
        return tr("%1 % to the side, %2 % up").arg(std::lround(100.0 * m_direction.x())).arg(std::lround(100.0 * m_direction.y()));
    });
    say(this, [this] {
        setAccessibleName(tr("Gaze target"));
        setAccessibleDescription(tr("Arrow keys move the target, Delete centres it."));
        setToolTip(tr("<b>Gaze target</b><br>Drag it to where the eyes shall look. Arrow keys move it, double-click looks straight ahead."));
    });
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(90);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void GazeField::setDirection(QPointF direction)
{
    m_direction = {std::clamp(direction.x(), -1.0, 1.0), std::clamp(direction.y(), -1.0, 1.0)};
    tellFieldChanged(this);
    update();
}

QPointF GazeField::directionAt(QPointF place) const
{
    const QPointF centre = QRectF(rect()).center();
    return {(place.x() - centre.x()) / (width() / 2.0 - 8.0), (centre.y() - place.y()) / (height() / 2.0 - 8.0)};
}

void GazeField::move(QPointF direction)
{
    setDirection(direction);
    Q_EMIT moved(m_direction);
}

void GazeField::moveOnce(QPointF direction)
{
    Q_EMIT gestureStarted();
    move(direction);
    Q_EMIT gestureFinished();
}

void GazeField::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF field = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QPointF c = field.center();
    painter.setPen(QPen(hasFocus() ? t.accent : t.line, 1.0));
    painter.setBrush(t.field);
    painter.drawRoundedRect(field, t.radius, t.radius);
    painter.setPen(QPen(t.line, 1.0));
    painter.drawLine(QPointF(field.left() + 6.0, c.y()), QPointF(field.right() - 6.0, c.y()));
    painter.drawLine(QPointF(c.x(), field.top() + 6.0), QPointF(c.x(), field.bottom() - 6.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(c, (width() / 2.0 - 8.0) / 2.0, (height() / 2.0 - 8.0) / 2.0);
    const QPointF at(c.x() + m_direction.x() * (width() / 2.0 - 8.0), c.y() - m_direction.y() * (height() / 2.0 - 8.0));
    painter.setPen(QPen(t.accent, 1.0, Qt::DashLine));
    painter.drawLine(c, at);
    painter.setPen(QPen(t.accent, 2.0));
    painter.setBrush(t.text);
    painter.drawEllipse(at, 5.0, 5.0);
}

void GazeField::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_isDragging = true;
    Q_EMIT gestureStarted();
    move(directionAt(event->position()));
}

void GazeField::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isDragging)
        move(directionAt(event->position()));
}

void GazeField::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_isDragging)
        return;
    m_isDragging = false;
    Q_EMIT gestureFinished();
}

void GazeField::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        moveOnce({0.0, 0.0});
}

void GazeField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: return moveOnce(m_direction - QPointF(kStep, 0.0));
    case Qt::Key_Right: return moveOnce(m_direction + QPointF(kStep, 0.0));
    case Qt::Key_Up: return moveOnce(m_direction + QPointF(0.0, kStep));
    case Qt::Key_Down: return moveOnce(m_direction - QPointF(0.0, kStep));
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return moveOnce({0.0, 0.0});
    default: QWidget::keyPressEvent(event);
    }
}

GazePad::GazePad(QWidget* parent)
    : QWidget(parent),
      m_field(new GazeField(this)),
      m_distance(new ValueSlider({.id = QStringLiteral("gazeDistance"),
                                  .label = {},
                                  .unit = QStringLiteral("m"),
                                  .softMin = kNearest,
                                  .softMax = kFarthest,
                                  .hardMin = kNearest,
                                  .hardMax = 100.0,
                                  .neutral = kNearest,
                                  .resetValue = 1.0},
                                 this))
{
    setObjectName(QStringLiteral("gazePad"));
    say(m_distance, [this] { m_distance->setLabel(tr("Distance")); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens().margin, 4, tokens().margin, tokens().margin);
    column->setSpacing(4);
    column->addWidget(m_field, 1);
    column->addWidget(m_distance);
    const auto tell = [this] {
        const double ahead = m_distance->value();
        Q_EMIT targetMoved(m_field->direction().x() * kReach * ahead, m_field->direction().y() * kReach * ahead, ahead);
    };
    connect(m_field, &GazeField::gestureStarted, this, &GazePad::gestureStarted);
    connect(m_field, &GazeField::moved, this, tell);
    connect(m_field, &GazeField::gestureFinished, this, &GazePad::gestureFinished);
    connect(m_distance, &ValueSlider::gestureStarted, this, &GazePad::gestureStarted);
    connect(m_distance, &ValueSlider::valueEdited, this, tell);
    connect(m_distance, &ValueSlider::gestureFinished, this, &GazePad::gestureFinished);
}

void GazePad::setTarget(double left, double up, double ahead)
{
    const double metres = std::max(ahead, kNearest);
    m_field->setDirection({left / (kReach * metres), up / (kReach * metres)});
    m_distance->setValue(metres);
}

} // namespace effigy::ui
