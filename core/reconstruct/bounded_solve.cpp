// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/bounded_solve.h"

#include <ceres/ceres.h>

#include <vector>

namespace effigy::reconstruct {

namespace {

class StopOnCancel : public ceres::IterationCallback {
public:
    explicit StopOnCancel(const base::CancelToken& cancel) : m_cancel(cancel) {}
    ceres::CallbackReturnType operator()(const ceres::IterationSummary&) override
    {
        return m_cancel.isCancelled() ? ceres::SOLVER_ABORT : ceres::SOLVER_CONTINUE;
    }

private:
    const base::CancelToken& m_cancel;
};

/// Numbers of `block` that lie on a bound and would leave it if they could.
std::vector<int> pressedNumbers(ceres::Problem& problem, double* block)
{
    constexpr double kTouch = 1e-9;
    problem.SetManifold(block, nullptr);
    ceres::Problem::EvaluateOptions options;
    options.parameter_blocks = {block};
    std::vector<double> uphill;
    problem.Evaluate(options, nullptr, nullptr, &uphill, nullptr);
    std::vector<int> pressed;
    for (int i = 0; i < static_cast<int>(uphill.size()); ++i) {
        const bool isLow =
            block[i] <= problem.GetParameterLowerBound(block, i) + kTouch && uphill[i] > 0.0;
        const bool isHigh =
            block[i] >= problem.GetParameterUpperBound(block, i) - kTouch && uphill[i] < 0.0;
        if (isLow || isHigh)
            pressed.push_back(i);
    }
    return pressed;
}

} // namespace

void solve(ceres::Problem& problem, int iterations, const base::CancelToken& cancel)
{
    ceres::Solver::Options options;
    options.max_num_iterations = iterations;
    options.linear_solver_type = ceres::DENSE_QR;
    options.function_tolerance = 1e-5;
    options.num_threads = 1; // the order of sums must not vary
    options.logging_type = ceres::SILENT;
    StopOnCancel stop(cancel);
    options.callbacks.push_back(&stop);
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    cancel.check();
}

void solveWithinBounds(ceres::Problem& problem, std::span<double* const> bounded, int iterations,
                       const base::CancelToken& cancel)
{
    constexpr int kPasses = 4;
    std::vector<std::vector<int>> held;
    for (int pass = 0; pass < kPasses; ++pass) {
        std::vector<std::vector<int>> pressed;
        for (double* block : bounded)
            pressed.push_back(pressedNumbers(problem, block));
        if (pass > 0 && pressed == held)
            return;
        held = pressed;
        for (std::size_t i = 0; i < bounded.size(); ++i)
            if (!held[i].empty() &&
                static_cast<int>(held[i].size()) < problem.ParameterBlockSize(bounded[i]))
                problem.SetManifold(
                    bounded[i],
                    new ceres::SubsetManifold(problem.ParameterBlockSize(bounded[i]), held[i]));
        solve(problem, iterations, cancel);
    }
}

} // namespace effigy::reconstruct
