// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/boxed_minimum.h"

#include "base/error.h"

#include <Eigen/Cholesky>
#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

BoxedProblem randomProblem(unsigned seed, int count)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const Eigen::MatrixXd root = Eigen::MatrixXd::NullaryExpr(count + 2, count, [&] { return normal(random); });
    return {.hessian = root.transpose() * root,
            .gradient = Eigen::VectorXd::NullaryExpr(count, [&] { return 4.0 * normal(random); }),
            .low = Eigen::VectorXd::Constant(count, -0.3),
            .high = Eigen::VectorXd::Constant(count, 0.5)};
}

} // namespace

class TestBoxedMinimum : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNewtonsStepWithinBounds();
    void stopsAtABound();
    void meetsTheConditionsOfAMinimum();
    void refusesWrongSizes();
};

void TestBoxedMinimum::isNewtonsStepWithinBounds()
{
    BoxedProblem problem = randomProblem(1, 6);
    problem.low.setConstant(-1e6);
    problem.high.setConstant(1e6);
    const Eigen::VectorXd step = problem.hessian.ldlt().solve(-problem.gradient);
    QVERIFY((boxedMinimum(problem) - step).norm() < 1e-9 * step.norm()); // rounding of two factorisations
}

void TestBoxedMinimum::stopsAtABound()
{
    // 1/2 (x^2 + y^2) + xy/2 - 3x: x would go to 4, y to -2.
    const BoxedProblem problem{.hessian = (Eigen::Matrix2d() << 1.0, 0.5, 0.5, 1.0).finished(),
                               .gradient = Eigen::Vector2d(-3.0, 0.0),
                               .low = Eigen::Vector2d(-1.0, -1.0),
                               .high = Eigen::Vector2d(1.0, 1.0)};
    const Eigen::VectorXd x = boxedMinimum(problem);
    QCOMPARE(x[0], 1.0);
    QVERIFY(std::abs(x[1] + 0.5) < 1e-12); // -x / 2
}

void TestBoxedMinimum::meetsTheConditionsOfAMinimum()
{
    int held = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const BoxedProblem problem = randomProblem(seed, 12);
        const Eigen::VectorXd x = boxedMinimum(problem), slope = problem.gradient + problem.hessian * x;
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            QVERIFY(x[i] >= problem.low[i] && x[i] <= problem.high[i]);
            held += x[i] == problem.low[i] || x[i] == problem.high[i] ? 1 : 0;
            if (x[i] == problem.low[i])
                QVERIFY(slope[i] >= -1e-9);
            else if (x[i] == problem.high[i])
                QVERIFY(slope[i] <= 1e-9);
            else
                QVERIFY(std::abs(slope[i]) < 1e-7); // rounding, times the hessian's condition
        }
    }
    QVERIFY(held > 20); // the bounds did matter
}

void TestBoxedMinimum::refusesWrongSizes()
{
    BoxedProblem problem = randomProblem(1, 3);
    problem.low.resize(2);
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)boxedMinimum(problem));
}

QTEST_GUILESS_MAIN(TestBoxedMinimum)
#include "tst_boxed_minimum.moc"
