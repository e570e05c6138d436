// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <Eigen/Core>

namespace effigy::style {

/// Linear light of an sRGB value and back, 0..1, clamped.
[[nodiscard]] float linearOf(float srgb);
[[nodiscard]] float srgbOf(float linear);

/// OKLab of linear light: x lightness 0..1, y green to red, z blue to yellow.
/// Source: Ottosson 2020, "A perceptual color space for image processing".
[[nodiscard]] Eigen::Vector3f oklabOf(const Eigen::Vector3f& linear);
[[nodiscard]] Eigen::Vector3f linearOfOklab(const Eigen::Vector3f& lab);

/// OKLab of an sRGB colour 0..1, and back with what the screen cannot show clamped.
[[nodiscard]] Eigen::Vector3f oklabOfSrgb(const Eigen::Vector3f& srgb);
[[nodiscard]] Eigen::Vector3f srgbOfOklab(const Eigen::Vector3f& lab);

/// The sRGB colour of that OKLCh: `hueDegrees` 0 is red-pink, 90 yellow, 180 green, 270 blue; chroma 0..0.3.
[[nodiscard]] Eigen::Vector3f srgbOfHue(double lightness, double chroma, double hueDegrees);

/// Luma of an sRGB colour, 0..1.
[[nodiscard]] inline float lumaOf(const Eigen::Vector3f& srgb) { return srgb.dot(Eigen::Vector3f(0.299F, 0.587F, 0.114F)); }

/// The colour of a premultiplied RGBA pixel; black where it is transparent.
[[nodiscard]] inline Eigen::Vector3f straightColour(const float* pixel)
{
    constexpr float kInvisible = 1e-4F;
    const Eigen::Vector3f colour(pixel[0], pixel[1], pixel[2]);
    return pixel[3] > kInvisible ? Eigen::Vector3f((colour / pixel[3]).cwiseMax(0.0F).cwiseMin(1.0F)) : Eigen::Vector3f::Zero();
}

/// Gives every pixel of a premultiplied RGBA picture that is there another colour; alpha stays.
///   change  takes the straight sRGB colour and the pixel's index, gives the new one
template <typename Change>
void recolour(base::FloatImage& picture, const Change& change);

} // namespace effigy::style

#include "base/parallel.h"

template <typename Change>
void effigy::style::recolour(base::FloatImage& picture, const Change& change)
{
    base::parallelFor(picture.height, 8, [&](int begin, int end) {
        for (int i = begin * picture.width; i < end * picture.width; ++i) {
            float* pixel = picture.values.data() + 4 * static_cast<std::size_t>(i);
            if (pixel[3] <= 0.0F)
                continue;
            const Eigen::Vector3f colour = change(straightColour(pixel), i);
            for (int c = 0; c < 3; ++c)
                pixel[c] = pixel[3] * std::min(1.0F, std::max(0.0F, colour[c]));
        }
    });
}
