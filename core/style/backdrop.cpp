// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/backdrop.h"

#include "base/parallel.h"
#include "style/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::style {

void setBackdrop(base::FloatImage& picture, const Backdrop& backdrop)
{
    // From the middle of the glow outwards; one table, as every pixel of a ring has one colour.
    constexpr int kRings = 256;
    std::array<Eigen::Vector3f, kRings + 1> rings;
    for (int i = 0; i <= kRings; ++i) {
        const double t = static_cast<double>(i) / kRings, fall = t * t * (3.0 - 2.0 * t);
        const double light = backdrop.light + backdrop.glow * (0.18 - 0.38 * fall);
        rings[static_cast<std::size_t>(i)] = srgbOfHue(std::clamp(light, 0.0, 1.0), 0.16 * backdrop.colour, backdrop.hue);
    }
    const auto amount = static_cast<float>(backdrop.amount);
    const float cx = 0.5F * static_cast<float>(picture.width), cy = 0.42F * static_cast<float>(picture.height);
    const float reach = 0.75F * static_cast<float>(std::max(picture.width, picture.height));
    base::parallelFor(picture.height, 16, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < picture.width; ++x) {
                float* pixel = picture.at(x, y);
                const float part = amount * (1.0F - pixel[3]);
                if (part <= 0.0F)
                    continue;
                const float t = kRings * std::min(1.0F, std::hypot(static_cast<float>(x) - cx, static_cast<float>(y) - cy) / reach);
                const auto below = static_cast<std::size_t>(std::min(t, kRings - 1.0F));
                const Eigen::Vector3f colour = rings[below] + (t - static_cast<float>(below)) * (rings[below + 1] - rings[below]);
                for (int c = 0; c < 3; ++c)
                    pixel[c] += part * colour[c];
                pixel[3] += part;
            }
    });
}

} // namespace effigy::style
