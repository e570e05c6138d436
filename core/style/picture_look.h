// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"
#include "style/surface.h"

#include <cstdint>

namespace effigy::style {

/// `picture` in the look's light, then as clay, oil, watercolour and comic leave it; the rest of `look` does nothing here. Alpha stays.
///   picture  premultiplied RGBA, sRGB, 0..1
///   surface  what the picture shows, of any size
/// With no amounts and the photo's light the result is `picture` itself, bit by bit. Throws ContractError unless the picture has four channels.
[[nodiscard]] base::FloatImage painted(const base::FloatImage& picture, const Surface& surface, const Look& look);

/// `picture` as the rest of `look` leaves it: grade, hatching, halftone, outline, backdrop, grain.
///   frame  decides the grain that moves
[[nodiscard]] base::FloatImage finished(base::FloatImage picture, const Surface& surface, const Look& look, std::uint32_t frame);

} // namespace effigy::style
