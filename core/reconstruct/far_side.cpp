// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/far_side.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

constexpr double kTurned = 0.4;       // radians
constexpr double kEnough = 300.0;     // weight of samples that can be judged
constexpr double kStrangeShare = 0.5; // measured: below 0.3 on faces, above 0.6 on walls
constexpr float kStrangeHue = 0.08F;  // distance of two colours whose channels sum to 1

Eigen::Vector3f hue(const Eigen::Vector3f& colour)
{
    return colour / std::max(1e-4F, colour.sum());
}

} // namespace

void refuseStrangeFarSide(std::span<const SkinSample> samples, const LitSkin& lit, double yaw)
{
    if (std::abs(yaw) < kTurned)
        return;
    double all = 0.0, strange = 0.0;
    for (const SkinSample& sample : samples) {
        const bool isFar = (sample.normal.x() > 0.0F) == (yaw > 0.0);
        if (!isFar)
            continue;
        const Eigen::Vector3f expected = lit.skin.cwiseProduct(shading(lit.light, sample.normal));
        all += sample.weight;
        if ((hue(sample.linearRgb) - hue(expected)).norm() > kStrangeHue)
            strange += sample.weight;
    }
    if (all > kEnough && strange > kStrangeShare * all)
        throw base::Error("no_face", "The face is seen too much from the side",
                          "Choose a photo that shows both eyes");
}

} // namespace effigy::reconstruct
