// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "mesh/camera.h"
#include "mesh/sh_light.h"

#include <Eigen/Core>

namespace effigy::style {

/// The form that a picture shows, as one camera sees it. What is drawn on it moves with the head.
struct Surface {
    base::FloatImage depth; // 1 channel, metres along the camera's z, 0: nothing
    mesh::Camera camera;    // of a picture of the depth's size
    mesh::ShLight light = mesh::ShLight::Zero(); // that the picture was taken in, linear RGB, head frame; zero: even light
    base::FloatImage folds = {}; // 3 channels, camera frame, of the depth's size: what folds finer than the depth add to its unit normals;
                                 // empty: nothing. Only light reads it: enlarged() and placed() leave it out
};

/// Depth along rays as depth along z.
[[nodiscard]] base::FloatImage depthAlongZ(const base::FloatImage& alongRay, const mesh::Camera& camera);

/// The surface as a picture of width x height shows it. Where a pixel lies between surfaces, the nearest counts.
[[nodiscard]] Surface enlarged(const Surface& surface, int width, int height);

/// The same where `square` is a square part of a view: its corner at (left, top), `side` pixels long, of a view of width x height
/// pixels through `view`.
struct SquarePlace {
    double left = 0.0;
    double top = 0.0;
    double side = 0.0;
};
[[nodiscard]] Surface placed(const Surface& square, const SquarePlace& place, int width, int height, const mesh::Camera& view);

/// Points of the surface in the head frame, metres; zero where there is nothing.
[[nodiscard]] base::FloatImage pointsInHead(const Surface& surface);

/// Unit normals in the camera frame (x right, y down, z away from the eye), zero where there is nothing. The depth is smoothed by
/// `sigma` pixels first, but not across its steps.
[[nodiscard]] base::FloatImage cameraNormals(const Surface& surface, double sigma);

/// One millimetre on a surface at the head's distance, in pixels of the picture.
[[nodiscard]] double pixelsPerMillimetre(const Surface& surface);

} // namespace effigy::style
