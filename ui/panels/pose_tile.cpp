// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/pose_tile.h"

#include "ui/theme/tokens.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kWholeWay = 160.0; // pixels of a drag to the pose itself
constexpr double kMostAmount = 1.5;
constexpr double kStartDistance = 4.0;

} // namespace

PoseTile::PoseTile(QString id, const QString& label, int pictureSide, QWidget* parent)
    : QToolButton(parent), m_id(std::move(id)), m_label(label)
{
    setIconSize({pictureSide, pictureSide});
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // long names must not widen the column
    setMinimumWidth(pictureSide);
    setProperty("tile", true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    elide();
}

void PoseTile::elide()
{
    constexpr int kInset = 8; // more than the style takes, which would cut in the middle
    setText(fontMetrics().elidedText(m_label, Qt::ElideRight, width() - 2 * kInset));
}

void PoseTile::resizeEvent(QResizeEvent* event)
{
    QToolButton::resizeEvent(event);
    elide();
}

void PoseTile::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->position();
    QToolButton::mousePressEvent(event);
}

void PoseTile::mouseMoveEvent(QMouseEvent* event)
{
    const double dx = event->position().x() - m_pressedAt.x();
    if (!event->buttons().testFlag(Qt::LeftButton) || (!m_isBlending && std::abs(dx) < kStartDistance))
        return QToolButton::mouseMoveEvent(event);
    if (!m_isBlending) {
        m_isBlending = true;
        setDown(false);
        Q_EMIT blendStarted();
    }
    blend(std::clamp(dx / kWholeWay, 0.0, kMostAmount));
}

void PoseTile::blend(double amount)
{
    m_amount = amount;
    update();
    Q_EMIT blended(m_amount);
}

void PoseTile::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_isBlending || event->button() != Qt::LeftButton)
        return QToolButton::mouseReleaseEvent(event);
    m_isBlending = false;
    setDown(false);
    update();
    Q_EMIT blendFinished();
}

void PoseTile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_isBlending) {
        blend(0.0);
        m_isBlending = false;
        update();
        Q_EMIT blendFinished();
        return;
    }
    QToolButton::keyPressEvent(event);
}

void PoseTile::paintEvent(QPaintEvent* event)
{
    QToolButton::paintEvent(event);
    if (!m_isBlending)
        return;
    const Tokens& t = tokens();
    QPainter painter(this);
    const QRectF bar(4.0, height() - 7.0, width() - 8.0, 4.0);
    painter.fillRect(bar, t.line);
    painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * m_amount / kMostAmount, bar.height())), t.accent);
    painter.setPen(t.text);
    painter.drawText(QRectF(4.0, 3.0, width() - 8.0, 18.0), Qt::AlignRight, QStringLiteral("%1 %").arg(qRound(100.0 * m_amount)));
}

} // namespace effigy::ui
