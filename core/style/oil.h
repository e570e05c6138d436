// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// A premultiplied RGBA picture in oil: an anisotropic Kuwahara filter with eight sectors, lit as bristles leave it.
///   form  of the picture's size; bristles hang on it
/// Source: Kyprianidis, Semmo, Kang and Doellner 2010, "Anisotropic Kuwahara filtering with polynomial weighting functions".
[[nodiscard]] base::FloatImage oilPicture(const base::FloatImage& picture, const Surface& form, const Oil& oil);

} // namespace effigy::style
