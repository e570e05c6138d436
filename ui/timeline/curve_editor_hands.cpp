// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands do in the curve editor.
#include "ui/custom_plot.h"
#include "ui/timeline/curve_editor.h"
#include "ui/timeline/time_ruler.h"

#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kReach = 8.0;            // pixels around a mark that catch it
constexpr std::size_t kMostHandles = 120; // more are a thicket

} // namespace

std::vector<CurveEditor::HandleGrip> CurveEditor::shownHandles() const
{
    std::vector<HandleGrip> grips;
    const QStringList shown = m_scene->shownTracks();
    for (const avatar::KeyRef& ref : m_scene->selection()) {
        const avatar::Track* track = m_scene->timeline().track(ref.id);
        const auto index = track ? track->find(ref.time) : std::nullopt;
        if (!index || !shown.contains(QString::fromStdString(ref.id)))
            continue;
        if (*index > 0 && track->keys()[*index - 1].tangent == avatar::Tangent::Bezier)
            grips.push_back({ref, avatar::HandleSide::In});
        if (*index + 1 < track->keys().size() && track->keys()[*index].tangent == avatar::Tangent::Bezier)
            grips.push_back({ref, avatar::HandleSide::Out});
        if (grips.size() > kMostHandles)
            return {};
    }
    return grips;
}

std::optional<CurveEditor::HandleGrip> CurveEditor::handleAt(const QPointF& at) const
{
    for (const HandleGrip& grip : shownHandles())
        if ((placeOf(grip.key, grip.side) - at).manhattanLength() < kReach)
            return grip;
    return std::nullopt;
}

std::optional<avatar::KeyRef> CurveEditor::keyAt(const QPointF& at) const
{
    const TimeView& view = m_scene->view();
    std::optional<avatar::KeyRef> nearest;
    double distance = kReach;
    for (const QString& id : m_scene->shownTracks()) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = track.firstFrom(view.timeAt(at.x() - kReach)); i < track.keys().size() && track.keys()[i].time <= view.timeAt(at.x() + kReach); ++i) {
            const QPointF away = pointOf(id.toStdString(), track.keys()[i].time, track.keys()[i].value) - at;
            if (const double d = std::hypot(away.x(), away.y()); d < distance) {
                distance = d;
                nearest = avatar::KeyRef{id.toStdString(), track.keys()[i].time};
            }
        }
    }
    return nearest;
}

void CurveEditor::press(const QPointF& at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    m_pressedAt = at;
    if (button == Qt::MiddleButton)
        m_pan = Pan{.at = at, .view = m_scene->view(), .low = m_low, .high = m_high};
    if (button != Qt::LeftButton)
        return;
    if (const auto grip = handleAt(at)) {
        m_grip = grip;
        m_gripOrigin = m_scene->timeline();
        m_gripMoved = false;
        return;
    }
    if (const auto key = keyAt(at)) {
        const auto choice = modifiers.testFlag(Qt::ControlModifier) ? KeyDrag::Choice::Toggle
                            : modifiers.testFlag(Qt::ShiftModifier) ? KeyDrag::Choice::Add
                                                                    : KeyDrag::Choice::Replace;
        m_drag.press(*key, 0.0, choice);
        return;
    }
    m_beforeBox = modifiers & (Qt::ShiftModifier | Qt::ControlModifier) ? m_scene->selection() : avatar::KeySelection();
    m_box = QRectF(at, QSizeF(0.0, 0.0));
    m_scene->select(m_beforeBox);
}

