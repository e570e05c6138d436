// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/camera_label.h"

#include <array>

namespace effigy::generator {

/// A camera on a sphere about the world's origin that looks at a point, as the published scripts
/// place it.
struct OrbitCamera {
    double yaw = 0.0;    // radians from the front; positive turns the camera to the subject's left
    double pitch = 0.0;  // of the script's scale, not an angle: see orbitLabel
    double radius = 2.7; // world units
    std::array<double, 3> pivot = {0.0, 0.0, 0.2}; // world units, where it looks
    double fovDeg = 18.837;                        // across the picture
};

/// The camera's label. Height on the sphere follows the published mapping: polar angle
/// arccos(1 - 2 v / pi) with v = pi / 2 + pitch, so that small pitches turn by 2 / pi of their
/// value. Positive pitch lowers the camera. Source: Chan et al. 2022 (EG3D), released scripts.
[[nodiscard]] CameraLabel orbitLabel(const OrbitCamera& camera);

/// Focal length divided by the picture's size: 1 / (1.414 tan(fov 3.14159 / 360)), the published
/// rounding of 1 / (sqrt 2 tan(fov / 2)).
[[nodiscard]] double orbitFocal(double fovDeg);

} // namespace effigy::generator
