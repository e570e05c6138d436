// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/bounded_solve.h"

#include "base/error.h"

#include <Eigen/Core>
#include <QtTest/QtTest>
#include <ceres/cost_function.h>

#include <array>
#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kUnknowns = 40;
using Square = Eigen::Matrix<double, kUnknowns, kUnknowns, Eigen::RowMajor>;
using Row = Eigen::Matrix<double, kUnknowns, 1>;

/// Directions that say nearly the same, as expressions do.
struct Tangle {
    Square matrix;
    Row wanted;

    explicit Tangle(unsigned seed)
    {
        std::mt19937 random(seed);
        std::normal_distribution<double> normal;
        for (int row = 0; row < kUnknowns; ++row) {
            for (int column = 0; column < kUnknowns; ++column)
                matrix(row, column) = 1.0 + 0.3 * normal(random);
            wanted[row] = 30.0 + 4.0 * normal(random);
        }
    }
};

class LinearCost : public ceres::CostFunction {
public:
    explicit LinearCost(const Tangle& tangle) : m_tangle(tangle)
    {
        set_num_residuals(kUnknowns);
        mutable_parameter_block_sizes()->push_back(kUnknowns);
    }
    bool Evaluate(double const* const* parameters, double* residuals,
                  double** jacobians) const override
    {
        const Eigen::Map<const Row> x(parameters[0]);
        Eigen::Map<Row> error(residuals);
        error = m_tangle.matrix * x - m_tangle.wanted;
        if (jacobians && jacobians[0])
            Eigen::Map<Square>(jacobians[0], kUnknowns, kUnknowns) = m_tangle.matrix;
        return true;
    }

private:
    const Tangle& m_tangle;
};

/// How far `x` is from the best in 0..1: the steepest slope that is still open, as part of the
/// largest.
double openSlope(const Tangle& tangle, const Row& x)
{
    const Row slope = tangle.matrix.transpose() * (tangle.matrix * x - tangle.wanted);
    double open = 0.0;
    for (int i = 0; i < kUnknowns; ++i) {
        const bool isShut =
            (x[i] <= 1e-9 && slope[i] > 0.0) || (x[i] >= 1.0 - 1e-9 && slope[i] < 0.0);
        if (!isShut)
            open = std::max(open, std::abs(slope[i]));
    }
    return open / slope.cwiseAbs().maxCoeff();
}

struct Setting {
    Row x = Row::Constant(0.5);
    ceres::Problem problem;

    explicit Setting(const Tangle& tangle)
    {
        problem.AddResidualBlock(new LinearCost(tangle), nullptr, x.data());
        for (int i = 0; i < kUnknowns; ++i) {
            problem.SetParameterLowerBound(x.data(), i, 0.0);
            problem.SetParameterUpperBound(x.data(), i, 1.0);
        }
    }
};

} // namespace

class TestBoundedSolve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void getsToTheBottomBetweenBounds();
    void stopsWhenCancelled();
};

void TestBoundedSolve::getsToTheBottomBetweenBounds()
{
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        const Tangle tangle(seed);
        Setting setting(tangle);
        const std::array bounded = {setting.x.data()};
        for (int round = 0; round < 12; ++round)
            solveWithinBounds(setting.problem, bounded, 15, base::CancelToken());
        QVERIFY(setting.x.minCoeff() >= 0.0 && setting.x.maxCoeff() <= 1.0);
        QVERIFY((setting.x.array() == 0.0).any() && (setting.x.array() == 1.0).any());
        QVERIFY(openSlope(tangle, setting.x) < 0.08); // the plain solver stays above 0.2
    }
}

void TestBoundedSolve::stopsWhenCancelled()
{
    const Tangle tangle(5);
    Setting setting(tangle);
    const base::CancelToken cancel;
    cancel.cancel();
    const std::array bounded = {setting.x.data()};
    QVERIFY_EXCEPTION_THROWN(solveWithinBounds(setting.problem, bounded, 15, cancel),
                             base::Cancelled);
}

QTEST_APPLESS_MAIN(TestBoundedSolve)
#include "tst_bounded_solve.moc"
