// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/orbit_camera.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace effigy::generator {

double orbitFocal(double fovDeg)
{
    return 1.0 / (1.414 * std::tan(fovDeg * 3.14159 / 360.0));
}

CameraLabel orbitLabel(const OrbitCamera& camera)
{
    constexpr double kPole = 1e-5; // the camera keeps off the poles, where its up turns over
    const double horizontal = std::numbers::pi / 2.0 + camera.yaw;
    const double vertical =
        std::clamp(std::numbers::pi / 2.0 + camera.pitch, kPole, std::numbers::pi - kPole);
    const double polar = std::acos(1.0 - 2.0 * vertical / std::numbers::pi);
    const Eigen::Vector3d origin =
        camera.radius * Eigen::Vector3d(std::sin(polar) * std::cos(std::numbers::pi - horizontal),
                                        std::cos(polar),
                                        std::sin(polar) * std::sin(std::numbers::pi - horizontal));
    const Eigen::Vector3d pivot(camera.pivot[0], camera.pivot[1], camera.pivot[2]);
    const Eigen::Vector3d forward = (pivot - origin).normalized();
    const Eigen::Vector3d right = -Eigen::Vector3d::UnitY().cross(forward).normalized();
    const Eigen::Vector3d down = forward.cross(right).normalized();

    CameraLabel label = {};
    Eigen::Map<Eigen::Matrix<double, 4, 4, Eigen::RowMajor>> worldFromCamera(label.data());
    worldFromCamera.setIdentity();
    worldFromCamera.col(0).head<3>() = right;
    worldFromCamera.col(1).head<3>() = down;
    worldFromCamera.col(2).head<3>() = forward;
    worldFromCamera.col(3).head<3>() = origin;
    const double focal = orbitFocal(camera.fovDeg);
    const std::array<double, 9> intrinsics = {focal, 0.0, 0.5, 0.0, focal, 0.5, 0.0, 0.0, 1.0};
    std::copy(intrinsics.begin(), intrinsics.end(), label.begin() + 16);
    return label;
}

} // namespace effigy::generator
