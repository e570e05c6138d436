// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace effigy::train {

// All draw from torch's generator of the pictures' device.

/// Numbers [B, channels, 1, 1] between `low` and `high`, ready to be multiplied with `images` [B,
/// C, H, W].
[[nodiscard]] torch::Tensor drawn(const torch::Tensor& images, double low, double high,
                                  std::int64_t channels = 1);
/// A choice [B, 1, 1, 1] of so large a share of `images`.
[[nodiscard]] torch::Tensor chosen(const torch::Tensor& images, double share);
/// `images` as if taken with so many times fewer pixels along each side.
[[nodiscard]] torch::Tensor coarsened(const torch::Tensor& images, std::int64_t factor);
/// What lenses, sensors and editors do to `images` [B, 3, H, W], sRGB 0..1, beyond what the
/// synthetic camera did.
[[nodiscard]] torch::Tensor withFaults(torch::Tensor images);

} // namespace effigy::train
