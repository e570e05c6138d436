// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/custom_plot.h"
#include "ui/timeline/timeline_scene.h"

namespace effigy::ui {

/// The visible part of a track as points: straight where it is straight, about every third pixel where it bends.
///   width  of what is seen, device-independent pixels
///   scale  that values are divided by
[[nodiscard]] QVector<QCPGraphData> curvePoints(const avatar::Track& track, const TimeView& view, double width, double scale);

} // namespace effigy::ui
