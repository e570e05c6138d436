// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>

class QPainter;

namespace effigy::ui {

/// The two pictures that the viewport compares, both for the same square.
struct ComparedPictures {
    const QImage& photo;
    const QImage& frame; // premultiplied, transparent around the head
};

/// Photo left of the line, frame right of it; `wipe` 0..1 across the picture. The knob of the line stays within `height`.
void paintSplit(QPainter& painter, const QRectF& picture, const ComparedPictures& pictures, double wipe, double height);

/// The photo over the frame; `opacity` 0..1.
void paintOverlay(QPainter& painter, const QRectF& picture, const ComparedPictures& pictures, double opacity);

/// Absolute differences, four times as strong, where the frame shows the head; black elsewhere.
void paintDifference(QPainter& painter, const QRectF& picture, const ComparedPictures& pictures);

} // namespace effigy::ui
