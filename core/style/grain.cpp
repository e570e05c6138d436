// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/grain.h"

#include "base/parallel.h"
#include "base/smoothstep.h"
#include "style/colour.h"
#include "style/position_noise.h"

#include <algorithm>
#include <cmath>

namespace effigy::style {

void addGrain(base::FloatImage& picture, const Grain& grain, std::uint32_t frame)
{
    if (grain.amount <= 0.0 && grain.vignette <= 0.0)
        return;
    const std::uint32_t seed = grain.moves ? 7919U * (frame + 1U) : 0U;
    const auto perPixel = static_cast<float>(1.0 / std::max(1.0, grain.size * picture.height / 1000.0));
    const auto amount = static_cast<float>(0.34 * grain.amount), vignette = static_cast<float>(0.75 * grain.vignette);
    const float cx = 0.5F * static_cast<float>(picture.width), cy = 0.5F * static_cast<float>(picture.height);
    recolour(picture, [&](const Eigen::Vector3f& colour, int i) -> Eigen::Vector3f {
        const auto x = static_cast<float>(i % picture.width), y = static_cast<float>(i / picture.width);
        Eigen::Vector3f seen = colour;
        if (vignette > 0.0F) {
            const float dx = (x - cx) / cx, dy = (y - cy) / cy;
            seen *= 1.0F - vignette * base::smoothstep(0.25F, 1.9F, dx * dx + dy * dy);
        }
        if (amount > 0.0F) {
            const float noise = valueNoise({perPixel * x, perPixel * y, 0.5F}, seed) - 0.5F;
            const float middle = 1.0F - std::abs(2.0F * lumaOf(seen) - 1.0F); // film shows it in the middle tones
            seen.array() += amount * (0.35F + 0.65F * middle) * noise;
        }
        return seen;
    });
}

} // namespace effigy::style
