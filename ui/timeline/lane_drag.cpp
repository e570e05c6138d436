// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_drag.h"

#include "ui/timeline/timeline_scene.h"

#include <cmath>
#include <utility>

namespace effigy::ui {
namespace {

constexpr double kClick = 3.0; // pixels that a hand may shake without dragging

} // namespace

bool LaneDrag::moveTo(double x)
{
    if (!m_hasMoved && std::abs(x - m_pressedAt) < kClick)
        return false;
    if (!std::exchange(m_hasMoved, true))
        m_scene->beginGesture();
    return true;
}

double LaneDrag::secondsTo(double x) const { return (x - m_pressedAt) / m_scene->view().pixelsPerSecond; }

void LaneDrag::end()
{
    if (std::exchange(m_hasMoved, false))
        m_scene->endGesture();
}

} // namespace effigy::ui
