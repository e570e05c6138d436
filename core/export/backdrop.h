// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <array>
#include <cstdint>

namespace effigy::exporter {

/// What lies behind the head in pictures that are taken away: a colour, or a picture that fills them. Not for several threads
/// at once.
class Backdrop {
public:
    /// sRGB; black by default.
    Backdrop(std::array<std::uint8_t, 3> colour = {0, 0, 0}) : m_colour(colour) {}
    /// Scaled until it fills a frame; what is too much of it is cut off evenly on both sides. Its own transparent parts are black.
    ///   picture  1, 3 or 4 channels
    explicit Backdrop(base::Image picture);

    /// `image` (1, 3 or 4 channels, straight alpha) laid over the backdrop, RGB.
    [[nodiscard]] base::Image under(const base::Image& image);

private:
    std::array<std::uint8_t, 3> m_colour = {0, 0, 0};
    base::Image m_picture; // RGB; empty: the colour
    base::Image m_filling; // the picture in the size that was asked for last
};

} // namespace effigy::exporter
