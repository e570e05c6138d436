// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/photo_view.h"

#include "base/error.h"

#include <Eigen/Dense>
#include <ceres/rotation.h>

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

Eigen::Matrix3d matrixOf(const Eigen::Vector3d& angleAxis)
{
    Eigen::Matrix3d rotation;
    ceres::AngleAxisToRotationMatrix(angleAxis.data(), rotation.data());
    return rotation;
}

base::Error notAFace()
{
    return {"no_face", "The landmarks do not form a face",
            "Choose another photo, or place the landmarks by hand"};
}

} // namespace

double PhotoView::depth() const
{
    return std::exp(logDepth);
}

double PhotoView::focalPx() const
{
    return std::exp(logScale + logDepth);
}

Eigen::Vector3d PhotoView::inCamera(const Eigen::Vector3d& pointInHead) const
{
    return matrixOf(rotation) * pointInHead + Eigen::Vector3d(shift.x(), shift.y(), depth());
}

Eigen::Vector2d PhotoView::projectPx(const Eigen::Vector3d& pointInHead) const
{
    const Eigen::Vector3d p = inCamera(pointInHead);
    return centre + focalPx() * p.head<2>() / p.z();
}

mesh::Camera PhotoView::camera(int width, int height) const
{
    mesh::Camera camera;
    const Eigen::Matrix3d headFromCamera = matrixOf(rotation).transpose();
    camera.headFromCamera.linear() = headFromCamera;
    camera.headFromCamera.translation() =
        -headFromCamera * Eigen::Vector3d(shift.x(), shift.y(), depth());
    camera.fx = focalPx() / width;
    camera.fy = focalPx() / height;
    camera.cx = centre.x() / width;
    camera.cy = centre.y() / height;
    return camera;
}

double PhotoView::yaw() const
{
    const Eigen::Vector3d forward = matrixOf(rotation).col(2); // the face's direction, camera frame
    return std::atan2(forward.x(), -forward.z());
}

double PhotoView::pitch() const
{
    return std::asin(std::clamp(-matrixOf(rotation).col(2).y(), -1.0, 1.0));
}

double PhotoView::roll() const
{
    const Eigen::Vector3d up = matrixOf(rotation).col(1);
    return std::atan2(up.x(), -up.y());
}

double PhotoView::scalePx() const
{
    return std::exp(logScale);
}

PhotoView viewOf(const mesh::Camera& camera, int width, int height)
{
    const Eigen::Matrix3d cameraFromHead = camera.headFromCamera.linear().transpose();
    const Eigen::Vector3d origin = camera.headFromCamera.inverse().translation();
    PhotoView view;
    ceres::RotationMatrixToAngleAxis(cameraFromHead.data(), view.rotation.data());
    view.shift = origin.head<2>();
    view.logDepth = std::log(origin.z());
    view.logScale = std::log(camera.fx * width) - view.logDepth;
    view.centre = {camera.cx * width, camera.cy * height};
    return view;
}

PhotoView weakPerspectiveView(std::span<const Eigen::Vector3d> inHead,
                              std::span<const Eigen::Vector2d> inPhoto,
                              const Eigen::Vector2d& centre, double depth)
{
    base::require(inHead.size() == inPhoto.size() && inHead.size() >= 4,
                  "four or more pairs of points");
    const auto count = static_cast<Eigen::Index>(inHead.size());
    Eigen::MatrixXd source(count, 4);
    Eigen::MatrixXd target(count, 2);
    for (Eigen::Index i = 0; i < count; ++i) {
        source.row(i) << inHead[i].transpose(), 1.0;
        target.row(i) = inPhoto[i].transpose();
    }
    if (!target.allFinite())
        throw notAFace();
    const Eigen::MatrixXd affine = source.colPivHouseholderQr().solve(target); // [4, 2]
    const Eigen::Vector3d first = affine.block<3, 1>(0, 0);
    const Eigen::Vector3d second = affine.block<3, 1>(0, 1);
    const double scale = std::sqrt(first.norm() * second.norm());
    if (!(scale > 1.0) || first.cross(second).norm() < 0.1 * scale * scale)
        throw notAFace();

    Eigen::Matrix<double, 2, 3> rows;
    rows << first.normalized().transpose(), second.normalized().transpose();
    const Eigen::JacobiSVD<Eigen::Matrix<double, 2, 3>> svd(rows, Eigen::ComputeFullU | Eigen::ComputeFullV);
    const Eigen::Matrix<double, 2, 3> nearest = svd.matrixU() * svd.matrixV().leftCols<2>().transpose();
    Eigen::Matrix3d rotation;
    rotation.topRows<2>() = nearest;
    rotation.row(2) = nearest.row(0).cross(nearest.row(1));

    PhotoView view;
    ceres::RotationMatrixToAngleAxis(rotation.data(), view.rotation.data());
    view.centre = centre;
    view.logDepth = std::log(depth);
    view.logScale = std::log(scale);
    view.shift = (affine.row(3).transpose() - centre) / scale;
    return view;
}

} // namespace effigy::reconstruct
