// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/boxed_minimum.h"

#include "base/error.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <vector>

namespace effigy::reconstruct {

namespace {

/// The minimum over the numbers `freed` while the others stay as in `x`.
Eigen::VectorXd solvedFor(const BoxedProblem& problem, const std::vector<int>& freed, Eigen::VectorXd x)
{
    if (freed.empty())
        return x;
    for (const int i : freed)
        x[i] = 0.0;
    const Eigen::VectorXd slope = problem.gradient + problem.hessian * x;
    const Eigen::MatrixXd among = problem.hessian(freed, freed);
    const Eigen::LLT<Eigen::MatrixXd> factor(among);
    base::require(factor.info() == Eigen::Success, "boxedMinimum: a positive definite hessian");
    const Eigen::VectorXd downhill = -slope(freed), best = factor.solve(downhill);
    x(freed) = best;
    return x;
}

} // namespace

Eigen::VectorXd boxedMinimum(const BoxedProblem& problem)
{
    const Eigen::Index count = problem.gradient.size();
    base::require(problem.hessian.rows() == count && problem.hessian.cols() == count && problem.low.size() == count && problem.high.size() == count,
                  "boxedMinimum: sizes agree");
    constexpr int kRounds = 40;
    constexpr double kTouch = 1e-12;
    std::vector<char> isHeld(static_cast<std::size_t>(count), 0);
    Eigen::VectorXd x = Eigen::VectorXd::Zero(count);
    for (int round = 0; round < kRounds; ++round) {
        std::vector<int> freed;
        for (int i = 0; i < count; ++i)
            if (isHeld[static_cast<std::size_t>(i)] == 0)
                freed.push_back(i);
        x = solvedFor(problem, freed, std::move(x));
        bool hasChanged = false;
        for (const int i : freed)
            if (x[i] < problem.low[i] || x[i] > problem.high[i]) {
                x[i] = std::clamp(x[i], problem.low[i], problem.high[i]);
                isHeld[static_cast<std::size_t>(i)] = 1;
                hasChanged = true;
            }
        if (hasChanged)
            continue;
        const Eigen::VectorXd slope = problem.gradient + problem.hessian * x;
        for (int i = 0; i < count; ++i) {
            if (isHeld[static_cast<std::size_t>(i)] == 0 || problem.low[i] == problem.high[i])
                continue;
            const bool wantsUp = x[i] <= problem.low[i] && slope[i] < -kTouch, wantsDown = x[i] >= problem.high[i] && slope[i] > kTouch;
            if (wantsUp || wantsDown) {
                isHeld[static_cast<std::size_t>(i)] = 0;
                hasChanged = true;
            }
        }
        if (!hasChanged)
            return x;
    }
    return x.cwiseMax(problem.low).cwiseMin(problem.high);
}

} // namespace effigy::reconstruct
