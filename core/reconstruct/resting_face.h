// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace effigy::reconstruct {

/// The level that a face shape returns to: a low quantile of its weights, 0..1. Weights that are high all the time (somebody who
/// smiles through the whole clip) are no level of rest: at most 0.35.
[[nodiscard]] double restingWeight(std::span<const double> weights);

/// `weight` counted from `resting`: 0 there and below, 1 at 1.
[[nodiscard]] double fromResting(double weight, double resting);

} // namespace effigy::reconstruct
