// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// A premultiplied RGBA picture in watercolour: washes, pigment that gathers at their edges, paper that hangs on the form.
///   form  of the picture's size
/// Source of the pigment's density: Bousseau, Kaplan, Thollot and Sillion 2006, "Interactive watercolor rendering", section 3.
[[nodiscard]] base::FloatImage watercolourPicture(const base::FloatImage& picture, const Surface& form, const Watercolour& water);

} // namespace effigy::style
