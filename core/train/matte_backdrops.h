// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace effigy::train {

/// Backdrops that are hard to tell from heads: stripes and flags, shelves and tiles, leaves,
/// strands, dots, clouds, two of them beside each other, in colours of which some are the person's
/// own, sharp or out of focus. Draws from torch's generator of the colours' device.
///   own      [B, K, 3] f32 linear RGB: colours of the persons before them
///   returns  [B, 3, side, side] f32 linear RGB, 0..1.5
[[nodiscard]] torch::Tensor hardBackdrops(const torch::Tensor& own, std::int64_t side);

/// Noise [B, 1, S, S] f32, 0..1, about evenly spread, of `octaves` sizes that halve, the largest
/// `cells` [B, 1, 1, 1] across, drawn out along one of the axes by `stretch` [B, 1, 1, 1].
///   places  [B, S, S, 2] f32, about -1..1
[[nodiscard]] torch::Tensor fractalNoise(const torch::Tensor& places, const torch::Tensor& cells,
                                         const torch::Tensor& stretch, int octaves);

/// Places [B, S, S, 2] f32 of pixels, -1..1, of which every picture's are turned by a random angle.
[[nodiscard]] torch::Tensor turnedPlaces(std::int64_t batch, std::int64_t side,
                                         const torch::TensorOptions& options);

} // namespace effigy::train
