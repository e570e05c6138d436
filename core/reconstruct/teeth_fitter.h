// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "reconstruct/photo_cut.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::reconstruct {

/// How the upper teeth and their gum must move, beyond what the shape basis can say, so that their
/// biting edge, the line of the gum and the gaps between the front teeth lie where a photo shows
/// them. Teeth grow or shrink between gum and edge; the lower ones keep still. Where a lip hides
/// gum or edge, they end somewhere behind it.
///   posed    coefficients of the head in the photo
///   cut      what shows the mouth
///   returns  [V] metres, head frame, to be added to the template; zero off the upper teeth and
///   their gum, and everywhere when the
///            photo shows no teeth or the model has none
/// Deterministic.
[[nodiscard]] std::vector<Eigen::Vector3f>
fitTeeth(const head::HeadModel& model, const head::HeadCoefficients& posed, const PhotoCut& cut);

} // namespace effigy::reconstruct
