// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <Eigen/Core>

#include <span>

namespace effigy::reconstruct {

/// How sure a landmark is seen.
enum class LandmarkSight { Seen, Hidden };

/// A landmark in a picture.
struct DrawnLandmark {
    Eigen::Vector2f place = Eigen::Vector2f::Zero(); // -1..1 across the picture, y downwards
    LandmarkSight sight = LandmarkSight::Seen;
};

/// `picture` (RGB) with 68 landmarks drawn over it: white lines along brows, nose, lids, lips and
/// jaw, a dot on each point but the last of a line, green where seen, red where hidden. As DECA
/// draws them.
[[nodiscard]] base::Image withLandmarks(const base::Image& picture,
                                        std::span<const DrawnLandmark> landmarks);

} // namespace effigy::reconstruct
