// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace effigy::reconstruct {

/// 1/2 x' hessian x + gradient' x within bounds that hold 0.
struct BoxedProblem {
    Eigen::MatrixXd hessian;  // [N, N] symmetric, positive definite
    Eigen::VectorXd gradient; // [N]
    Eigen::VectorXd low;      // [N] not above 0
    Eigen::VectorXd high;     // [N] not below 0
};

/// Where it is least: numbers that press against a bound are held there while the rest is solved, until none is to be held or
/// let go. Exact unless that takes more than a few dozen rounds. Deterministic.
/// Throws ContractError when sizes disagree or the hessian is not positive definite.
/// Source: active sets for bounded least squares, Lawson and Hanson 1974, chapter 23.
[[nodiscard]] Eigen::VectorXd boxedMinimum(const BoxedProblem& problem);

} // namespace effigy::reconstruct
