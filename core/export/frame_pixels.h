// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <array>
#include <cstdint>

namespace effigy::exporter {

/// `colour` with `alpha` of 255 over `behind`.
[[nodiscard]] inline std::uint8_t laidOver(int colour, int alpha, int behind)
{
    return static_cast<std::uint8_t>((colour * alpha + behind * (255 - alpha) + 127) / 255);
}

/// `image` (1, 3 or 4 channels) as RGB, transparent parts over `background`.
[[nodiscard]] base::Image flattened(const base::Image& image,
                                    std::array<std::uint8_t, 3> background = {0, 0, 0});

/// `image` (1, 3 or 4 channels) as RGBA, opaque where it knows no alpha.
[[nodiscard]] base::Image withAlpha(const base::Image& image);

} // namespace effigy::exporter
