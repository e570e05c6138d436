// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/compose.h"

#include "base/error.h"
#include "base/parallel.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace effigy::avatar {

namespace {

std::uint8_t toByte(float value) { return static_cast<std::uint8_t>(255.0F * std::clamp(value, 0.0F, 1.0F) + 0.5F); }

constexpr int kPixelsPerTask = 16384;
constexpr float kInvisible = 0.5F / 255.0F; // alpha that rounds to zero

} // namespace

base::Image toPicture(const base::FloatImage& premultiplied, std::optional<Colour> background)
{
    base::require(premultiplied.channels == 4, "a premultiplied picture has four channels");
    base::Image picture(premultiplied.width, premultiplied.height, 4);
    const Colour colour = background.value_or(Colour{});
    const std::array<float, 3> behind = {colour.red / 255.0F, colour.green / 255.0F, colour.blue / 255.0F};
    base::parallelFor(picture.width * picture.height, kPixelsPerTask, [&](int begin, int end) {
        for (std::ptrdiff_t i = begin; i < end; ++i) {
            const float* in = premultiplied.values.data() + 4 * i;
            std::uint8_t* out = picture.pixels.data() + 4 * i;
            const float alpha = std::clamp(in[3], 0.0F, 1.0F);
            if (background) {
                for (std::size_t c = 0; c < 3; ++c)
                    out[c] = toByte(in[c] + (1.0F - alpha) * behind[c]);
                out[3] = 255;
            } else if (alpha >= kInvisible) {
                for (std::size_t c = 0; c < 3; ++c)
                    out[c] = toByte(in[c] / alpha);
                out[3] = toByte(alpha);
            }
        }
    });
    return picture;
}

base::FloatImage toPremultiplied(const base::Image& picture)
{
    base::FloatImage premultiplied(picture.width, picture.height, 4);
    const std::size_t pixels = static_cast<std::size_t>(picture.width) * picture.height;
    const int channels = picture.channels;
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::uint8_t* in = picture.pixels.data() + i * channels;
        float* out = premultiplied.values.data() + 4 * i;
        out[3] = channels == 4 ? in[3] / 255.0F : 1.0F;
        for (int c = 0; c < 3; ++c)
            out[c] = out[3] * in[channels == 1 ? 0 : c] / 255.0F;
    }
    return premultiplied;
}

base::FloatImage greyPicture(const base::FloatImage& values, const base::FloatImage& coverage)
{
    base::require(values.values.size() == coverage.values.size(), "grey values and their coverage have one size");
    base::FloatImage picture(values.width, values.height, 4);
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const float alpha = coverage.values[i];
        std::fill_n(picture.values.data() + 4 * i, 3, alpha * values.values[i]);
        picture.values[4 * i + 3] = alpha;
    }
    return picture;
}

base::FloatImage nearness(const base::FloatImage& depth, double near, double far)
{
    base::FloatImage result(depth.width, depth.height, 1);
    std::transform(depth.values.begin(), depth.values.end(), result.values.begin(), [&](float d) {
        return static_cast<float>(std::clamp((far - static_cast<double>(d)) / (far - near), 0.0, 1.0));
    });
    return result;
}

base::FloatImage normalPicture(const base::FloatImage& normals)
{
    base::FloatImage picture(normals.width, normals.height, 4);
    const std::size_t pixels = static_cast<std::size_t>(normals.width) * normals.height;
    for (std::size_t i = 0; i < pixels; ++i) {
        const float* n = normals.values.data() + 3 * i;
        if (n[0] == 0.0F && n[1] == 0.0F && n[2] == 0.0F)
            continue;
        for (std::size_t c = 0; c < 3; ++c)
            picture.values[4 * i + c] = 0.5F + 0.5F * n[c];
        picture.values[4 * i + 3] = 1.0F;
    }
    return picture;
}

} // namespace effigy::avatar
