// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/synthetic_head.h"

#include <Eigen/Core>

namespace effigy::synth {

/// The colour of an eyeball without light.
///   angles  radians from the line of sight to the subject's left and up
[[nodiscard]] Colour eyeColour(const EyeStyle& style, const Eigen::Vector2f& angles);

} // namespace effigy::synth
