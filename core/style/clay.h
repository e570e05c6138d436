// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// A premultiplied RGBA picture as a figure of clay: its form in one material, its own light and dark as features.
///   surface  as it was seen: of any size
[[nodiscard]] base::FloatImage clayPicture(const base::FloatImage& picture, const Surface& surface, const Clay& clay);

} // namespace effigy::style
