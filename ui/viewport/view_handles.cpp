// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_handles.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace effigy::ui {
namespace {

constexpr double kRadius = 6.0, kGrab = 12.0; // device-independent pixels

} // namespace

std::vector<PlacedHandle> placeHandles(const std::vector<ViewHandle>& handles, const PlacedCamera& camera)
{
    std::vector<PlacedHandle> placed;
    for (const ViewHandle& handle : handles) {
        const Eigen::Vector3d p = mesh::project(camera.camera, handle.place);
        if (p.z() > 0.0)
            placed.push_back({handle.id, handle.label,
                              {camera.rect.left() + p.x() * camera.rect.width(), camera.rect.top() + p.y() * camera.rect.height()}});
    }
    return placed;
}

std::optional<PlacedHandle> handleHit(const std::vector<PlacedHandle>& handles, QPointF at)
{
    std::optional<PlacedHandle> nearest;
    double best = kGrab * kGrab;
    for (const PlacedHandle& handle : handles) {
        const QPointF away = at - handle.centre;
        const double distance = QPointF::dotProduct(away, away);
        if (distance <= best) {
            best = distance;
            nearest = handle;
        }
    }
    return nearest;
}

void paintHandles(QPainter& painter, const std::vector<PlacedHandle>& handles, const QString& active)
{
    for (const PlacedHandle& handle : handles) {
        const bool isActive = handle.id == active;
        const double radius = isActive ? kRadius + 2.0 : kRadius;
        painter.setPen(QPen(QColor(0, 0, 0, 150), 3.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(handle.centre, radius, radius);
        painter.setPen(QPen(Qt::white, 1.6));
        painter.setBrush(isActive ? tokens().accent : QColor(255, 255, 255, 60));
        painter.drawEllipse(handle.centre, radius, radius);
        if (!isActive)
            continue;
        QRectF box(QPointF(), painter.fontMetrics().size(0, handle.label) + QSize(14, 6));
        box.moveCenter(handle.centre + QPointF(0.0, radius + 16.0));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 170));
        painter.drawRoundedRect(box, 4.0, 4.0);
        painter.setPen(Qt::white);
        painter.drawText(box, Qt::AlignCenter, handle.label);
    }
}

} // namespace effigy::ui
