// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/compare_painter.h"

#include <QPainter>

#include <algorithm>

namespace effigy::ui {

void paintSplit(QPainter& painter, const QRectF& picture, const ComparedPictures& pictures, double wipe, double height)
{
    const double x = picture.left() + wipe * picture.width();
    painter.save();
    painter.setClipRect(QRectF(picture.left(), picture.top(), x - picture.left(), picture.height()));
    painter.drawImage(picture, pictures.photo);
    painter.setClipRect(QRectF(x, picture.top(), picture.right() - x, picture.height()));
    painter.drawImage(picture, pictures.frame);
    painter.restore();

    const double y = std::clamp(picture.center().y(), 30.0, std::max(30.0, height - 30.0));
    painter.fillRect(QRectF(x - 0.75, picture.top(), 1.5, picture.height()), QColor(255, 255, 255, 220));
    painter.setPen(QPen(QColor(0, 0, 0, 120), 1.0));
    painter.setBrush(QColor(245, 245, 245));
    painter.drawEllipse(QPointF(x, y), 12.0, 12.0);
    painter.setPen(QPen(QColor(0x1a, 0x1a, 0x1a), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({{x - 3.0, y - 4.0}, {x - 7.0, y}, {x - 3.0, y + 4.0}}));
    painter.drawPolyline(QPolygonF({{x + 3.0, y - 4.0}, {x + 7.0, y}, {x + 3.0, y + 4.0}}));
}

void paintOverlay(QPainter& painter, const QRectF& picture, const ComparedPictures& pictures, double opacity)
{
    painter.drawImage(picture, pictures.frame);
    painter.setOpacity(opacity);
    painter.drawImage(picture, pictures.photo);
    painter.setOpacity(1.0);
}

void paintDifference(QPainter& painter, const QRectF& picture, const ComparedPictures& pictures)
{
    constexpr int kTimesDoubled = 2;
    const QSize side = pictures.frame.size();
    QImage difference = pictures.photo.scaled(side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                            .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter mixer(&difference);
    mixer.setCompositionMode(QPainter::CompositionMode_DestinationIn); // only where the head is
    mixer.drawImage(0, 0, pictures.frame);
    mixer.setCompositionMode(QPainter::CompositionMode_Difference);
    mixer.drawImage(0, 0, pictures.frame);
    mixer.end();
    for (int i = 0; i < kTimesDoubled; ++i) {
        const QImage once = difference.copy();
        QPainter doubler(&difference);
        doubler.setCompositionMode(QPainter::CompositionMode_Plus);
        doubler.drawImage(0, 0, once);
    }
    painter.fillRect(picture, Qt::black);
    painter.drawImage(picture, difference);
}

} // namespace effigy::ui
