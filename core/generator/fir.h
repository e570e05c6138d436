// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <array>

namespace effigy::generator {

/// How upfirdn2d treats the picture. Padding is in samples of the zero-stuffed picture; negative crops.
struct FirOptions {
    int upX = 1;
    int upY = 1;
    int downX = 1;
    int downY = 1;
    std::array<int, 4> padding = {0, 0, 0, 0}; // left, right, top, bottom
    double gain = 1.0;
    bool flipsFilter = false; // false: convolution, true: correlation
};

/// Inserts zeros, pads, filters every channel, keeps every downX-th and downY-th sample. Differentiable, twice.
///   x       [N, C, H, W] f32
///   filter  [KH, KW] or separable [K] f32; undefined: a single 1
/// Source: Karras et al. 2020 (StyleGAN2), Appendix B.
[[nodiscard]] torch::Tensor upfirdn2d(const torch::Tensor& x, const torch::Tensor& filter, const FirOptions& options);

/// The filter of all published networks: outer([1, 3, 3, 1]) / 64, [4, 4] f32.
[[nodiscard]] torch::Tensor smoothFilter();

/// Twice the size with that filter, brightness kept. [N, C, H, W] -> [N, C, 2H, 2W]. Fast; differentiable, twice.
[[nodiscard]] torch::Tensor upsample2d(const torch::Tensor& x);

/// Half the size with that filter. [N, C, H, W] -> [N, C, H/2, W/2], H and W even. Fast; differentiable, twice.
[[nodiscard]] torch::Tensor downsample2d(const torch::Tensor& x);

/// That filter with `padding` zeros on each side. [N, C, H, W] -> [N, C, H + 2p - 3, W + 2p - 3]. Fast; differentiable, twice.
[[nodiscard]] torch::Tensor smooth2d(const torch::Tensor& x, int padding);

/// Bilinear resize to `height` x `width` that averages when it shrinks (align_corners off). [N, C, H, W].
[[nodiscard]] torch::Tensor resizeAntialiased(const torch::Tensor& x, std::int64_t height, std::int64_t width);

/// The same without averaging.
[[nodiscard]] torch::Tensor resizeBilinear(const torch::Tensor& x, std::int64_t height, std::int64_t width);

} // namespace effigy::generator
