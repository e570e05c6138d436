// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"

#include <array>
#include <string_view>
#include <utility>

namespace effigy::head {

/// How far an eye turns at a look shape of 1, radians.
inline constexpr double kLookVertical = 0.45;   // eyeLookUp, eyeLookDown
inline constexpr double kLookHorizontal = 0.60; // eyeLookIn, eyeLookOut

enum class Side { Left, Right }; // the subject's

/// Where an eye looks, radians from straight ahead in the head's frame: yaw to the subject's left, then pitch upwards.
struct EyeAngles {
    double yaw = 0.0;
    double pitch = 0.0;
};

/// The angles of one eye by its four look shapes and the gaze controls that both eyes share.
[[nodiscard]] EyeAngles eyeAngles(const ControlValues& values, Side side);

/// The four look shapes that stand for `angles`, none below 0; with gazeYaw and gazePitch at 0 eyeAngles gives the angles back.
[[nodiscard]] std::array<std::pair<std::string_view, double>, 4> lookShapes(const EyeAngles& angles, Side side);

} // namespace effigy::head
