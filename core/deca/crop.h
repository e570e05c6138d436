// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <Eigen/Core>
#include <torch/types.h>

namespace effigy::deca {

inline constexpr std::int64_t kCropSide = 224; // pixels

/// A rectangle around a face, pixels of the photo with centres at integers.
struct FaceBounds {
    double left = 0.0;
    double top = 0.0;
    double right = 0.0;
    double bottom = 0.0;
};

/// What a rectangle encloses, which decides how much is added around it.
enum class BoundsKind {
    Landmarks, // 68 points: a tenth more, centred
    Detector,  // a face detector's box: as it is, moved down by 0.12 of its size
    Training,  // 68 points as training crops take them: as it is, centred
};

/// The least and greatest coordinates of `points` [N, 2] (x, y).
[[nodiscard]] FaceBounds boundsOf(const torch::Tensor& points);

/// What DECA takes of a photo in which no face was found. Height and width stand in each other's
/// place, as in the published code.
[[nodiscard]] FaceBounds boundsWithoutFace(std::int64_t height, std::int64_t width);

/// Corners of a square of a photo: top left, bottom left, top right; rows (x, y), pixels.
using CropCorners = Eigen::Matrix<double, 3, 2>;

inline constexpr double kInferenceScale = 1.25; // sides of the crop over sides of the bounds

/// The square around a face. Its side is a whole number of pixels.
[[nodiscard]] CropCorners cropCorners(const FaceBounds& bounds, BoundsKind kind,
                                      double scale = kInferenceScale);
/// All of a photo, for pictures that are cropped already.
[[nodiscard]] CropCorners wholePhoto(std::int64_t height, std::int64_t width);

/// The similarity that takes `corners` to those of the crop, as nearly as least squares can:
/// cropFromPhoto for column vectors (x, y, 1), pixels. Source: Umeyama 1991, Eq. 40 to 43.
[[nodiscard]] Eigen::Matrix3d cropFromPhoto(const CropCorners& corners);

/// The crop [3, 224, 224] f32 RGB 0..1: bilinear, zero outside the photo, no blur.
///   photo          RGB
///   cropFromPhoto  of that photo
[[nodiscard]] torch::Tensor cropped(const base::Image& photo, const Eigen::Matrix3d& cropFromPhoto);

/// `photo` (RGB) as [3, H, W] f32 0..1.
[[nodiscard]] torch::Tensor photoTensor(const base::Image& photo);

/// The transform of pointsInPhoto(), [1, 3, 3] f32 for row vectors.
[[nodiscard]] torch::Tensor photoFromCrop(const torch::Tensor& cropFromPhoto);

/// `matrix` as [3, 3] f64.
[[nodiscard]] torch::Tensor matrixTensor(const Eigen::Matrix3d& matrix);

/// Points [N, 2] f64 of the photo as training takes them: -1..1 of the crop, third column 1. [N, 3]
/// f64.
[[nodiscard]] torch::Tensor trainingLandmarks(const torch::Tensor& points,
                                              const Eigen::Matrix3d& cropFromPhoto);

} // namespace effigy::deca
