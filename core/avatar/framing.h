// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/controls.h"
#include "mesh/camera.h"

namespace effigy::avatar {

/// How wide the square around the head is that the generator renders when the view shows more than that, metres. It holds
/// the cube of the tri-planes, and keeps the head's size near that of the photos the generator learnt from.
inline constexpr double kHeadSquareMetres = 0.40;

/// Between nose and back, metres, head frame: what a camera goes about so that the head turns on the spot.
inline const Eigen::Vector3d kMiddleOfHead(0.0, -0.005, -0.03);

/// The square that is rendered at most: what lies in its middle, and what fills its side at that point's depth.
struct HeadSquare {
    Eigen::Vector3d centre = Eigen::Vector3d(0.0, -0.005, 0.0); // metres, head frame; as in aligned photos
    double metres = kHeadSquareMetres;
};

/// A square part of a view, and the camera that sees just that part.
struct Framing {
    mesh::Camera camera;
    double left = 0.0; // of the square in the view, pixels; may lie outside
    double top = 0.0;
    double side = 0.0; // pixels
};

/// The square of a view of width x height pixels that the generator renders: all of the view with its larger side, or
/// `square` where that is less.
[[nodiscard]] Framing frameHead(const mesh::Camera& camera, int width, int height, const HeadSquare& square = {});

/// `camera` as it sees a head turned by headYaw, headPitch and headRoll of `controls`.
[[nodiscard]] mesh::Camera cameraOfTurnedHead(const mesh::Camera& camera, const head::ControlValues& controls);

/// `camera` that sees more: on each side, `apron` of what was the width, and of what was the height.
[[nodiscard]] mesh::Camera widened(const mesh::Camera& camera, double apron);

/// A camera for a picture of width x height from a view on a sphere; `view.fov` spans the height.
[[nodiscard]] mesh::Camera viewportCamera(const mesh::OrbitView& view, int width, int height);

/// `square` as it lies in a view of width x height; zero outside of it. Smoothed where it shrinks, interpolated where it
/// grows, copied where pixels match. Any number of channels; colours premultiplied.
[[nodiscard]] base::FloatImage placeInView(const base::FloatImage& square, const Framing& framing, int width, int height);

} // namespace effigy::avatar
