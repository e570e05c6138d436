// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/hairline.h"

#include "base/smoothstep.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::head {
namespace {

constexpr float kMiddle = -0.045F; // z of the skull's axis

/// A point of the hairline: angle about the skull's axis (0 in front), height, metres.
struct HairlinePoint {
    float angle, height;
};
constexpr std::array<HairlinePoint, 11> kHairline = {{{0.0F, 0.094F}, {0.35F, 0.093F}, {0.55F, 0.088F}, {0.75F, 0.068F}, {0.92F, 0.045F},
                                                      {1.08F, 0.012F}, {1.30F, 0.000F}, {1.75F, 0.010F}, {2.25F, -0.030F}, {2.60F, -0.047F}, {3.15F, -0.052F}}};

constexpr float kFew = 0.08F, kMany = 0.25F;     // strands of a pixel
constexpr float kShaved = 0.10F, kBeard = 0.30F; // hair on chins

float hairlineAt(float angle)
{
    std::size_t i = 1;
    while (i + 1 < kHairline.size() && kHairline[i].angle < angle)
        ++i;
    const float t = std::clamp((angle - kHairline[i - 1].angle) / (kHairline[i].angle - kHairline[i - 1].angle), 0.0F, 1.0F);
    return kHairline[i - 1].height + t * (kHairline[i].height - kHairline[i - 1].height);
}

} // namespace

ScalpPlace scalpPlace(const Eigen::Vector3f& at)
{
    const float angle = std::atan2(std::abs(at.x()), at.z() - kMiddle);
    return {angle, at.y() - hairlineAt(angle)};
}

float besideEar(const Eigen::Vector3f& at)
{
    // An ellipse whose long axis leans back by some 15 degrees, as the ear does.
    constexpr float kUpright = 0.966F, kLean = 0.259F, kLong = 0.033F, kShort = 0.021F, kDepth = -0.053F, kHeight = 0.011F;
    const float back = kDepth - at.z(), up = at.y() - kHeight;
    const float along = kUpright * up + kLean * back, across = kUpright * back - kLean * up;
    const float reach = std::hypot(along / kLong, across / kShort);
    // The distance to first order: how far the level exceeds one, over how fast it grows there.
    const float slope = std::hypot(along / (kLong * kLong), across / (kShort * kShort));
    return slope > 0.0F ? (reach - 1.0F) * reach / slope : -kShort;
}

float earShare(const Eigen::Vector3f& at)
{
    constexpr float kNear = 0.006F, kFar = 0.012F; // metres
    return std::clamp((kFar - besideEar(at)) / (kFar - kNear), 0.0F, 1.0F);
}

bool isOnChin(const Eigen::Vector3f& at)
{
    constexpr float kAside = 0.020F, kFoot = -0.085F, kTop = -0.056F, kBack = 0.020F;
    return std::abs(at.x()) < kAside && at.y() > kFoot && at.y() < kTop && at.z() > kBack;
}

float beardShare(const Eigen::Vector3f& at, float hair, float hairOnChin)
{
    constexpr float kLip = -0.020F, kNose = -0.005F; // heights
    return base::smoothstep(kShaved, kBeard, hairOnChin) * base::smoothstep(kFew, kMany, hair) * base::smoothstep(kNose, kLip, at.y());
}

float strandShare(const Eigen::Vector3f& at, float hair, float hairOnChin)
{
    constexpr float kNear = 0.008F, kAway = 0.020F;        // metres from the hairline
    constexpr float kTemple = 0.050F, kEyeHeight = 0.030F; // heights
    constexpr float kMoustache = 0.030F, kCheek = 0.042F;  // from the middle
    if (hair <= kFew || hairOnChin >= kBeard)
        return 0.0F;
    return base::smoothstep(kBeard, kShaved, hairOnChin) * base::smoothstep(kFew, kMany, hair) * base::smoothstep(kNear, kAway, -scalpPlace(at).above) * base::smoothstep(kTemple, kEyeHeight, at.y())
           * base::smoothstep(kMoustache, kCheek, std::abs(at.x()));
}

} // namespace effigy::head
