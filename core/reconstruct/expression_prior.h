// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace effigy::reconstruct {

/// How strongly each expression of a head model is expected in a photo, by its ARKit name.
struct ExpressionPrior {
    std::vector<double> sigma;              // [E] typical weight; small for what landmarks cannot see
    std::vector<bool> isGiven;              // [E] not to be fitted: stays as it comes
    std::vector<std::pair<int, int>> pairs; // indices of left and right of one movement
    std::vector<double> pairSigma;          // how much the two sides usually differ
};

/// The prior for a model whose expressions are `names`; unknown names get the middle course.
[[nodiscard]] ExpressionPrior expressionPrior(std::span<const std::string> names);

} // namespace effigy::reconstruct
