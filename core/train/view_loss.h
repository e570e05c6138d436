// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"

#include <torch/types.h>

namespace effigy::train {

/// What one view of a head should look like.
struct ViewTarget {
    torch::Tensor colour; // [1, 3, S, S] f32, 0..1, premultiplied on black
    torch::Tensor alpha;  // [1, 1, S, S] f32, 0..1
    torch::Tensor depth;  // [1, 1, R, R] f32, world units along the ray; zero where unknown; undefined: not judged
    torch::Tensor weight; // [1, 1, S, S] f32, how much a pixel counts
};

/// How the parts of the loss are weighed.
struct ViewLossWeights {
    double colour = 1.0;    // mean absolute error of the final image
    double laplacian = 0.5;
    double gradient = 0.1;
    double raw = 1.0;       // mean absolute error and Laplacian of the raw image
    double alpha = 1.0;     // of the volume, at raw resolution
    double depth = 1.0;     // mean absolute error, world units times ten
};

struct ViewLoss {
    torch::Tensor total;   // [] f32, differentiable
    double finalError = 0.0; // mean absolute error of the final image, 0..1
};

/// How far `frame` (one head, image with four channels) is from `target`.
[[nodiscard]] ViewLoss viewLoss(const generator::Frame& frame, const ViewTarget& target, const ViewLossWeights& weights);

/// The picture of a frame as [1, 4, S, S] f32, 0..1: colour premultiplied on black, then alpha.
[[nodiscard]] torch::Tensor pictureOf(const generator::Frame& frame);

} // namespace effigy::train
