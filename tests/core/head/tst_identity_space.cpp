// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/identity_space.h"

#include "base/error.h"

#include <QtTest>

#include <random>

using namespace effigy;
using namespace effigy::head;

class TestIdentitySpace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsKnownDirections();
    void refusesTooFewSamples();
    void tellsThatTargetsAreMissing();
};

void TestIdentitySpace::findsKnownDirections()
{
    // Independent spreads 3, 1 and 0.2 along the axes, far from the origin.
    std::mt19937_64 random(5);
    std::normal_distribution<float> normal;
    constexpr int count = 300;
    Eigen::MatrixXf samples(count, 3);
    for (int i = 0; i < count; ++i)
        samples.row(i) << 10.0F + 3.0F * normal(random), -4.0F + normal(random),
            0.2F * normal(random);
    const Eigen::MatrixXf directions = principalDirections(samples, 3);
    for (const auto& [column, spread] :
         {std::pair(0, 3.0F), std::pair(1, 1.0F), std::pair(2, 0.2F)}) {
        // 300 samples know a standard deviation to about 4 per cent.
        QVERIFY(std::abs(directions.col(column).norm() / spread - 1.0F) < 0.15F);
        QVERIFY(std::abs(directions(column, column)) > 0.99F * directions.col(column).norm());
    }
}

void TestIdentitySpace::refusesTooFewSamples()
{
    Eigen::MatrixXf samples = Eigen::MatrixXf::Zero(4, 10);
    QVERIFY_EXCEPTION_THROWN((void)principalDirections(samples, 4), base::ContractError);
}

void TestIdentitySpace::tellsThatTargetsAreMissing()
{
    BaseFigure figure;
    figure.points = FigurePoints::Zero(3, 2);
    QVERIFY_EXCEPTION_THROWN(IdentitySpace("/nonexistent", figure), base::Error);
}

QTEST_APPLESS_MAIN(TestIdentitySpace)
#include "tst_identity_space.moc"
