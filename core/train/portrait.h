// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"
#include "mesh/camera.h"

#include <Eigen/Core>

#include <cstdint>

namespace effigy::train {

/// A painted portrait of which everything is known.
struct Portrait {
    Eigen::VectorXf shape;               // [S] standard deviations
    head::HeadCoefficients coefficients; // of the head as painted, with its shape
    mesh::Camera camera;
    base::Image photo; // RGB, square
};

struct PortraitOptions {
    int picture = 640;   // pixels along each side
    int texture = 1024;  // texels along each side of the skin
    double yaw = 0.7854; // radians to either side
    double pitch = 0.3;
    double roll = 0.15;
    double narrowest = 12.0; // degrees, full angle of view
    double widest = 50.0;
};

/// A random head with random expression, view, angle of view, skin and light before a plain wall. The same seed paints the
/// same portrait.
[[nodiscard]] Portrait drawPortrait(const head::HeadModel& model, const PortraitOptions& options,
                                    std::uint64_t seed);

/// The same person in view number `view`: another expression, camera, light and wall.
[[nodiscard]] Portrait drawPortrait(const head::HeadModel& model, const PortraitOptions& options,
                                    std::uint64_t person, std::uint64_t view);

} // namespace effigy::train
