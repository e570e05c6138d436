// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_canvas.h"

#include "ui/accessible_field.h"
#include "ui/language/say.h"
#include "ui/theme/tokens.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::ui {

namespace {

using reconstruct::LandmarkOrigin;

constexpr double kGrip = 9.0;      // widget pixels about a landmark that take hold of it
constexpr double kFine = 0.1;
constexpr double kZoomStep = 1.25;
constexpr double kClosest = 40.0;  // widget pixels per photo pixel
constexpr double kFarthest = 0.02;
constexpr double kBad = 0.06;      // residual that shows in full red, parts of the eyes' distance
constexpr std::array kLineEnds = {16, 21, 26, 30, 35, 41, 47, 59, 67};
constexpr std::array<std::pair<int, int>, 4> kClosed = {{{41, 36}, {47, 42}, {59, 48}, {67, 60}}};

/// From good to bad.
QColor residualColour(double residual)
{
    const double t = std::clamp(residual / kBad, 0.0, 1.0);
    const QColor from = t < 0.5 ? tokens().good : tokens().warning, to = t < 0.5 ? tokens().warning : tokens().error;
    const double u = t < 0.5 ? 2.0 * t : 2.0 * t - 1.0;
    const auto mix = [u](int a, int b) { return static_cast<int>(std::lround((1.0 - u) * a + u * b)); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

} // namespace

FitCanvas::FitCanvas(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("fitCanvas"));
    describeField(this);
    say(this, [this] { setAccessibleName(tr("Photo with landmarks")); });
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void FitCanvas::setPhoto(const QImage& photo)
{
    m_photo = photo;
    m_isFaceShown = true;
    showFace();
}

void FitCanvas::setMarks(const QVector<LandmarkMark>& marks)
{
    const bool isFirst = m_marks.isEmpty();
    m_marks = marks;
    if (m_selected >= m_marks.size())
        m_selected = -1;
    if (isFirst || (m_isFaceShown && !m_drag))
        showFace();
    update();
}

void FitCanvas::setWire(const QVector<QLineF>& wire)
{
    m_wire = wire;
    update();
}

void FitCanvas::setForm(const QImage& picture, const QRectF& place)
{
    m_form = picture;
    m_formPlace = place;
    update();
}

void FitCanvas::setWireShown(bool isShown)
{
    m_isWireShown = isShown;
    update();
}

void FitCanvas::setResidualsShown(bool isShown)
{
    m_areResidualsShown = isShown;
    update();
}

void FitCanvas::select(int landmark)
{
    const int wanted = landmark >= 0 && landmark < m_marks.size() ? landmark : -1;
    if (wanted == m_selected)
        return;
    m_selected = wanted;
    update();
    Q_EMIT selectionChanged(m_selected);
}

QPointF FitCanvas::toWidget(const QPointF& photo) const { return m_origin + m_zoom * photo; }
QPointF FitCanvas::toPhoto(const QPointF& widget) const { return (widget - m_origin) / m_zoom; }

void FitCanvas::zoomTo(const QRectF& photo)
{
    if (photo.isEmpty() || width() < 2 || height() < 2)
        return;
    m_zoom = std::clamp(std::min(width() / photo.width(), height() / photo.height()), kFarthest, kClosest);
    m_origin = QPointF(0.5 * width(), 0.5 * height()) - m_zoom * photo.center();
    update();
}

void FitCanvas::showFace()
{
    if (m_marks.isEmpty()) {
        showPhoto();
        return;
    }
    QRectF box(m_marks.front().place, QSizeF(1.0, 1.0));
    for (const LandmarkMark& mark : m_marks)
        box = box.united(QRectF(mark.place, QSizeF(1.0, 1.0)));
    const double margin = 0.18 * std::max(box.width(), box.height());
    zoomTo(box.adjusted(-margin, -1.6 * margin, margin, margin));
    m_isFaceShown = true;
}

void FitCanvas::showPhoto()
{
    zoomTo(QRectF(QPointF(), m_photo.size()));
    m_isFaceShown = false;
}

void FitCanvas::zoomBy(double factor) { zoomAt(QPointF(0.5 * width(), 0.5 * height()), factor); }

void FitCanvas::zoomAt(const QPointF& widget, double factor)
{
    const QPointF held = toPhoto(widget);
    m_zoom = std::clamp(m_zoom * factor, kFarthest, kClosest);
    m_origin = widget - m_zoom * held;
    m_isFaceShown = false;
    update();
}

int FitCanvas::markAt(const QPointF& widget) const
{
    int best = -1;
    double nearest = kGrip * kGrip;
    for (int i = 0; i < m_marks.size(); ++i) {
        const QPointF off = toWidget(m_marks[i].place) - widget;
        const double distance = QPointF::dotProduct(off, off);
        // The selected one wins ties, so that a landmark under others can be had by keyboard.
        if (distance < nearest || (i == m_selected && distance <= nearest)) {
            nearest = distance;
            best = i;
        }
    }
    return best;
}

void FitCanvas::moveSelected(const QPointF& to)
{
    const QPointF inside(std::clamp(to.x(), 0.0, static_cast<double>(m_photo.width())),
                         std::clamp(to.y(), 0.0, static_cast<double>(m_photo.height())));
    m_marks[m_selected].place = inside;
    update();
    Q_EMIT landmarkMoved(m_selected, inside);
}

void FitCanvas::nudge(const QPointF& by)
{
    if (m_selected < 0)
        return;
    Q_EMIT gestureStarted();
    moveSelected(m_marks[m_selected].place + by);
    Q_EMIT gestureFinished();
}

void FitCanvas::finishDrag()
{
    const bool wasMove = m_drag && !m_drag->isPan && m_drag->hasMoved;
    m_drag.reset();
    unsetCursor();
    if (wasMove)
        Q_EMIT gestureFinished();
}

void FitCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_isFaceShown)
        showFace();
}

