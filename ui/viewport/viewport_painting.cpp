// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the viewport draws itself.
#include "ui/theme/tokens.h"
#include "ui/viewport/compare_painter.h"
#include "ui/viewport/viewport.h"

#include <QPainter>

#include <algorithm>

namespace effigy::ui {
namespace {

constexpr double kNoteInset = 12.0; // device-independent pixels

} // namespace

void Viewport::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    paintContent(painter);
    paintTools(painter);
    paintNotes(painter);
    if (hasFocus()) {
        painter.setPen(QPen(tokens().accentFill, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

QImage Viewport::picture() const
{
    QImage image(size() * devicePixelRatioF(), QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&image);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    paintContent(painter);
    return image;
}

void Viewport::paintContent(QPainter& painter) const
{
    paintBackdrop(painter, rect(), m_dressing);
    if (m_dressing.hasGrid && !m_frame.isNull() && !isComparing())
        paintGrid(painter, placedCamera());
    paintPicture(painter);
}

void Viewport::paintPicture(QPainter& painter) const
{
    const QRectF picture = pictureRect();
    const bool showsPhoto = m_isShowingOriginal || (m_view.compare == CompareMode::Flicker && isComparing() && m_flickerShowsPhoto);
    if (showsPhoto && !m_photo.isNull()) {
        QRectF centred(0.0, 0.0, fittedSide(), fittedSide());
        centred.moveCenter(QRectF(rect()).center());
        return painter.drawImage(m_view.matchesPhoto ? picture : centred, m_photo);
    }
    if (m_frame.isNull())
        return paintPlaceholder(painter);
    const QImage square = isComparing() ? frameInSquare() : QImage();
    const ComparedPictures both{m_photo, square};
    if (isComparing() && m_view.compare == CompareMode::Split)
        paintSplit(painter, picture, both, m_wipe, height());
    else if (isComparing() && m_view.compare == CompareMode::Overlay)
        paintOverlay(painter, picture, both, m_overlayOpacity);
    else if (isComparing() && m_view.compare == CompareMode::Difference)
        paintDifference(painter, picture, both);
    else
        painter.drawImage(frameRect(m_frameView), m_frame);
}

void Viewport::paintPlaceholder(QPainter& painter) const
{
    if (m_placeholder.isNull())
        return;
    QRectF picture(QPointF(), QSizeF(m_placeholder.size()).scaled(kFitted * QSizeF(size()), Qt::KeepAspectRatio));
    picture.moveCenter(QRectF(rect()).center());
    painter.setOpacity(0.6); // it is not the result
    painter.drawImage(picture, m_placeholder);
    painter.setOpacity(1.0);
}

void Viewport::paintTools(QPainter& painter) const
{
    if (m_dressing.hasSafeAreas && !m_frame.isNull()) {
        QRectF square(0.0, 0.0, std::min(width(), height()), std::min(width(), height()));
        square.moveCenter(QRectF(rect()).center());
        paintSafeAreas(painter, rect(), m_view.matchesPhoto ? pictureRect() : square);
    }
    if (m_faceSpot && !m_drag)
        paintFaceSpot(painter, *m_faceSpot, placedCamera().rect, m_last);
    const QString active = m_drag && !m_drag->handle.isEmpty() ? m_drag->handle : m_activeHandle;
    paintHandles(painter, placedHandles(), active);
    const auto balls = gizmo();
    if (!balls.empty())
        paintGizmo(painter, balls, gizmoRect(size()), m_hoveredEnd, m_isOverGizmo);
}

void Viewport::paintNotes(QPainter& painter) const
{
    painter.setFont(font());
    const auto label = [&](const QString& text, Qt::Alignment side) {
        if (text.isEmpty())
            return;
        const QSize words = painter.fontMetrics().size(0, text);
        QRectF box(kNoteInset, kNoteInset, words.width() + 18.0, words.height() + 9.0);
        if (side == Qt::AlignRight) // left of the gizmo
            box.moveRight(m_dressing.hasGizmo ? gizmoRect(size()).left() - kNoteInset : width() - kNoteInset);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 150));
        painter.drawRoundedRect(box, 5.0, 5.0);
        painter.setPen(QColor(0xf0, 0xf0, 0xf0));
        painter.drawText(box, Qt::AlignCenter, text);
    };
    const bool isAvatar = m_view.mode == ViewMode::Avatar && m_note.isEmpty(); // the note tells when it is not
    const QString ours = isAvatar ? tr("Avatar") : tr("Mesh");
    if (m_isShowingOriginal)
        return label(tr("Photo"), Qt::AlignLeft);
    if (!isComparing())
        return label(m_note, Qt::AlignLeft);
    switch (m_view.compare) {
    case CompareMode::Off: break;
    case CompareMode::Split:
        label(tr("Photo"), Qt::AlignLeft);
        label(ours, Qt::AlignRight);
        break;
    case CompareMode::Overlay: label(tr("Photo over it, %1 %").arg(qRound(m_overlayOpacity * 100.0)), Qt::AlignLeft); break;
    case CompareMode::Flicker: label(m_flickerShowsPhoto ? tr("Photo") : ours, Qt::AlignLeft); break;
    case CompareMode::Difference: label(tr("Difference, four times as strong"), Qt::AlignLeft);
    }
}

} // namespace effigy::ui
