// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"

#include <cstdint>

namespace effigy::style {

/// Film grain and darkened corners on a premultiplied RGBA picture.
///   frame  decides the pattern when it moves
void addGrain(base::FloatImage& picture, const Grain& grain, std::uint32_t frame);

} // namespace effigy::style