void CurveEditor::move(const QPointF& at, Qt::KeyboardModifiers modifiers)
{
    const QPointF by = at - m_pressedAt;
    if (m_pan) {
        TimeView view = m_pan->view;
        view.start -= (at.x() - m_pan->at.x()) / view.pixelsPerSecond;
        const double shift = (at.y() - m_pan->at.y()) / std::max(1, height()) * (m_pan->high - m_pan->low);
        m_low = m_pan->low + shift;
        m_high = m_pan->high + shift;
        m_scene->setView(view);
        rebuild();
    } else if (m_grip) {
        moveHandle(at);
    } else if (m_drag.isActive()) {
        if (!m_drag.hasMoved() && by.manhattanLength() < 3.0)
            return;
        // With Shift, only along the direction in which the hand went farther.
        const bool isBound = modifiers.testFlag(Qt::ShiftModifier);
        const double dx = isBound && std::abs(by.y()) > std::abs(by.x()) ? 0.0 : by.x();
        const double dy = isBound && std::abs(by.x()) >= std::abs(by.y()) ? 0.0 : by.y();
        const std::string id = m_scene->selection().empty() ? std::string() : m_scene->selection().begin()->id;
        const double value = -dy / std::max(1, height()) * (m_high - m_low) * scaleOf(id);
        m_drag.move(m_drag.startTime() + dx / m_scene->view().pixelsPerSecond, value, modifiers.testFlag(Qt::AltModifier));
    } else if (m_box) {
        m_box = QRectF(m_pressedAt, at).normalized();
        selectBox();
        showMarks();
    } else {
        m_plot->setCursor(handleAt(at) ? Qt::PointingHandCursor : keyAt(at) ? Qt::SizeAllCursor : Qt::ArrowCursor);
    }
}

void CurveEditor::moveHandle(const QPointF& at)
{
    if (!m_gripMoved)
        m_scene->beginGesture();
    m_gripMoved = true;
    const avatar::KeyRef& key = m_grip->key;
    const double value = m_gripOrigin.track(key.id)->valueAt(key.time);
    const avatar::Handle handle{m_scene->view().timeAt(at.x()) - key.time, valueAt(at.y()) * scaleOf(key.id) - value};
    m_scene->edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Move a handle"), {key}), avatar::withHandle(m_gripOrigin, key, m_grip->side, handle));
}

void CurveEditor::release(Qt::MouseButton button)
{
    if (button == Qt::MiddleButton)
        m_pan.reset();
    if (button != Qt::LeftButton)
        return;
    if (m_grip && m_gripMoved)
        m_scene->endGesture();
    m_grip.reset();
    m_drag.release();
    m_box.reset();
    showMarks();
}

void CurveEditor::selectBox()
{
    avatar::KeySelection chosen = m_beforeBox;
    const TimeView& view = m_scene->view();
    for (const QString& id : m_scene->shownTracks()) {
        const avatar::Track& track = *m_scene->timeline().track(id.toStdString());
        for (std::size_t i = track.firstFrom(view.timeAt(m_box->left())); i < track.keys().size() && track.keys()[i].time <= view.timeAt(m_box->right()); ++i)
            if (m_box->contains(pointOf(id.toStdString(), track.keys()[i].time, track.keys()[i].value)))
                chosen.insert({id.toStdString(), track.keys()[i].time});
    }
    m_scene->select(std::move(chosen));
}

bool CurveEditor::wheel(QWheelEvent& event)
{
    if (timeWheel(*m_scene, event))
        return true;
    if (!event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    const double factor = std::pow(1.0015, -event.angleDelta().y()), middle = valueAt(event.position().y());
    m_low = middle + (m_low - middle) * factor;
    m_high = middle + (m_high - middle) * factor;
    rebuild();
    return true;
}

bool CurveEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::Wheel) {
        auto& turn = *static_cast<QWheelEvent*>(event);
        turn.setAccepted(wheel(turn));
        return true;
    }
    if (event->type() == QEvent::ContextMenu) {
        Q_EMIT menuAsked(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        press(mouse.position(), mouse.button(), mouse.modifiers());
    } else if (event->type() == QEvent::MouseMove) {
        move(mouse.position(), mouse.modifiers());
    } else if (event->type() == QEvent::MouseButtonRelease) {
        release(mouse.button());
    } else {
        return event->type() == QEvent::MouseButtonDblClick;
    }
    return true;
}

void CurveEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || !(m_drag.isActive() || m_grip))
        return QWidget::keyPressEvent(event);
    if (m_grip && m_gripMoved)
        m_scene->edit(keyEditName(QT_TRANSLATE_NOOP("Edit", "Move a handle"), {m_grip->key}), m_gripOrigin);
    m_drag.cancel();
    release(Qt::LeftButton);
}

} // namespace effigy::ui
