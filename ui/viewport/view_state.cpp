// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/view_state.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::ui {
namespace {

constexpr double kRadiansPerHeight = std::numbers::pi; // the height of the viewport is half a turn
constexpr double kMaxPitch = 1.45;                     // 83 degrees: beyond, "up" would flip
constexpr double kNearest = 0.35, kFarthest = 4.0;     // metres from the head
constexpr double kMinZoom = 0.3, kMaxZoom = 8.0;

double wrapped(double angle) { return std::remainder(angle, 2.0 * std::numbers::pi); }

} // namespace

ViewState orbited(ViewState view, QPointF pixels, double height)
{
    const double scale = kRadiansPerHeight / std::max(1.0, height);
    view.matchesPhoto = false;
    view.compare = CompareMode::Off;
    view.orbit.yaw = wrapped(view.orbit.yaw - pixels.x() * scale);
    view.orbit.pitch = std::clamp(view.orbit.pitch + pixels.y() * scale, -kMaxPitch, kMaxPitch);
    return view;
}

ViewState panned(ViewState view, QPointF pixels, double height)
{
    if (view.matchesPhoto) {
        view.pictureShift += pixels / (std::max(1.0, height) * view.pictureZoom);
        return view;
    }
    const double metres = 2.0 * view.orbit.distance * std::tan(view.orbit.fov / 2.0) / std::max(1.0, height);
    const double sy = std::sin(view.orbit.yaw), cy = std::cos(view.orbit.yaw);
    const double sp = std::sin(view.orbit.pitch), cp = std::cos(view.orbit.pitch);
    const Eigen::Vector3d right(cy, 0.0, -sy), up(-sy * sp, cp, -cy * sp);
    view.orbit.target += metres * (pixels.y() * up - pixels.x() * right);
    return view;
}

ViewState zoomed(ViewState view, double factor)
{
    if (view.matchesPhoto)
        view.pictureZoom = std::clamp(view.pictureZoom * factor, kMinZoom, kMaxZoom);
    else
        view.orbit.distance = std::clamp(view.orbit.distance / factor, kNearest, kFarthest);
    return view;
}

ViewState lookingFrom(ViewState view, NamedView side, const mesh::OrbitView& home)
{
    constexpr double kQuarter = std::numbers::pi / 2.0;
    const double yaw = side == NamedView::Front          ? 0.0
                       : side == NamedView::ThreeQuarter ? kQuarter * 0.4
                       : side == NamedView::Left         ? kQuarter
                                                         : -kQuarter;
    view.matchesPhoto = false;
    view.compare = CompareMode::Off;
    view.orbit = home;
    view.orbit.yaw = yaw;
    view.orbit.pitch = 0.0;
    view.orbit.roll = 0.0;
    return view;
}

} // namespace effigy::ui
