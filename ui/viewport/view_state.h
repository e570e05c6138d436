// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

#include <QPointF>

namespace effigy::ui {

/// What the viewport shows of the avatar; each is a pass of `effigy render`.
enum class ViewMode { Avatar, Raw, Textured, Clay, Wire, Depth, Normals, Uv };

/// How the viewport holds the photo against it. Anything but Off looks through the photo's camera.
enum class CompareMode { Off, Split, Overlay, Flicker, Difference };

/// Where the viewport looks from. Either on the orbit, or through the photo's camera as a flat picture that zooms and pans.
struct ViewState {
    mesh::OrbitView orbit;
    bool matchesPhoto = true;
    double pictureZoom = 1.0;      // of the flat picture: 1 fits the viewport
    QPointF pictureShift;          // of the flat picture, in parts of its side
    ViewMode mode = ViewMode::Avatar;
    CompareMode compare = CompareMode::Off;
};

/// The view that a picture is rendered for.
struct FrameView {
    bool matchesPhoto = false; // the photo's camera, not the orbit
    double apron = 0.0;        // what that picture shows around the photo's square, on each side, as a share of the square's
};

/// A place on the orbit with a name. Left and right are the subject's.
enum class NamedView { Front, ThreeQuarter, Left, Right, Back, Above, Below };

/// The head turned under the hand: `pixels` of pointer movement on a viewport `height` pixels high. Stays off the poles.
[[nodiscard]] ViewState orbited(ViewState view, QPointF pixels, double height);

/// The head moved under the hand, at the head's depth.
[[nodiscard]] ViewState panned(ViewState view, QPointF pixels, double height);

/// Nearer by `factor` (above 1), within sensible limits.
[[nodiscard]] ViewState zoomed(ViewState view, double factor);

/// The same towards a place, which stays where it is: `fromCentre` of a viewport `height` pixels high, on which the flat
/// picture of zoom 1 would be `side` pixels wide.
[[nodiscard]] ViewState zoomedTowards(ViewState view, double factor, QPointF fromCentre, double height, double side);

/// Looking from a named side; target, distance and angle of view as in `home`.
[[nodiscard]] ViewState lookingFrom(ViewState view, NamedView side, const mesh::OrbitView& home);

/// Part of the way from one view to another, the short way round; `part` 0..1. On the orbit unless it is all of the way.
[[nodiscard]] ViewState between(const ViewState& from, const ViewState& to, double part);

/// The same view with its target moved along the line of sight to where it passes nearest to `place` (metres, head frame), so
/// that orbiting turns about that.
[[nodiscard]] mesh::OrbitView turningAbout(mesh::OrbitView view, const Eigen::Vector3d& place);

/// Axes of the picture in the head frame.
struct ViewAxes {
    Eigen::Vector3d right;
    Eigen::Vector3d up;
    Eigen::Vector3d towards; // the eye
};
[[nodiscard]] ViewAxes viewAxes(const mesh::OrbitView& view);

} // namespace effigy::ui
