// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "generator/head_layout.h"
#include "head/head_model.h"
#include "reconstruct/aligned_photo.h"
#include "train/hair_shell.h"

namespace effigy::invert {

/// A lit texture whose scalp shows the photo's hair where the hull of the hair shows it: the hull
/// lies outside of the scalp, so what the photo shows there is not what the fit found on the bald
/// head.
///   texture  UV atlas, RGB
///   posed    coefficients of the head in the photo
///   returns  UV atlas of the same size
[[nodiscard]] base::Image paintHair(const base::Image& texture, const generator::HeadLayout& layout,
                                    const head::HeadModel& model,
                                    const head::HeadCoefficients& posed,
                                    const train::HairShell& shell,
                                    const reconstruct::AlignedPhoto& photo);

} // namespace effigy::invert
