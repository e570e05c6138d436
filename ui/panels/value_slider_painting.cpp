// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/value_slider.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace effigy::ui {

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
    const bool isActive = isEnabled() && !m_isLocked && !m_isBypassed;
    painter.fillRect(QRectF(std::min(from, to), bar.top(), std::abs(to - from), bar.height()), isActive ? t.accentFill : t.line);
    if (std::abs(to - from) > 1.5)
        painter.fillRect(QRectF(to - 1.0, bar.top(), 2.0, bar.height()), isActive ? t.accent : t.disabledText);
    if (std::abs(m_spec.resetValue - m_spec.neutral) > 1e-4) { // where double-click returns to
        const double x = xOf(m_spec.resetValue);
        painter.fillRect(QRectF(x - 0.5, bar.bottom() - 5.0, 1.5, 5.0), t.dimText);
    }
    if (!m_clipMoves.empty())
        paintClipMove(painter);
    painter.restore();

    painter.setPen(isActive ? t.text : t.disabledText);
    QFont labelFont = font();
    labelFont.setBold(isModified()); // never colour alone
    labelFont.setStrikeOut(m_isBypassed);
    painter.setFont(labelFont);
    const bool hasSign = m_isLocked || m_isFavourite;
    const QRectF labelArea = bar.adjusted(12, 0, -valueRect().width() - (hasSign ? 16 : 0), 0);
    if (hasSign)
        painter.drawPixmap(QPointF(bar.right() - valueRect().width() - 10.0, (height() - 13) / 2.0),
                           iconPixmap(m_isLocked ? QStringLiteral("lock") : QStringLiteral("star-filled"), t.dimText, 13, devicePixelRatioF()));
    painter.drawText(labelArea, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_spec.label, Qt::ElideRight, int(labelArea.width())));
    if (isModified()) {
        painter.setBrush(t.accent);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF(bar.left() + 6.0, bar.center().y()), 2.0, 2.0);
    }
    painter.setFont(font());
    painter.setPen(isActive ? t.text : t.disabledText);
    painter.drawText(QRectF(valueRect()).adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, valueText());

    if (m_spec.isControl)
        paintKey(painter);
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

/// A line along the top of the bar from the value beneath the clips, where it has a knob, to the one that shows.
void ValueSlider::paintClipMove(QPainter& painter) const
{
    const Tokens& t = tokens();
    const double from = xOf(m_clipMoves.front().from), to = xOf(m_clipMoves.back().to), y = barRect().top() + 2.5;
    painter.setPen(QPen(t.text, 1.5));
    painter.drawLine(QPointF(from, y), QPointF(to, y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.text);
    const QPointF knob[] = {{from - 3.5, y - 1.5}, {from + 3.5, y - 1.5}, {from, y + 4.0}};
    painter.drawPolygon(knob, 3);
}

/// Framed as a clip on the timeline is: a clip moves it here. Hollow: animated; filled: a key here; dashed with a dot: changed without a key. Unanimated controls show it under the pointer.
void ValueSlider::paintKey(QPainter& painter) const
{
    const Tokens& t = tokens();
    const QPointF c = QRectF(keyRect()).center();
    if (!m_clipMoves.empty()) {
        painter.setPen(QPen(t.accent, 1.3));
        painter.setBrush(t.accentFill);
        painter.drawRoundedRect(QRectF(c.x() - 9.0, c.y() - 8.5, 18.0, 17.0), 3.0, 3.0);
    }
    if (m_keyMark == KeyMark::None && !m_isHovered && !hasFocus()) {
        if (!m_clipMoves.empty()) { // a curve, so that nobody takes the frame for a box to tick
            QPainterPath curve(QPointF(c.x() - 5.5, c.y() + 3.5));
            curve.cubicTo(QPointF(c.x(), c.y() + 3.5), QPointF(c.x(), c.y() - 3.5), QPointF(c.x() + 5.5, c.y() - 3.5));
            painter.setPen(QPen(t.text, 1.3));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(curve);
        }
        return;
    }
    const bool isThere = m_keyMark != KeyMark::None;
    const QPointF diamond[] = {{c.x(), c.y() - 5.5}, {c.x() + 5.5, c.y()}, {c.x(), c.y() + 5.5}, {c.x() - 5.5, c.y()}};
    painter.setPen(QPen(isThere ? t.accent : t.disabledText, 1.3, m_keyMark == KeyMark::Unkeyed ? Qt::DotLine : Qt::SolidLine));
    painter.setBrush(m_keyMark == KeyMark::Here ? QBrush(t.accent) : Qt::NoBrush);
    painter.drawPolygon(diamond, 4);
    if (m_keyMark == KeyMark::Unkeyed) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.warning);
        painter.drawEllipse(c, 1.8, 1.8);
    }
    if (!isThere)
        return;
    painter.setPen(QPen(m_isHovered ? t.text : t.dimText, 1.4));
    for (const double side : {-1.0, 1.0}) {
        const double x = c.x() + side * 13.0;
        const QPointF arrow[] = {{x - side * 1.5, c.y() - 3.5}, {x + side * 2.0, c.y()}, {x - side * 1.5, c.y() + 3.5}};
        painter.drawPolyline(arrow, 3);
    }
}

} // namespace effigy::ui
