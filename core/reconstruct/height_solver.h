// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/light_fitter.h"
#include "reconstruct/skin_patch.h"

#include <vector>

namespace effigy::reconstruct {

/// The heights over the mesh whose shading under `light` is nearest to `shading`: slopes are as
/// bright as the light makes them, hollows are dark. Small and level where nothing asks for more,
/// zero where nothing is believed.
///   shading  f32 of the patch's size: logarithms of the brightness beside the mesh's own
///   returns  f32 of the patch's size: metres along the mesh's normal
/// Source: Pentland 1990, "Linear Shape from Shading"; that dark is deep, Langer and Zucker 1994;
/// Hestenes and Stiefel 1952.
[[nodiscard]] cv::Mat solveHeights(const SkinPatch& patch, const cv::Mat& shading,
                                   const ShLight& light);

} // namespace effigy::reconstruct
