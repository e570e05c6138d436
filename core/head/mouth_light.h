// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

namespace effigy::head {

/// How much of the light between the lips reaches what lies at `z` behind inner lips at `lips`, metres along the head frame: it fades on its way
/// inwards.
///   returns  1 at the lips, towards 0
[[nodiscard]] inline float mouthLight(float lips, float z)
{
    constexpr float kLipThickness = 0.002F, kReach = 0.022F; // metres
    return std::exp(-std::max(0.0F, lips - kLipThickness - z) / kReach);
}

} // namespace effigy::head
