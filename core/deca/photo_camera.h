// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace effigy::deca {

/// DECA's camera of one head: scale and shift, metres.
struct CropCamera {
    double scale = 1.0;
    double shiftX = 0.0;
    double shiftY = 0.0;
};

/// photoFromHead: pixels of the photo of points (x, y, z, 1) of the posed head, metres.
/// Orthographic, so the third column is zero.
///   cropFromPhoto  of cropFromPhoto()
[[nodiscard]] Eigen::Matrix<double, 2, 4> orthographicCamera(const CropCamera& camera,
                                                             const Eigen::Matrix3d& cropFromPhoto);

/// A pinhole camera in the place of the orthographic one, axes x right, y down, z forward.
struct PinholeCamera {
    Eigen::Matrix3d intrinsics = Eigen::Matrix3d::Identity(); // pixels of the photo
    Eigen::Matrix<double, 3, 4> cameraFromHead = Eigen::Matrix<double, 3, 4>::Zero();
};

/// The pinhole camera that shows the plane z = `meanDepth` of the head as the orthographic one
/// does, and its principal point in the photo's middle. Throws ContractError for crops that are
/// turned or stretched.
///   focal  pixels of the photo
[[nodiscard]] PinholeCamera pinholeCamera(const CropCamera& camera,
                                          const Eigen::Matrix3d& cropFromPhoto, double focal,
                                          Eigen::Vector2d photoSize, double meanDepth);

} // namespace effigy::deca
