// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"

#include <Eigen/Core>

#include <optional>
#include <span>

namespace effigy::reconstruct {

/// The centre of the iris inside an eye, to a fraction of a pixel.
///   photo     RGB, upright
///   lids      outline of the eye's opening, photo pixels, in order
///   radiusPx  expected radius of the iris
/// Nothing when the eye is closed, outside of the photo, or shows no dark disc.
[[nodiscard]] std::optional<Eigen::Vector2d> findIris(const base::Image& photo,
                                                      std::span<const Eigen::Vector2d> lids, double radiusPx);

/// Mean colour of the iris about `centre` without pupil, highlights and the lid's shadow; linear RGB. Nothing when it is
/// too small to tell.
[[nodiscard]] std::optional<Eigen::Vector3f> irisColour(const base::Image& photo, const Eigen::Vector2d& centre,
                                                        double radiusPx);

constexpr double kIrisRadius = 0.0059; // metres, the same in all adults to half a millimetre

/// An eyeball at rest, metres, head frame.
struct Eyeball {
    Eigen::Vector3d centre;
    Eigen::Vector3d iris;  // centre of the iris's rim when looking ahead
};

/// Where an eye looks: radians away from rest, to the subject's left and upwards.
struct Gaze {
    double yaw = 0.0;
    double pitch = 0.0;
};

/// The gaze that brings the iris of `eye` under the pixel `irisPx` of a photo of `width` x `height`, within human reach.
[[nodiscard]] Gaze gazeTowards(const Eyeball& eye, const mesh::Camera& camera, const Eigen::Vector2d& irisPx,
                               int width, int height);

/// Where a pair of eyes looks.
struct GazePair {
    Gaze left, right; // the subject's
};

/// Two eyes measured apart, brought to one target: equally high, meeting in front of the head or parallel, never apart.
/// What they have in common is kept; by how much they converge is weighed against how people look at cameras.
[[nodiscard]] GazePair towardsOneTarget(const GazePair& measured);

/// Axis-angle rotation of an eye joint.
[[nodiscard]] Eigen::Vector3f eyeRotation(const Gaze& gaze);

} // namespace effigy::reconstruct
