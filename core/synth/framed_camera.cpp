// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/framed_camera.h"

namespace effigy::synth {
namespace {

const Eigen::Vector3d kFramedPoint(0.0, -0.005, 0.0); // metres, head frame: the centre of an aligned photo

} // namespace

mesh::Camera framedCamera(double yaw, double pitch, double roll, double distance, double side)
{
    mesh::OrbitView view;
    view.yaw = yaw;
    view.pitch = pitch;
    view.roll = roll;
    view.distance = distance;
    view.target = Eigen::Vector3d::Zero();
    auto camera = mesh::orbitCamera(view);
    camera.fx = camera.fy = distance / side;
    camera.cx = camera.cy = 0.5;
    const auto seen = mesh::project(camera, kFramedPoint);
    camera.cx += 0.5 - seen.x();
    camera.cy += 0.5 - seen.y();
    return camera;
}

} // namespace effigy::synth