void FitCanvas::mousePressEvent(QMouseEvent* event)
{
    const bool isMiddle = event->button() == Qt::MiddleButton;
    if (event->button() != Qt::LeftButton && !isMiddle)
        return;
    const int mark = isMiddle ? -1 : markAt(event->position());
    if (!isMiddle)
        select(mark);
    m_drag = Drag{.isPan = mark < 0,
                  .last = event->position(),
                  .start = mark < 0 ? QPointF() : m_marks[mark].place,
                  .hasMoved = false};
    if (m_drag->isPan)
        setCursor(Qt::ClosedHandCursor);
}

void FitCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_drag) {
        const int hovered = markAt(event->position());
        if (hovered != m_hovered) {
            m_hovered = hovered;
            update();
        }
        return;
    }
    const QPointF by = event->position() - m_drag->last;
    m_drag->last = event->position();
    if (m_drag->isPan) {
        m_origin += by;
        m_isFaceShown = false;
        update();
        return;
    }
    if (!m_drag->hasMoved)
        Q_EMIT gestureStarted();
    m_drag->hasMoved = true;
    const double pace = event->modifiers().testFlag(Qt::ShiftModifier) ? kFine : 1.0;
    moveSelected(m_marks[m_selected].place + pace * by / m_zoom);
}

void FitCanvas::mouseReleaseEvent(QMouseEvent*) { finishDrag(); }

void FitCanvas::wheelEvent(QWheelEvent* event)
{
    zoomAt(event->position(), std::pow(kZoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void FitCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool isCtrl = event->modifiers().testFlag(Qt::ControlModifier);
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kFine : 1.0;
    const int count = static_cast<int>(m_marks.size());
    const auto walk = [&](int by) { select(count == 0 ? -1 : (std::max(m_selected, by < 0 ? 0 : -1) + by + count) % count); };
    switch (event->key()) {
    case Qt::Key_Left: isCtrl ? nudge({-step, 0.0}) : walk(-1); break;
    case Qt::Key_Right: isCtrl ? nudge({step, 0.0}) : walk(1); break;
    case Qt::Key_Up: isCtrl ? nudge({0.0, -step}) : walk(-1); break;
    case Qt::Key_Down: isCtrl ? nudge({0.0, step}) : walk(1); break;
    case Qt::Key_Plus: zoomBy(kZoomStep); break;
    case Qt::Key_Minus: zoomBy(1.0 / kZoomStep); break;
    case Qt::Key_Home: showFace(); break;
    case Qt::Key_F: showPhoto(); break;
    case Qt::Key_Delete:
        if (m_selected >= 0)
            Q_EMIT landmarkToggled(m_selected);
        break;
    case Qt::Key_Backspace:
        if (m_selected >= 0)
            Q_EMIT landmarkReset(m_selected);
        break;
    case Qt::Key_Escape:
        if (m_drag && !m_drag->isPan && m_drag->hasMoved)
            moveSelected(m_drag->start);
        finishDrag();
        break;
    default: QWidget::keyPressEvent(event);
    }
}

void FitCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    const int mark = event->reason() == QContextMenuEvent::Mouse ? markAt(event->pos()) : m_selected;
    if (mark < 0)
        return;
    select(mark);
    QMenu menu(this);
    const bool isAbsent = m_marks[mark].origin == LandmarkOrigin::Absent;
    menu.addAction(isAbsent ? tr("Bring back") : tr("Take away"), this, [this, mark] { Q_EMIT landmarkToggled(mark); });
    QAction* reset = menu.addAction(tr("Put back where it was found"), this, [this, mark] { Q_EMIT landmarkReset(mark); });
    reset->setEnabled(m_marks[mark].origin != LandmarkOrigin::Found);
    menu.exec(event->globalPos());
}

bool FitCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int mark = markAt(help->pos());
    if (mark < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
                           tr("Landmark %1: %2 % of the eyes' distance off. Drag to move, Delete to take away.")
                               .arg(mark)
                               .arg(locale().toString(100.0 * m_marks[mark].residual, 'f', 1)),
                           this);
    return true;
}

void FitCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().viewport);
    if (m_photo.isNull())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_zoom < 4.0);
    painter.drawImage(QRectF(m_origin, m_zoom * QSizeF(m_photo.size())), m_photo);
    if (!m_form.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(toWidget(m_formPlace.topLeft()), toWidget(m_formPlace.bottomRight())), m_form);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isWireShown) {
        QColor colour = tokens().accent;
        colour.setAlphaF(0.35F);
        painter.setPen(QPen(colour, 1.0));
        QVector<QLineF> lines;
        lines.reserve(m_wire.size());
        for (const QLineF& line : m_wire)
            lines.append({toWidget(line.p1()), toWidget(line.p2())});
        painter.drawLines(lines);
    }
    if (m_areResidualsShown)
        drawResiduals(painter);
    drawMarks(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(tokens().accent, 1.0));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void FitCanvas::drawResiduals(QPainter& painter) const
{
    for (const LandmarkMark& mark : m_marks) {
        if (mark.origin == LandmarkOrigin::Absent)
            continue;
        painter.setPen(QPen(residualColour(mark.residual), 2.0));
        painter.drawLine(toWidget(mark.place), toWidget(mark.fitted));
    }
}

void FitCanvas::drawMarks(QPainter& painter) const
{
    QColor line = tokens().text;
    line.setAlphaF(0.45F);
    painter.setPen(QPen(line, 1.0));
    for (int i = 0; i + 1 < m_marks.size(); ++i)
        if (std::ranges::find(kLineEnds, i) == kLineEnds.end())
            painter.drawLine(toWidget(m_marks[i].place), toWidget(m_marks[i + 1].place));
    if (m_marks.size() == std::ssize(reconstruct::Landmarks2{}))
        for (const auto& [last, first] : kClosed)
            painter.drawLine(toWidget(m_marks[last].place), toWidget(m_marks[first].place));
    for (int i = 0; i < m_marks.size(); ++i) {
        const LandmarkMark& mark = m_marks[i];
        const QPointF at = toWidget(mark.place);
        const double radius = i == m_selected || i == m_hovered ? 5.0 : 3.5;
        const QColor colour = m_areResidualsShown ? residualColour(mark.residual) : tokens().accent;
        painter.setPen(QPen(i == m_selected ? tokens().text : tokens().window, i == m_selected ? 2.0 : 1.0));
        switch (mark.origin) {
        case LandmarkOrigin::Found: // a dot
            painter.setBrush(colour);
            painter.drawEllipse(at, radius, radius);
            break;
        case LandmarkOrigin::Placed: // a square: told by form, not only by colour
            painter.setBrush(m_areResidualsShown ? colour : tokens().good);
            painter.drawRect(QRectF(at - QPointF(radius, radius), QSizeF(2.0 * radius, 2.0 * radius)));
            break;
        case LandmarkOrigin::Absent: // a cross
            painter.setPen(QPen(tokens().dimText, i == m_selected ? 2.5 : 1.5));
            painter.drawLine(at - QPointF(radius, radius), at + QPointF(radius, radius));
            painter.drawLine(at - QPointF(radius, -radius), at + QPointF(radius, -radius));
            break;
        }
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace effigy::ui
