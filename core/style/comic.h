// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

namespace effigy::style {

/// A premultiplied RGBA picture in flat tones with ink lines.
///   form  of the picture's size
/// Source of the lines: Winnemoeller, Kyprianidis and Olsen 2012, "XDoG", equations 6 and 7.
[[nodiscard]] base::FloatImage comicPicture(const base::FloatImage& picture, const Surface& form, const Comic& comic);

} // namespace effigy::style
