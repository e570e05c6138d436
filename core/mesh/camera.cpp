// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/camera.h"

#include <cmath>

namespace effigy::mesh {

Camera orbitCamera(const OrbitView& view)
{
    const Eigen::Vector3d outwards(std::sin(view.yaw) * std::cos(view.pitch), std::sin(view.pitch),
                                   std::cos(view.yaw) * std::cos(view.pitch));
    const Eigen::Vector3d forward = -outwards;
    const Eigen::Vector3d levelRight(std::cos(view.yaw), 0.0, -std::sin(view.yaw));
    const Eigen::Vector3d levelDown = forward.cross(levelRight);
    // Turning the picture clockwise turns the camera the other way about its axis.
    const Eigen::Vector3d right =
        std::cos(view.roll) * levelRight - std::sin(view.roll) * levelDown;
    const Eigen::Vector3d down = forward.cross(right);

    Camera camera;
    camera.headFromCamera.linear() << right, down, forward;
    camera.headFromCamera.translation() = view.target + view.distance * outwards;
    camera.fx = camera.fy = 0.5 / std::tan(0.5 * view.fov);
    return camera;
}

} // namespace effigy::mesh
