// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

#include <QPointF>
#include <QPolygonF>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QPainter;
class QRectF;

namespace effigy::ui {

/// A part of the face under the pointer that can be dragged.
struct FaceSpot {
    QString label;                // "Brow"
    std::vector<QPolygonF> parts; // triangles of it, column and row 0..1 across the camera's picture
};

/// Which part lies there: a camera, and column and row 0..1 across its picture.
using FaceFinder = std::function<std::optional<FaceSpot>(const mesh::Camera& camera, QPointF at)>;

/// Draws a part over the picture that lies in `picture`, with its label near `pointer`.
void paintFaceSpot(QPainter& painter, const FaceSpot& spot, const QRectF& picture, QPointF pointer);

} // namespace effigy::ui
