// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/value_slider.h"

#include "ui/panels/number_entry.h"
#include "ui/panels/value_slider_accessible.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr int kValueWidth = 58;
constexpr int kLinkWidth = 22;
constexpr double kSame = 1e-6;

} // namespace

ValueSlider::ValueSlider(SliderSpec spec, QWidget* parent)
    : QWidget(parent), m_spec(std::move(spec)), m_value(m_spec.resetValue)
{
    registerValueSliderAccessibility();
    setObjectName(m_spec.id);
    setAccessibleName(m_spec.label);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent, false);
}

QSize ValueSlider::sizeHint() const { return {240, tokens().rowHeight}; }
QSize ValueSlider::minimumSizeHint() const { return {170, tokens().rowHeight}; }

bool ValueSlider::isModified() const { return std::abs(m_value - m_spec.resetValue) > 1e-4; }

QString ValueSlider::valueText() const
{
    const bool isWeight = m_spec.unit.isEmpty();
    const double shown = std::abs(m_value) < 5e-4 ? 0.0 : m_value; // no "-0.00"
    const QString number = locale().toString(shown, 'f', isWeight ? 2 : 1);
    if (m_spec.unit == QLatin1String("deg"))
        return number + QStringLiteral("°");
    return isWeight ? number : number + QLatin1Char(' ') + m_spec.unit;
}

void ValueSlider::setValue(double value)
{
    if (std::abs(value - m_value) < kSame)
        return;
    m_value = value;
    update();
    QAccessibleValueChangeEvent change(this, m_value);
    QAccessible::updateAccessibility(&change);
}

void ValueSlider::setResetValue(double value)
{
    m_spec.resetValue = value;
    update();
}

void ValueSlider::setLinked(bool isLinked)
{
    m_isLinked = isLinked;
    update();
}

void ValueSlider::edit(double value)
{
    Q_EMIT gestureStarted(m_spec.id);
    assign(value, m_spec.hardMin, m_spec.hardMax);
    Q_EMIT gestureFinished(m_spec.id);
}

void ValueSlider::assign(double value, double low, double high)
{
    const double wanted = std::clamp(value, low, high);
    if (std::abs(wanted - m_value) < kSame)
        return;
    setValue(wanted);
    Q_EMIT valueEdited(m_spec.id, m_value);
}

double ValueSlider::step() const { return (m_spec.softMax - m_spec.softMin) / 100.0; }

void ValueSlider::stepBy(double steps) { edit(m_value + steps * step()); }

QRect ValueSlider::barRect() const
{
    return m_spec.hasMirror || m_spec.keepsLinkRoom ? rect().adjusted(0, 1, -kLinkWidth, -1) : rect().adjusted(0, 1, 0, -1);
}

QRect ValueSlider::valueRect() const
{
    const QRect bar = barRect();
    return {bar.right() - kValueWidth + 1, bar.top(), kValueWidth, bar.height()};
}

QRect ValueSlider::linkRect() const
{
    return m_spec.hasMirror ? QRect(width() - kLinkWidth, 0, kLinkWidth, height()) : QRect();
}

double ValueSlider::valueAt(double x) const
{
    const QRect bar = barRect();
    return m_spec.softMin + (x - bar.left()) / std::max(1, bar.width()) * (m_spec.softMax - m_spec.softMin);
}

double ValueSlider::xOf(double value) const
{
    const QRect bar = barRect();
    const double part = (value - m_spec.softMin) / (m_spec.softMax - m_spec.softMin);
    return bar.left() + std::clamp(part, 0.0, 1.0) * bar.width();
}

