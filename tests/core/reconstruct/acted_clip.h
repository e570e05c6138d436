// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/controls.h"
#include "mesh/camera.h"
#include "synth/head_stock.h"

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <vector>

namespace effigy::tests {

/// Somebody who does not exist, filmed by a camera at rest.
struct ActedClip {
    std::uint64_t person = 1;                  // seed
    int size = 320;                            // pixels along each side
    double fovDeg = 28.0;
    float noise = 0.012F;                      // of the sensor, of mid grey; another in every frame
    Eigen::Vector3d at = {0.0, -0.015, 0.85};  // the head's origin, metres, camera frame
};

/// The camera of `clip` as the head sees it that turns as `controls` say.
[[nodiscard]] mesh::Camera cameraOf(const ActedClip& clip, const head::ControlValues& controls);

/// The frames of `clip` in which the controls (face shapes, gaze, head angles) are as `acting` says.
///   acting  controls in frame 0, 1, ...
[[nodiscard]] std::vector<base::Image> filmed(const synth::HeadStock& stock, const ActedClip& clip, int frames,
                                              const std::function<head::ControlValues(int frame)>& acting);

} // namespace effigy::tests
