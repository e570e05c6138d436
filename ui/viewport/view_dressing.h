// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

#include <QColor>
#include <QImage>
#include <QRectF>

class QPainter;

namespace effigy::ui {

/// What lies behind the head.
enum class Backdrop { Theme, Black, White, Colour, Picture };

/// What surrounds the head in the viewport. The renderer has nothing to do with it.
struct ViewDressing {
    Backdrop backdrop = Backdrop::Theme;
    QColor colour = QColor(0x30, 0x46, 0x5a); // of Backdrop::Colour
    QImage picture;                           // of Backdrop::Picture, fills the viewport
    bool hasGrid = false;
    bool hasSafeAreas = false;
    bool hasGizmo = true;
};

/// Where a camera's picture lies in the viewport.
struct PlacedCamera {
    mesh::Camera camera;
    QRectF rect;
};

/// The colour of a backdrop that is no picture; the theme's where there is none.
[[nodiscard]] QColor plainColour(const ViewDressing& dressing);

void paintBackdrop(QPainter& painter, const QRectF& area, const ViewDressing& dressing);

/// A floor under the head in the head frame: lines every 5 cm, stronger ones every 20 cm.
void paintGrid(QPainter& painter, const PlacedCamera& camera);

/// The square that exports show, with action-safe (90 %) and title-safe (80 %) frames.
void paintSafeAreas(QPainter& painter, const QRectF& area, const QRectF& square);

} // namespace effigy::ui
