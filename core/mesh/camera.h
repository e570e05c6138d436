// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

namespace effigy::mesh {

/// Pinhole camera with OpenCV axes (x right, y down, z forward), in the head frame, metres.
/// Intrinsics are divided by the picture's width (fx, cx) and height (fy, cy), so they do not depend on resolution:
/// a point p in the camera frame lands at column width * (fx * p.x / p.z + cx), row height * (fy * p.y / p.z + cy),
/// pixel centres at half-integers.
struct Camera {
    Eigen::Isometry3d headFromCamera = Eigen::Isometry3d::Identity(); // translation in metres
    double fx = 4.2647;
    double fy = 4.2647;
    double cx = 0.5;
    double cy = 0.5;
};

/// Where the camera sees `pointInHead` (metres): column and row, each 0..1 across the picture, and depth along z in metres.
[[nodiscard]] inline Eigen::Vector3d project(const Camera& camera, const Eigen::Vector3d& pointInHead)
{
    const Eigen::Vector3d p = camera.headFromCamera.inverse() * pointInHead;
    return {camera.fx * p.x() / p.z() + camera.cx, camera.fy * p.y() / p.z() + camera.cy, p.z()};
}

/// A camera on a sphere about `target` that looks at it, head upright. Yaw > 0 goes to the subject's left (+X),
/// pitch > 0 goes up, roll > 0 turns the picture clockwise. Angles in radians, distances in metres; `fov` is the full
/// vertical angle of view of a square picture.
struct OrbitView {
    double yaw = 0.0;
    double pitch = 0.0;
    double roll = 0.0;
    double distance = 1.08; // 2.7 generator world units of 0.4 m
    double fov = 0.32876;   // 18.837 degrees
    Eigen::Vector3d target = Eigen::Vector3d(0.0, 0.0, 0.02);
};
[[nodiscard]] Camera orbitCamera(const OrbitView& view);

} // namespace effigy::mesh
