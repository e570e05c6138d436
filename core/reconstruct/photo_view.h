// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"
#include "reconstruct/head_fit.h"

#include <Eigen/Core>

#include <span>

namespace effigy::reconstruct {

/// Where a photo was taken from, in the form the fit solves for. Depth and scale are kept apart because a picture tells
/// the second well and the first hardly.
struct PhotoView {
    Eigen::Vector3d rotation = Eigen::Vector3d::Zero();  // axis-angle, cameraFromHead
    Eigen::Vector2d shift = Eigen::Vector2d::Zero();     // x and y of the head's origin in the camera frame, metres
    double logDepth = 0.0;                               // of its z, metres
    double logScale = 0.0;                               // of focal length / depth, pixels per metre
    Eigen::Vector2d centre = Eigen::Vector2d::Zero();    // principal point, pixels

    [[nodiscard]] double depth() const;
    [[nodiscard]] double focalPx() const;
    [[nodiscard]] Eigen::Vector3d inCamera(const Eigen::Vector3d& pointInHead) const;
    [[nodiscard]] Eigen::Vector2d projectPx(const Eigen::Vector3d& pointInHead) const;
    [[nodiscard]] mesh::Camera camera(int width, int height) const;
    /// Turn to the subject's left, radians: 0 faces the camera.
    [[nodiscard]] double yaw() const;
    /// Look up, radians.
    [[nodiscard]] double pitch() const;
    /// How far the picture would have to be turned counter-clockwise to make the head upright, radians.
    [[nodiscard]] double roll() const;
    /// Pixels per metre at the head's depth.
    [[nodiscard]] double scalePx() const;
};

/// The view of `camera` on a picture of `width` x `height` square pixels: the inverse of PhotoView::camera.
[[nodiscard]] PhotoView viewOf(const mesh::Camera& camera, int width, int height);

/// The view under which `inHead` best falls on `inPhoto` when perspective is ignored: a closed-form start.
///   centre  principal point, pixels;  depth  metres, assumed
/// Throws Error "no_face" when the points lie on a line or a spot.
/// Source: DeMenthon and Davis 1995 (POS).
[[nodiscard]] PhotoView weakPerspectiveView(std::span<const Eigen::Vector3d> inHead,
                                            std::span<const Eigen::Vector2d> inPhoto,
                                            const Eigen::Vector2d& centre, double depth);

} // namespace effigy::reconstruct
