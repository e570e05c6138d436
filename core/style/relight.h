// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// A premultiplied RGBA picture under another light: each pixel is multiplied by the light that `light` gives its normal over the
/// light that the photo gave it (a ratio image). What the photo's light cast in shadow stays dark.
///   surface  as it was seen, of any size; its light says how the photo lit it, its folds how the skin faces the light
/// Source: Shashua and Riklin-Raviv 2001, "The Quotient Image"; Ramamoorthi and Hanrahan 2001 for the photo's light.
[[nodiscard]] base::FloatImage relitPicture(const base::FloatImage& picture, const Surface& surface, const Light& light);

/// How much of a far lamp each point of a surface sees, 0..1, by walking from it towards the lamp through the depth picture.
///   towards   unit, camera frame
///   softness  0: a point of light .. 1: a window
[[nodiscard]] base::FloatImage lampVisibility(const Surface& surface, const Eigen::Vector3f& towards, double softness);

} // namespace effigy::style
