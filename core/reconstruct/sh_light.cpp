// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/sh_light.h"

namespace effigy::reconstruct {

Eigen::Matrix<float, 9, 1> shTerms(const Eigen::Vector3f& n)
{
    constexpr float kBand0 = 0.2820948F;  // 1 / sqrt(4 pi)
    constexpr float kBand1 = 1.0233267F;  // (2 pi / 3) sqrt(3 / (4 pi))
    constexpr float kBand2 = 0.8580855F;  // (pi / 4) 3 sqrt(5 / (12 pi))
    constexpr float kDifference = 0.4290428F;
    constexpr float kZonal = 0.2477080F;
    Eigen::Matrix<float, 9, 1> terms;
    terms << kBand0, kBand1 * n.x(), kBand1 * n.y(), kBand1 * n.z(), kBand2 * n.x() * n.y(),
        kBand2 * n.x() * n.z(), kBand2 * n.y() * n.z(),
        kDifference * (n.x() * n.x() - n.y() * n.y()), kZonal * (3.0F * n.z() * n.z() - 1.0F);
    return terms;
}

} // namespace effigy::reconstruct
