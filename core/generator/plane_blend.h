// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

namespace effigy::generator {

/// Form channels (plane_form.h) of one plane.
struct FormChannels {
    int first = 0;        // channel of `over` that the first one replaces
    torch::Tensor values; // [N, kFormChannels, H, W] f32, no gradient: the first kSurfaceForms are blended like
                          // any channel, the others stand everywhere
};

/// A plane for the volume renderer: `over` times its gain where alpha is 1, `under` where it is 0, channels last.
/// Differentiable in `over` and `under`.
///   over     [N, C, H, W] f32, any layout
///   under    [N, C, H, W] f32, any layout
///   alpha    [N, 1, H, W] f32, no gradient
///   gain     [C] f32, no gradient; undefined: 1
///   form     what the mesh says, in place of some channels of `over`, gain and all; empty: nothing
///   to       [N, H, W, C] f32, the last three axes without gaps, where the plane is written if no gradient is wanted; undefined: fresh
///            memory
///   returns  [N, H, W, C] f32
[[nodiscard]] torch::Tensor blendToPlane(const torch::Tensor& over, const torch::Tensor& under, const torch::Tensor& alpha,
                                         const torch::Tensor& gain = {}, const FormChannels& form = {}, const torch::Tensor& to = {});

} // namespace effigy::generator
