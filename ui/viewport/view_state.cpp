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

double metresPerPixel(const mesh::OrbitView& orbit, double height)
{
    return 2.0 * orbit.distance * std::tan(orbit.fov / 2.0) / std::max(1.0, height);
}

double mixed(double from, double to, double part) { return from + (to - from) * part; }
double mixedAngle(double from, double to, double part) { return wrapped(from + wrapped(to - from) * part); }

} // namespace

ViewAxes viewAxes(const mesh::OrbitView& view)
{
    const double sy = std::sin(view.yaw), cy = std::cos(view.yaw);
    const double sp = std::sin(view.pitch), cp = std::cos(view.pitch);
    return {.right = {cy, 0.0, -sy}, .up = {-sy * sp, cp, -cy * sp}, .towards = {sy * cp, sp, cy * cp}};
}

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
    const ViewAxes axes = viewAxes(view.orbit);
    view.orbit.target += metresPerPixel(view.orbit, height) * (pixels.y() * axes.up - pixels.x() * axes.right);
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

ViewState zoomedTowards(ViewState view, double factor, QPointF fromCentre, double height, double side)
{
    const ViewState before = view;
    view = zoomed(view, factor);
    if (view.matchesPhoto) {
        view.pictureShift += fromCentre / side * (1.0 / view.pictureZoom - 1.0 / before.pictureZoom);
        return view;
    }
    const ViewAxes axes = viewAxes(view.orbit);
    const double nearer = metresPerPixel(before.orbit, height) - metresPerPixel(view.orbit, height);
    view.orbit.target += nearer * (fromCentre.x() * axes.right - fromCentre.y() * axes.up);
    return view;
}

ViewState lookingFrom(ViewState view, NamedView side, const mesh::OrbitView& home)
{
    constexpr double kQuarter = std::numbers::pi / 2.0;
    view.matchesPhoto = false;
    view.compare = CompareMode::Off;
    view.orbit = home;
    view.orbit.yaw = view.orbit.pitch = view.orbit.roll = 0.0;
    switch (side) {
    case NamedView::Front: break;
    case NamedView::ThreeQuarter: view.orbit.yaw = kQuarter * 0.4; break;
    case NamedView::Left: view.orbit.yaw = kQuarter; break;
    case NamedView::Right: view.orbit.yaw = -kQuarter; break;
    case NamedView::Back: view.orbit.yaw = 2.0 * kQuarter; break;
    case NamedView::Above: view.orbit.pitch = kMaxPitch; break;
    case NamedView::Below: view.orbit.pitch = -kMaxPitch; break;
    }
    return view;
}

ViewState between(const ViewState& from, const ViewState& to, double part)
{
    if (part >= 1.0)
        return to;
    ViewState view = to;
    view.matchesPhoto = false;
    view.compare = CompareMode::Off;
    view.orbit.yaw = mixedAngle(from.orbit.yaw, to.orbit.yaw, part);
    view.orbit.pitch = mixed(from.orbit.pitch, to.orbit.pitch, part);
    view.orbit.roll = mixedAngle(from.orbit.roll, to.orbit.roll, part);
    view.orbit.distance = mixed(from.orbit.distance, to.orbit.distance, part);
    view.orbit.fov = mixed(from.orbit.fov, to.orbit.fov, part);
    view.orbit.target = from.orbit.target + (to.orbit.target - from.orbit.target) * part;
    return view;
}

} // namespace effigy::ui
