// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// Draws lines where the form of a premultiplied RGBA picture ends, steps back or folds.
///   form  of the picture's size
void drawOutline(base::FloatImage& picture, const Surface& form, const Outline& outline);

} // namespace effigy::style
