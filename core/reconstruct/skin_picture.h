// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encoder/face_square.h"

#include <Eigen/Core>
#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::reconstruct {

inline constexpr int kSkinSide = 160;         // pixels of a skin picture: the middle of a face square, at the square's resolution
inline constexpr float kSkinLevels = 254.0F;  // steps to a contrast of 1

/// What a picture shows of a face's skin beside the light on it: brows, lips, folds, freckles. 26 kB, for a clip keeps all of its own.
struct SkinPicture {
    encoder::FaceSquare square;
    std::vector<std::int8_t> contrast; // [kSkinSide, kSkinSide] difference from the surroundings as part of their brightness, kSkinLevels a unit

    /// A place of the picture that `square` is part of, in columns and rows; centres at integers.
    [[nodiscard]] Eigen::Vector2d pixelOf(const Eigen::Vector2d& inPicture) const;
    /// Pixels of this for each one of the picture.
    [[nodiscard]] double pixelsPerPixel() const { return encoder::kSquareSide / square.side; }
};

/// The skin in `square`.
///   cut  [3, 224, 224] f32 RGB 0..1: what encoder::cutSquare() made of it
/// Throws ContractError on any other shape or dtype.
[[nodiscard]] SkinPicture skinPicture(const torch::Tensor& cut, const encoder::FaceSquare& square);

} // namespace effigy::reconstruct
