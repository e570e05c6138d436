// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/value_slider.h"

#include "ui/language/value_text.h"
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
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr int kValueWidth = 58;
constexpr int kLinkWidth = 22;
constexpr int kKeyWidth = 38;   // the key between its two arrows
constexpr int kArrowWidth = 12;
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

QString ValueSlider::valueText() const { return inWords(m_value); }

QString ValueSlider::inWords(double value) const { return ui::valueText(value, m_spec.unit, locale()); }

void ValueSlider::setLabel(const QString& label)
{
    m_spec.label = label;
    setAccessibleName(label);
    update();
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

void ValueSlider::setLocked(bool isLocked)
{
    m_isLocked = isLocked;
    update();
}

void ValueSlider::setBypassed(bool isBypassed)
{
    m_isBypassed = isBypassed;
    update();
}

void ValueSlider::setFavourite(bool isFavourite)
{
    m_isFavourite = isFavourite;
    update();
}

void ValueSlider::setKeyMark(KeyMark mark)
{
    if (mark == m_keyMark)
        return;
    m_keyMark = mark;
    update();
}

void ValueSlider::setClipMoves(std::vector<avatar::ClipMove> moves)
{
    if (moves == m_clipMoves)
        return;
    const bool isSameClips = std::ranges::equal(moves, m_clipMoves, {}, &avatar::ClipMove::clip, &avatar::ClipMove::clip);
    m_clipMoves = std::move(moves);
    update();
    if (isSameClips)
        return; // a screen reader is not told every frame
    QAccessibleEvent change(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&change);
}

QString ValueSlider::clipText() const
{
    QStringList lines;
    for (const avatar::ClipMove& move : m_clipMoves) {
        const double by = move.to - move.from;
        lines += tr("The clip “%1” moves it by %2, from %3 to %4.")
                     .arg(QString::fromStdString(move.clip), (by > 5e-4 ? QStringLiteral("+") : QString()) + inWords(by), inWords(move.from), inWords(move.to));
    }
    return lines.join(u'\n');
}

void ValueSlider::edit(double value)
{
    if (m_isLocked)
        return;
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
    const int link = m_spec.hasMirror || m_spec.keepsLinkRoom ? kLinkWidth : 0;
    return rect().adjusted(0, 1, -link - (m_spec.isControl ? kKeyWidth : 0), -1);
}

QRect ValueSlider::keyRect() const
{
    return m_spec.isControl ? QRect(barRect().right() + 1, 0, kKeyWidth, height()) : QRect();
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

void ValueSlider::pressKey(int x)
{
    const QRect area = keyRect();
    if (m_keyMark != KeyMark::None && x < area.left() + kArrowWidth)
        Q_EMIT keyJumpAsked(m_spec.id, -1);
    else if (m_keyMark != KeyMark::None && x > area.right() - kArrowWidth)
        Q_EMIT keyJumpAsked(m_spec.id, 1);
    else
        Q_EMIT keyToggled(m_spec.id);
}

void ValueSlider::toggleBypass()
{
    setBypassed(!m_isBypassed);
    Q_EMIT bypassToggled(m_spec.id, m_isBypassed);
}

void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (keyRect().contains(event->position().toPoint()))
        return pressKey(int(event->position().x()));
    if (m_spec.isControl && event->modifiers().testFlag(Qt::AltModifier))
        return toggleBypass();
    if (linkRect().contains(event->position().toPoint())) {
        setLinked(!m_isLinked);
        Q_EMIT linkToggled(m_spec.id, m_isLinked);
        return;
    }
    if (m_isLocked)
        return;
    m_drag = Drag{.last = event->position(), .startValue = m_value, .exact = m_value, .hasMoved = false};
    Q_EMIT gestureStarted(m_spec.id);
    update();
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint under = event->position().toPoint();
    const bool isOverButton = linkRect().contains(under) || keyRect().contains(under);
    setCursor(isOverButton ? Qt::PointingHandCursor : m_isLocked ? Qt::ForbiddenCursor : Qt::SizeHorCursor);
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
    const QPoint under = event->position().toPoint();
    if (event->button() != Qt::LeftButton || linkRect().contains(under))
        return;
    if (keyRect().contains(under))
        return pressKey(under.x()); // the second of two quick clicks
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
    if (m_spec.isControl && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
            return Q_EMIT keyJumpAsked(m_spec.id, event->key() == Qt::Key_Left ? -1 : 1);
    }
    switch (event->key()) {
    case Qt::Key_K:
        if (m_spec.isControl && event->modifiers() == Qt::NoModifier)
            return Q_EMIT keyToggled(m_spec.id);
        break;
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
    if (m_field || m_isLocked)
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
    const auto typed = isAccepted && field->isModified() ? parsed(field->text()) : std::nullopt;
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

std::optional<double> ValueSlider::parsed(const QString& text) const
{
    // In a field of percents, a bare number counts percents.
    if (m_spec.unit != QLatin1String("%") || text.contains(QLatin1Char('%')))
        return parseNumberEntry(text, m_value);
    const auto percents = parseNumberEntry(text, 100.0 * m_value);
    return percents ? std::optional(*percents / 100.0) : std::nullopt;
}

void ValueSlider::fillMenu(QMenu& menu)
{
    const auto add = [&](const char* name, const QString& iconName, const QString& text, bool isEnabled, auto slot) {
        QAction* action = menu.addAction(icon(iconName), text, this, slot);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isEnabled);
        return action;
    };
    const auto pasted = parseNumberEntry(QApplication::clipboard()->text(), m_value);
    add("reset", QStringLiteral("reset"), tr("Reset"), isModified() && !m_isLocked, [this] { reset(); });
    add("type", {}, tr("Type a value…"), !m_isLocked, [this] { startTyping(); });
    menu.addSeparator();
    add("copy", {}, tr("Copy value"), true, [this] { QApplication::clipboard()->setText(QString::number(m_value)); });
    add("paste", {}, tr("Paste value"), pasted.has_value() && !m_isLocked, [this, pasted] { edit(*pasted); });
    add("copyPath", {}, tr("Copy parameter path"), true, [this] { QApplication::clipboard()->setText(m_spec.id); });
    if (m_spec.isControl) {
        menu.addSeparator();
        add("key", QStringLiteral("key-add"), m_keyMark == KeyMark::Here ? tr("Remove the key here") : tr("Add a key here"), true,
            [this] { Q_EMIT keyToggled(m_spec.id); });
        add("keyBefore", QStringLiteral("key-previous"), tr("To the key before"), m_keyMark != KeyMark::None, [this] { Q_EMIT keyJumpAsked(m_spec.id, -1); });
        add("keyAfter", QStringLiteral("key-next"), tr("To the key after"), m_keyMark != KeyMark::None, [this] { Q_EMIT keyJumpAsked(m_spec.id, 1); });
        menu.addSeparator();
        add("lock", QStringLiteral("lock"), m_isLocked ? tr("Unlock") : tr("Lock"), true, [this] {
            setLocked(!m_isLocked);
            Q_EMIT lockToggled(m_spec.id, m_isLocked);
        });
        add("bypass", QStringLiteral("compare"), m_isBypassed ? tr("Use again") : tr("Leave out for comparison"), true, [this] { toggleBypass(); });
        add("favourite", QStringLiteral("star"), m_isFavourite ? tr("No favourite any more") : tr("Favourite"), true, [this] {
            setFavourite(!m_isFavourite);
            Q_EMIT favouriteToggled(m_spec.id, m_isFavourite);
        });
    }
    if (m_spec.hasMirror) {
        menu.addSeparator();
        add("link", QStringLiteral("link"), m_isLinked ? tr("Unlink the other side") : tr("Link the other side"), true, [this] {
            setLinked(!m_isLinked);
            Q_EMIT linkToggled(m_spec.id, m_isLinked);
        });
    }
}

void ValueSlider::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    fillMenu(menu);
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
    if (!m_clipMoves.empty())
        text += QStringLiteral("<br>") + clipText().toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    text += QStringLiteral("<br>") + tr("Drag to change, Shift for fine, Ctrl for steps, double-click to reset, Enter to type.");
    if (m_spec.isControl)
        text += QStringLiteral("<br>") + tr("Alt-click leaves it out for comparison; K adds or removes a key.");
    if (m_spec.hasMirror)
        text += QStringLiteral("<br>") + tr("The chain links both sides of the face.");
    return text;
}

bool ValueSlider::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_spec.isControl) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_K && key->modifiers() == Qt::NoModifier) {
            event->accept(); // whatever it means in the window
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) { // built when asked: texts follow the language and the reset value
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace effigy::ui
