// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// A premultiplied RGBA picture as drawn with pencils: the lines are cuts of the head with planes, so that they bend with its form and
/// turn with it.
///   form  of the picture's size
[[nodiscard]] base::FloatImage hatchedPicture(const base::FloatImage& picture, const Surface& form, const Hatching& hatching);

} // namespace effigy::style