void ValueSlider::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    const QRectF bar = barRect();
    QPainterPath shape;
    shape.addRoundedRect(bar, t.radius, t.radius);
    painter.fillPath(shape, m_isHovered || m_drag ? t.hover : t.raised);

    painter.save();
    painter.setClipPath(shape);
    const double from = xOf(m_spec.neutral), to = xOf(m_value);
    painter.fillRect(QRectF(std::min(from, to), bar.top(), std::abs(to - from), bar.height()),
                     isEnabled() ? t.accentFill : t.line);
    if (std::abs(to - from) > 1.5)
        painter.fillRect(QRectF(to - 1.0, bar.top(), 2.0, bar.height()), isEnabled() ? t.accent : t.disabledText);
    if (std::abs(m_spec.resetValue - m_spec.neutral) > 1e-4) { // where double-click returns to
        const double x = xOf(m_spec.resetValue);
        painter.fillRect(QRectF(x - 0.5, bar.bottom() - 5.0, 1.5, 5.0), t.dimText);
    }
    painter.restore();

    painter.setPen(isEnabled() ? t.text : t.disabledText);
    QFont labelFont = font();
    labelFont.setBold(isModified()); // never colour alone
    painter.setFont(labelFont);
    const QRectF labelArea = bar.adjusted(12, 0, -kValueWidth, 0);
    painter.drawText(labelArea, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_spec.label, Qt::ElideRight, int(labelArea.width())));
    if (isModified()) {
        painter.setBrush(t.accent);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF(bar.left() + 6.0, bar.center().y()), 2.0, 2.0);
    }
    painter.setFont(font());
    painter.setPen(isEnabled() ? t.text : t.disabledText);
    painter.drawText(QRectF(valueRect()).adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, valueText());

    if (m_spec.hasMirror && (m_isLinked || m_isHovered)) {
        const QColor colour = m_isLinked ? t.accent : t.dimText;
        const QPixmap link = iconPixmap(QStringLiteral("link"), colour, 14, devicePixelRatioF());
        painter.drawPixmap(QPointF(linkRect().left() + 5.0, (height() - 14) / 2.0), link);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 1.0));
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), t.radius, t.radius);
    }
}

void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (linkRect().contains(event->position().toPoint())) {
        setLinked(!m_isLinked);
        Q_EMIT linkToggled(m_spec.id, m_isLinked);
        return;
    }
    m_drag = Drag{.last = event->position(), .startValue = m_value, .exact = m_value, .hasMoved = false};
    Q_EMIT gestureStarted(m_spec.id);
    update();
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event)
{
    const bool isOverLink = linkRect().contains(event->position().toPoint());
    setCursor(isOverLink ? Qt::PointingHandCursor : Qt::SizeHorCursor);
    if (!m_drag)
        return;
    const double dx = event->position().x() - m_drag->last.x();
    if (!m_drag->hasMoved && std::abs(dx) < 3.0)
        return;
    m_drag->hasMoved = true;
    m_drag->last = event->position();

    const double range = m_spec.softMax - m_spec.softMin;
    const bool isFine = event->modifiers().testFlag(Qt::ShiftModifier);
    m_drag->exact += dx / std::max(1, barRect().width()) * range * (isFine ? 0.1 : 1.0);
    m_drag->exact = std::clamp(m_drag->exact, m_spec.softMin, m_spec.softMax);
    double wanted = m_drag->exact;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double grid = range / (isFine ? 100.0 : 10.0);
        wanted = std::round(wanted / grid) * grid;
    }
    assign(wanted, m_spec.softMin, m_spec.softMax);
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_drag)
        return;
    const bool isClick = !m_drag->hasMoved;
    const QPoint at = event->position().toPoint();
    if (isClick && barRect().contains(at) && !valueRect().contains(at))
        assign(valueAt(event->position().x()), m_spec.softMin, m_spec.softMax);
    finishDrag();
    if (isClick && valueRect().contains(at))
        startTyping();
}

void ValueSlider::finishDrag()
{
    m_drag.reset();
    update();
    Q_EMIT gestureFinished(m_spec.id);
}

void ValueSlider::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || linkRect().contains(event->position().toPoint()))
        return;
    finishTyping(false);
    reset();
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    if (!hasFocus() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore(); // the panel scrolls
        return;
    }
    stepBy(event->angleDelta().y() / 120.0);
    event->accept();
}

