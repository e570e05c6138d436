// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/photo_camera.h"

#include "base/error.h"
#include "deca/crop.h"

#include <Eigen/LU>

#include <cmath>

namespace effigy::deca {

Eigen::Matrix<double, 2, 4> orthographicCamera(const CropCamera& camera,
                                               const Eigen::Matrix3d& cropFromPhoto)
{
    constexpr double kHalf = kCropSide / 2.0;
    const double s = camera.scale * kHalf;
    Eigen::Matrix<double, 3, 4> cropFromHead;
    cropFromHead << s, 0.0, 0.0, s * camera.shiftX + kHalf, //
        0.0, -s, 0.0, -s * camera.shiftY + kHalf,           //
        0.0, 0.0, 0.0, 1.0;
    return (cropFromPhoto.inverse() * cropFromHead).topRows<2>();
}

PinholeCamera pinholeCamera(const CropCamera& camera, const Eigen::Matrix3d& cropFromPhoto,
                            double focal, Eigen::Vector2d photoSize, double meanDepth)
{
    constexpr double kUpright = 1e-9; // rounding of the transform's f64 entries
    const Eigen::Matrix<double, 2, 4> flat = orthographicCamera(camera, cropFromPhoto);
    const double pixelsPerMetre = flat(0, 0);
    base::require(std::abs(flat(0, 1)) < kUpright * pixelsPerMetre &&
                      std::abs(flat(1, 1) + pixelsPerMetre) < kUpright * pixelsPerMetre,
                  "a pinhole camera stands for an upright crop");
    base::require(focal > 0.0, "a focal length is positive");
    const Eigen::Vector2d offset = (flat.col(3) - photoSize / 2.0) / pixelsPerMetre;
    PinholeCamera pinhole;
    pinhole.intrinsics << focal, 0.0, photoSize.x() / 2.0, 0.0, focal, photoSize.y() / 2.0, 0.0,
        0.0, 1.0;
    pinhole.cameraFromHead << 1.0, 0.0, 0.0, offset.x(), //
        0.0, -1.0, 0.0, offset.y(),                      //
        0.0, 0.0, -1.0, focal / pixelsPerMetre + meanDepth;
    return pinhole;
}

} // namespace effigy::deca
