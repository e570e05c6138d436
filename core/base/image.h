// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace effigy::base {

/// Interleaved 8-bit picture, sRGB, row 0 on top. Channels: 1 grey, 3 RGB, 4 RGBA with straight alpha.
struct Image {
    int width = 0;
    int height = 0;
    int channels = 3;
    std::vector<std::uint8_t> pixels; // [height, width, channels]

    Image() = default;
    Image(int w, int h, int c, std::uint8_t fill = 0)
        : width(w), height(h), channels(c), pixels(static_cast<std::size_t>(w) * h * c, fill)
    {
    }
    [[nodiscard]] bool empty() const { return pixels.empty(); }
    [[nodiscard]] std::uint8_t* at(int x, int y)
    {
        return pixels.data() + (static_cast<std::size_t>(y) * width + x) * channels;
    }
    [[nodiscard]] const std::uint8_t* at(int x, int y) const
    {
        return pixels.data() + (static_cast<std::size_t>(y) * width + x) * channels;
    }
    bool operator==(const Image&) const = default;
};

/// Interleaved float picture, row 0 on top: depth (1, metres), normals (3, unit), masks (1, 0..1), linear colour (3).
struct FloatImage {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<float> values; // [height, width, channels]

    FloatImage() = default;
    FloatImage(int w, int h, int c, float fill = 0.0F)
        : width(w), height(h), channels(c), values(static_cast<std::size_t>(w) * h * c, fill)
    {
    }
    [[nodiscard]] bool empty() const { return values.empty(); }
    [[nodiscard]] float* at(int x, int y)
    {
        return values.data() + (static_cast<std::size_t>(y) * width + x) * channels;
    }
    [[nodiscard]] const float* at(int x, int y) const
    {
        return values.data() + (static_cast<std::size_t>(y) * width + x) * channels;
    }
    bool operator==(const FloatImage&) const = default;
};

} // namespace effigy::base
