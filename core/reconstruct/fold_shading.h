// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/light_fitter.h"
#include "reconstruct/skin_patch.h"

namespace effigy::reconstruct {

/// How much brighter each pixel of `patch` is than the fitted mesh under the fitted light, as
/// smooth as albedo and form are by themselves: what of it forms lines on skin. Takes belief from
/// hair, frames of glasses, reflections and wide shadows.
///   finest   metres: what is finer is smoothed away
///   returns  f32, of the patch's size: logarithms within -0.5 and 0.25
[[nodiscard]] cv::Mat foldShading(SkinPatch& patch, const SeenHead& head, const LitSkin& lit,
                                  double finest);

/// Shading as one number, its luminance.
[[nodiscard]] float shadeOf(const ShLight& light, const Eigen::Vector3f& normal);

} // namespace effigy::reconstruct
