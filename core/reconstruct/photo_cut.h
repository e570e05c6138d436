// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"

namespace effigy::reconstruct {

/// A square part of a photo with the camera that sees it.
struct PhotoCut {
    base::Image image;       // RGB; pixels beyond the photo repeat its edge
    base::FloatImage unseen; // 1 channel: 1 where the pixel lies beyond the photo
    mesh::Camera camera;
};

/// The camera of a square of a photo: same pose, other intrinsics.
///   width, height  of the photo, pixels
///   sideMetres     what fills the square at the depth of the head's origin
///   centreInHead   what lies in its middle, metres
[[nodiscard]] mesh::Camera squareCamera(const mesh::Camera& photoCamera, int width, int height, double sideMetres,
                                        const Eigen::Vector3d& centreInHead);

/// `photo` (1 or 3 channels) resampled, with antialiasing, to what `cutCamera` sees of it.
/// Throws ContractError when the cameras differ in pose.
[[nodiscard]] PhotoCut cutPhoto(const base::Image& photo, const mesh::Camera& photoCamera, const mesh::Camera& cutCamera,
                                int size);

} // namespace effigy::reconstruct
