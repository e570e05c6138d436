// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/view_state.h"

#include <QColor>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace effigy::ui {

/// One end of an axis, as the gizmo shows it.
struct GizmoBall {
    NamedView view;       // where a click leads
    QPointF centre;       // in the viewport
    double radius = 0.0;
    double depth = 0.0;   // towards the eye, -1..1
    bool isPositive = false;
    QColor colour;
    QString letter;       // on positive ends
};

/// Where the gizmo sits in a viewport of that size: the upper right corner.
[[nodiscard]] QRectF gizmoRect(QSizeF viewport);

/// The six ends as seen from `orbit`, farthest first.
[[nodiscard]] std::vector<GizmoBall> gizmoBalls(const mesh::OrbitView& orbit, const QRectF& rect);

/// The end under the pointer, the nearest one to the eye where several lie.
[[nodiscard]] std::optional<NamedView> gizmoHit(const std::vector<GizmoBall>& balls, QPointF at);

/// `hovered`: the end under the pointer; `isLit`: the pointer is anywhere in the gizmo.
void paintGizmo(QPainter& painter, const std::vector<GizmoBall>& balls, const QRectF& rect, std::optional<NamedView> hovered, bool isLit);

} // namespace effigy::ui
