// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "train/face_feed.h"

#include <torch/types.h>

namespace effigy::train {

/// How squares are cut out of pictures for training.
struct SquareOptions {
    double smallest = 0.85;     // side, times that of the exact square
    double largest = 1.3;
    double shift = 0.07;        // of the side, standard deviation
    double turn = 0.12;         // radians, standard deviation
    bool hasFaults = true;      // colours, blur, noise, things in front
};

/// As the encoder sees faces when it looks for the second time: close to the exact square, pictures as they are.
[[nodiscard]] constexpr SquareOptions carefulSquares()
{
    return {.smallest = 0.96, .largest = 1.04, .shift = 0.015, .turn = 0.02, .hasFaults = false};
}

/// Squares of faces, and what is true in them.
struct FaceSquares {
    torch::Tensor images;   // [B, 3, 224, 224] f32 RGB 0..1
    torch::Tensor places;   // [B, N, 2] f32 -1..1
    torch::Tensor axes;     // [B, 6] f32 the head's x and y axis as the square's camera has them
};

/// Cuts a square around each face. Draws from torch's generator of the faces' device.
[[nodiscard]] FaceSquares cutSquares(const KnownFaces& faces, const SquareOptions& options);

} // namespace effigy::train
