// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstdint>
#include <optional>

namespace effigy::avatar {

/// Opaque sRGB colour.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Colour&) const = default;
};

/// 8-bit RGBA with straight alpha from premultiplied RGBA in 0..1, laid over `background` where there is one.
[[nodiscard]] base::Image toPicture(const base::FloatImage& premultiplied, std::optional<Colour> background);

/// The inverse for a transparent or opaque picture of 1, 3 or 4 channels.
[[nodiscard]] base::FloatImage toPremultiplied(const base::Image& picture);

/// Premultiplied grey RGBA of `values` (1 channel, 0..1) where `coverage` (1 channel, 0..1, same size) is.
[[nodiscard]] base::FloatImage greyPicture(const base::FloatImage& values, const base::FloatImage& coverage);

/// `depth` as nearness: 1 at `near`, 0 at `far` and beyond.
[[nodiscard]] base::FloatImage nearness(const base::FloatImage& depth, double near, double far);

/// Premultiplied RGBA of unit `normals` (3 channels, zero: nothing), -1..1 mapped to 0..1.
[[nodiscard]] base::FloatImage normalPicture(const base::FloatImage& normals);

} // namespace effigy::avatar