void ValueSlider::keyPressEvent(QKeyEvent* event)
{
    const double fine = event->modifiers().testFlag(Qt::ShiftModifier) ? 0.1 : 1.0;
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up: return stepBy(fine);
    case Qt::Key_Left:
    case Qt::Key_Down: return stepBy(-fine);
    case Qt::Key_PageUp: return stepBy(10.0 * fine);
    case Qt::Key_PageDown: return stepBy(-10.0 * fine);
    case Qt::Key_Home: return edit(m_spec.softMin);
    case Qt::Key_End: return edit(m_spec.softMax);
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return reset();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2: return startTyping();
    case Qt::Key_Escape:
        if (m_drag) {
            assign(m_drag->startValue, m_spec.hardMin, m_spec.hardMax);
            return finishDrag();
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void ValueSlider::startTyping()
{
    if (m_field)
        return;
    m_field = new QLineEdit(this);
    m_field->setObjectName(m_spec.id + QStringLiteral(".field"));
    m_field->setAccessibleName(m_spec.label);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setStyleSheet(QStringLiteral("QLineEdit { padding: 0 5px; min-height: 0; }"));
    m_field->setGeometry(valueRect().adjusted(-28, 0, 0, 0));
    m_field->setText(valueText().remove(QStringLiteral("°")));
    m_field->selectAll();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { finishTyping(true); });
    m_field->show();
    m_field->setFocus();
}

void ValueSlider::finishTyping(bool isAccepted)
{
    if (!m_field)
        return;
    QLineEdit* field = m_field;
    m_field = nullptr; // losing focus comes back here
    const auto typed = isAccepted && field->isModified() ? parseNumberEntry(field->text(), m_value) : std::nullopt;
    field->hide();
    field->deleteLater();
    setFocus();
    if (typed)
        edit(*typed);
}

bool ValueSlider::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && m_field) {
        if (event->type() == QEvent::FocusOut && !m_field->isHidden() && qApp->activePopupWidget() == nullptr)
            finishTyping(true);
        else if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            finishTyping(false);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ValueSlider::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    const auto add = [&](const QString& iconName, const QString& text, bool isEnabled, auto slot) {
        menu.addAction(icon(iconName), text, this, slot)->setEnabled(isEnabled);
    };
    const auto pasted = parseNumberEntry(QApplication::clipboard()->text(), m_value);
    add(QStringLiteral("reset"), tr("Reset"), isModified(), [this] { reset(); });
    add(QString(), tr("Type a value…"), true, [this] { startTyping(); });
    menu.addSeparator();
    add(QString(), tr("Copy value"), true, [this] { QApplication::clipboard()->setText(QString::number(m_value)); });
    add(QString(), tr("Paste value"), pasted.has_value(), [this, pasted] { edit(*pasted); });
    add(QString(), tr("Copy control name"), true, [this] { QApplication::clipboard()->setText(m_spec.id); });
    if (m_spec.hasMirror) {
        menu.addSeparator();
        add(QStringLiteral("link"), m_isLinked ? tr("Unlink the other side") : tr("Link the other side"), true, [this] {
            setLinked(!m_isLinked);
            Q_EMIT linkToggled(m_spec.id, m_isLinked);
        });
    }
    menu.exec(event->globalPos());
}

void ValueSlider::enterEvent(QEnterEvent* event)
{
    m_isHovered = true;
    update();
    QWidget::enterEvent(event);
}

void ValueSlider::leaveEvent(QEvent* event)
{
    m_isHovered = false;
    update();
    QWidget::leaveEvent(event);
}

QString ValueSlider::toolTipText() const
{
    const auto number = [this](double value) { return locale().toString(value, 'g', 3); };
    QString text = QStringLiteral("<b>%1</b> &nbsp;<code>%2</code><br>").arg(m_spec.label, m_spec.id);
    text += tr("Range %1 to %2, typing reaches %3 to %4; resets to %5.")
                .arg(number(m_spec.softMin), number(m_spec.softMax), number(m_spec.hardMin), number(m_spec.hardMax),
                     number(m_spec.resetValue));
    text += QStringLiteral("<br>") + tr("Drag to change, Shift for fine, Ctrl for steps, double-click to reset, Enter to type.");
    if (m_spec.hasMirror)
        text += QStringLiteral("<br>") + tr("The chain links both sides of the face.");
    return text;
}

bool ValueSlider::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) { // built when asked: texts follow the language and the reset value
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace effigy::ui
