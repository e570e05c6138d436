// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

namespace effigy::synth {

/// A camera at `yaw` and `pitch` (radians) about the head's origin, `distance` metres away, that sees `side` metres fill the
/// picture at that depth, with `roll` about its axis; centred on the point an aligned photo is centred on.
[[nodiscard]] mesh::Camera framedCamera(double yaw, double pitch, double roll, double distance, double side);

} // namespace effigy::synth
