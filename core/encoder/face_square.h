// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "head/head_model.h"

#include <Eigen/Core>
#include <torch/types.h>

#include <span>

namespace effigy::encoder {

inline constexpr int kSquareSide = 224; // pixels that the network sees

/// A square of a picture, turned so that the face in it stands upright. Pixels, centres at half-integers.
struct FaceSquare {
    Eigen::Vector2d centre = Eigen::Vector2d::Zero();
    double side = 1.0;
    double angle = 0.0; // radians by which the square is turned clockwise

    /// A place of the square, x and y in -1..1, in the picture; and back.
    [[nodiscard]] Eigen::Vector2d toPicture(const Eigen::Vector2d& inSquare) const;
    [[nodiscard]] Eigen::Vector2d fromPicture(const Eigen::Vector2d& inPicture) const;
    /// The square's axes in the picture, as columns.
    [[nodiscard]] Eigen::Matrix2d axes() const;
};

inline constexpr double kSquareMargin = 1.5; // side over the longer side of the landmarks' box

/// The square around a face with these landmarks, iBUG order: from hair to neck, upright by the line from mouth to eyes.
/// Throws ContractError unless there are 68 landmarks.
[[nodiscard]] FaceSquare squareAround(std::span<const Eigen::Vector2f> landmarks);

/// `picture` (1, 3 or 4 channels) as `square` shows it: [3, 224, 224] f32 RGB 0..1, antialiased; the edge goes on outside.
[[nodiscard]] torch::Tensor cutSquare(const base::Image& picture, const FaceSquare& square);

} // namespace effigy::encoder
