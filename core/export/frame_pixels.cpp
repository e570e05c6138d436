// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame_pixels.h"

#include "base/error.h"

namespace effigy::exporter {

namespace {

void requireColour(const base::Image& image)
{
    base::require(!image.empty() &&
                      (image.channels == 1 || image.channels == 3 || image.channels == 4),
                  "a picture has 1, 3 or 4 channels");
}

} // namespace

base::Image flattened(const base::Image& image, std::array<std::uint8_t, 3> background)
{
    requireColour(image);
    if (image.channels == 3)
        return image;
    base::Image flat(image.width, image.height, 3);
    const std::size_t pixels = static_cast<std::size_t>(image.width) * image.height;
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto* from = &image.pixels[i * image.channels];
        const int alpha = image.channels == 4 ? from[3] : 255;
        for (int c = 0; c < 3; ++c) {
            const int colour = image.channels == 4 ? from[c] : from[0];
            flat.pixels[3 * i + c] = laidOver(colour, alpha, background[c]);
        }
    }
    return flat;
}

base::Image withAlpha(const base::Image& image)
{
    requireColour(image);
    if (image.channels == 4)
        return image;
    base::Image full(image.width, image.height, 4, 255);
    const std::size_t pixels = static_cast<std::size_t>(image.width) * image.height;
    for (std::size_t i = 0; i < pixels; ++i)
        for (int c = 0; c < 3; ++c)
            full.pixels[4 * i + c] =
                image.pixels[i * image.channels + (image.channels == 1 ? 0 : c)];
    return full;
}

} // namespace effigy::exporter
