// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/resting_face.h"

#include "base/error.h"

#include <algorithm>
#include <vector>

namespace effigy::reconstruct {

double restingWeight(std::span<const double> weights)
{
    constexpr double kQuantile = 0.2; // people rest at least so much of the time
    constexpr double kMost = 0.35;
    base::require(!weights.empty(), "restingWeight: at least one weight");
    std::vector<double> sorted(weights.begin(), weights.end());
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(kQuantile * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return std::clamp(*at, 0.0, kMost);
}

double fromResting(double weight, double resting)
{
    return std::clamp((weight - resting) / (1.0 - resting), 0.0, 1.0);
}

} // namespace effigy::reconstruct
