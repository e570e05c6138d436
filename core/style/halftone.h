// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"

namespace effigy::style {

/// A premultiplied RGBA picture as a printer's screen shows it, one ink or four on paper.
[[nodiscard]] base::FloatImage halftonePicture(const base::FloatImage& picture, const Halftone& halftone);

} // namespace effigy::style
