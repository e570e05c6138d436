// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/light_fitter.h"

#include <span>

namespace effigy::reconstruct {

/// Refuses a face whose far half fell on something else than skin, as happens to a profile that a
/// detector takes for a face half turned: the shape then looks sound and the texture is half
/// background. Tells by hue, so that shadow and highlight do not count and black-and-white photos
/// pass. A face turned less than a quarter of the way passes.
///   samples  of the face's skin, as sampleSkin gives them
///   yaw      of the head to the subject's left, radians
/// Throws Error "no_face".
void refuseStrangeFarSide(std::span<const SkinSample> samples, const LitSkin& lit, double yaw);

} // namespace effigy::reconstruct
