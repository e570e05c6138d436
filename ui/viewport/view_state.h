// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/camera.h"

#include <QPointF>

namespace effigy::ui {

/// What the viewport shows of the avatar.
enum class ViewMode { Avatar, Textured, Clay, Wire };

/// How the viewport holds the photo against it. Anything but Off looks through the photo's camera.
enum class CompareMode { Off, Split, Difference };

/// Where the viewport looks from. Either on the orbit, or through the photo's camera as a flat picture that zooms and pans.
struct ViewState {
    mesh::OrbitView orbit;
    bool matchesPhoto = true;
    double pictureZoom = 1.0;      // of the flat picture: 1 fits the viewport
    QPointF pictureShift;          // of the flat picture, in parts of its side
    ViewMode mode = ViewMode::Avatar;
    CompareMode compare = CompareMode::Off;
};

/// A place on the orbit with a name.
enum class NamedView { Front, ThreeQuarter, Left, Right };

/// The head turned under the hand: `pixels` of pointer movement on a viewport `height` pixels high. Stays off the poles.
[[nodiscard]] ViewState orbited(ViewState view, QPointF pixels, double height);

/// The head moved under the hand, at the head's depth.
[[nodiscard]] ViewState panned(ViewState view, QPointF pixels, double height);

/// Nearer by `factor` (above 1), within sensible limits.
[[nodiscard]] ViewState zoomed(ViewState view, double factor);

/// Looking from a named side; target, distance and angle of view as in `home`.
[[nodiscard]] ViewState lookingFrom(ViewState view, NamedView side, const mesh::OrbitView& home);

} // namespace effigy::ui
