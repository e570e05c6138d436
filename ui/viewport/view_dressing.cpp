// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_dressing.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kFloor = -0.20;           // metres: below the cut of the neck
constexpr double kReach = 0.6, kStep = 0.05;// metres
constexpr int kStrongEvery = 4;
constexpr double kNearest = 0.05;           // metres: what lies nearer to the eye is left out

void paintFloorLine(QPainter& painter, const PlacedCamera& view, const Eigen::Vector3d& from, const Eigen::Vector3d& to)
{
    const Eigen::Vector3d a = mesh::project(view.camera, from), b = mesh::project(view.camera, to);
    if (a.z() < kNearest || b.z() < kNearest)
        return;
    const auto at = [&](const Eigen::Vector3d& p) {
        return QPointF(view.rect.left() + p.x() * view.rect.width(), view.rect.top() + p.y() * view.rect.height());
    };
    painter.drawLine(at(a), at(b));
}

} // namespace

QColor plainColour(const ViewDressing& dressing)
{
    switch (dressing.backdrop) {
    case Backdrop::Black: return Qt::black;
    case Backdrop::White: return Qt::white;
    case Backdrop::Colour: return dressing.colour;
    case Backdrop::Theme:
    case Backdrop::Picture: break;
    }
    return tokens().viewport;
}

void paintBackdrop(QPainter& painter, const QRectF& area, const ViewDressing& dressing)
{
    if (dressing.backdrop != Backdrop::Picture || dressing.picture.isNull())
        return painter.fillRect(area, plainColour(dressing));
    QRectF filling(QPointF(), QSizeF(dressing.picture.size()).scaled(area.size(), Qt::KeepAspectRatioByExpanding));
    filling.moveCenter(area.center());
    painter.drawImage(filling, dressing.picture);
}

void paintGrid(QPainter& painter, const PlacedCamera& camera)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int count = int(std::lround(kReach / kStep));
    QColor colour = tokens().onViewport;
    for (int i = -count; i <= count; ++i) {
        colour.setAlpha(i % kStrongEvery == 0 ? 110 : 45);
        painter.setPen(QPen(colour, 1.0));
        for (int j = -count; j < count; ++j) { // in short pieces, so that only what is too near is left out
            const double across = i * kStep, from = j * kStep, to = (j + 1) * kStep;
            paintFloorLine(painter, camera, {across, kFloor, from}, {across, kFloor, to});
            paintFloorLine(painter, camera, {from, kFloor, across}, {to, kFloor, across});
        }
    }
    painter.restore();
}

void paintSafeAreas(QPainter& painter, const QRectF& area, const QRectF& square)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QPainterPath outside;
    outside.addRect(area);
    QPainterPath inside;
    inside.addRect(square);
    painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 90));
    painter.setBrush(Qt::NoBrush);
    for (const double part : {1.0, 0.9, 0.8}) {
        QRectF frame(QPointF(), square.size() * part);
        frame.moveCenter(square.center());
        painter.setPen(QPen(QColor(0, 0, 0, 120), 1.0));
        painter.drawRect(frame.adjusted(1, 1, -1, -1));
        painter.setPen(QPen(QColor(255, 255, 255, part == 1.0 ? 200 : 130), 1.0, part == 0.8 ? Qt::DashLine : Qt::SolidLine));
        painter.drawRect(frame);
    }
    painter.restore();
}

} // namespace effigy::ui
