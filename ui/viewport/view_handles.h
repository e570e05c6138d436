// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/view_dressing.h"

#include <Eigen/Core>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace effigy::ui {

/// A point of the head that can be dragged in the viewport.
struct ViewHandle {
    QString id;             // "jaw"
    QString label;          // "Jaw"
    Eigen::Vector3d place;  // as the view's camera sees the head: metres
};

/// A handle as it lies in the viewport.
struct PlacedHandle {
    QString id;
    QString label;
    QPointF centre;
};

/// Those that are before the camera.
[[nodiscard]] std::vector<PlacedHandle> placeHandles(const std::vector<ViewHandle>& handles, const PlacedCamera& camera);
[[nodiscard]] std::optional<PlacedHandle> handleHit(const std::vector<PlacedHandle>& handles, QPointF at);

/// `active`: id of the one under the pointer or being dragged, which shows its label; empty: none.
void paintHandles(QPainter& painter, const std::vector<PlacedHandle>& handles, const QString& active);

} // namespace effigy::ui
