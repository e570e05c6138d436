// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"

#include <ceres/problem.h>

#include <span>

namespace effigy::reconstruct {

/// Improves all blocks of `problem` by at most `iterations` steps of Levenberg and Marquardt.
/// Deterministic: one thread. Throws Cancelled.
void solve(ceres::Problem& problem, int iterations, const base::CancelToken& cancel);

/// The same for a problem whose blocks `bounded` have bounds: numbers that press against theirs are
/// held there while the rest is solved, for else every step, cut short at the bounds, loses its
/// way. Repeats until none is held or let go.
void solveWithinBounds(ceres::Problem& problem, std::span<double* const> bounded, int iterations,
                       const base::CancelToken& cancel);

} // namespace effigy::reconstruct
