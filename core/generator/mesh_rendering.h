// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/head_layout.h"

#include <torch/types.h>

namespace effigy::generator {

inline constexpr int kRenderingChannels = 3;

/// What a deformation-aware discriminator sees beside the pictures: which point of the head each pixel should show. Two
/// channels hold the place in the neural texture, -1..1 as the layout has it, 0 beside the head; the third is 1 on the head
/// and -1 beside it. Eyes and teeth are seen where the skin leaves them free, so that expression and gaze show.
///   pose     of N heads; landmarks are not used
///   labels   [N, >= 25] f32, camera labels as cameraStage takes them
///   size     pixels along each side
///   boxWarp  of the generator: world units that the planes span
///   returns  [N, 3, size, size] f32, without gradient
/// Throws ContractError on other shapes. Source: Sun et al. 2023 (Next3D), Sec. 3.4; the paper leaves the colours open.
[[nodiscard]] torch::Tensor meshRendering(const HeadLayout& layout, const HeadPose& pose, const torch::Tensor& labels, int size,
                                          double boxWarp = 1.0);

} // namespace effigy::generator
