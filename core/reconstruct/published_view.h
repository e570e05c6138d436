// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "reconstruct/head_fit.h"

#include <Eigen/Core>

#include <array>

namespace effigy::reconstruct {

/// The head point that published labels look at: the middle of their crop, metres, head frame.
inline const Eigen::Vector3d kPublishedAim(0.0, -0.005, 0.0);

/// Focal length of published cameras, divided by the picture's size.
inline constexpr double kPublishedFocal = 2985.29 / 700.0;

/// Left eye, right eye, nose, left and right corner of the mouth; left as one sees them in the picture. Pixels, y down.
using FivePoints = std::array<Eigen::Vector2d, 5>;

/// The five points of 68 landmarks: eye centres from their six, nose 30, corners 48 and 54.
[[nodiscard]] FivePoints fivePoints(const Landmarks2& landmarks);

/// The square of a photo that published generators were trained on, in photo pixels.
struct PublishedCrop {
    double left = 0.0;
    double top = 0.0;
    double side = 0.0;
};

/// Where five points want the square. Throws Error "no_face" when they lie on a line.
///   height  of the photo, pixels
/// Source: the preprocessing of EG3D and Next3D (POS after DeMenthon and Davis 1995): standard points, scale 300 on 1024, the
/// middle 700.
[[nodiscard]] PublishedCrop publishedCrop(const FivePoints& points, int height);

/// That square of `photo` (RGB), black beyond its edge.
///   size  pixels, published: 512
[[nodiscard]] base::Image cutPublished(const base::Image& photo, const PublishedCrop& crop, int size = 512);

/// The camera that sees that square of the photo: the pose that was fitted, other intrinsics.
[[nodiscard]] mesh::Camera publishedCamera(const HeadFit& fit);

/// 25 numbers of the published camera convention for a head that `camera` sees: camera-to-world on a sphere of radius 2.7
/// that looks at the head, axes x right, y down, z forward, world x to the subject's left, y up, z out of the face; then the
/// fixed intrinsics of the crop. What the photo's frame shifts and tilts aside is turned back, as the crop does.
[[nodiscard]] std::array<double, 25> publishedLabel(const mesh::Camera& camera);

} // namespace effigy::reconstruct
