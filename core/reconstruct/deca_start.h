// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "deca/crop.h"
#include "head/head_model.h"
#include "reconstruct/fit_head.h"

#include <filesystem>

namespace effigy::reconstruct {

/// The square of a photo that DECA looks at, around 68 landmarks.
[[nodiscard]] deca::CropCorners decaCorners(const Landmarks2& landmarks);

/// What DECA makes of a face, as far as a fit can begin with it: its identity, jaw and detail. Expressions of FLAME are none of the
/// 52 controls and are left to the fit. The detail is that of the expression in the photo, within the mask of face and eyes that
/// `model` has; the displacement that DECA's data folder adds for every head is not in it.
///   weights    deca_model.tar, or what `effigy train deca` wrote
///   photo      RGB
///   model      that is fitted: FLAME for published networks, else the free head
///   detailSize side of the detail, texels; 256 are DECA's own, more lie smoothly between them
/// Throws Error "model_missing", or "model_refused" when they are no such networks or were trained on another head model.
[[nodiscard]] HeadStart decaStart(const std::filesystem::path& weights, const base::Image& photo, const Landmarks2& landmarks,
                                  const head::HeadModelData& model, int detailSize);

} // namespace effigy::reconstruct
