// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <array>

namespace effigy::generator {

/// How convolveResampled treats the picture.
struct ResampledConvolution {
    int up = 1;
    int down = 1;
    std::array<int, 4> padding = {0, 0, 0, 0}; // left, right, top, bottom; of the enlarged picture
    bool flipsWeight = false;                  // true: convolution, false: correlation
};

/// Enlarges, convolves, shrinks, with a smoothing filter where the size changes: the operator in
/// general, of which convolve() has the cases that networks use, faster. Differentiable, twice.
///   x       [N, ci, H, W] f32
///   weight  [co, ci, kh, kw] f32
///   filter  [KH, KW] or separable [K] f32; undefined: none
///   returns [N, co, (H up + left + right - kh + 1) / down, ...]
/// Source: Karras et al. 2020 (StyleGAN2), Appendix B.
[[nodiscard]] torch::Tensor convolveResampled(const torch::Tensor& x, const torch::Tensor& weight,
                                              const torch::Tensor& filter,
                                              const ResampledConvolution& options);

} // namespace effigy::generator
