// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_face.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>
#include <QTransform>

namespace effigy::ui {

void paintFaceSpot(QPainter& painter, const FaceSpot& spot, const QRectF& picture, QPointF pointer)
{
    const QTransform place(picture.width(), 0.0, 0.0, picture.height(), picture.left(), picture.top());
    QPainterPath area;
    area.setFillRule(Qt::WindingFill);
    for (const QPolygonF& part : spot.parts)
        area.addPolygon(place.map(part));
    QColor colour = tokens().accent;
    colour.setAlpha(70);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(area);
    QRectF box(QPointF(), painter.fontMetrics().size(0, spot.label) + QSize(14, 6));
    box.moveCenter(pointer + QPointF(0.0, 26.0));
    painter.setBrush(QColor(0, 0, 0, 170));
    painter.drawRoundedRect(box, 4.0, 4.0);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, spot.label);
}

} // namespace effigy::ui
