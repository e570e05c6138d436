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
    void continuesKnownDirections();
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

void TestIdentitySpace::continuesKnownDirections()
{
    // The third coordinate is twice the first less half the second, and a little of its own.
    std::mt19937_64 random(6);
    std::normal_distribution<float> normal;
    constexpr int count = 300;
    Eigen::MatrixXf samples(count, 3);
    for (int i = 0; i < count; ++i) {
        const float a = 3.0F * normal(random), b = normal(random);
        samples.row(i) << 10.0F + a, b - 4.0F, 2.0F * a - 0.5F * b + 0.01F * normal(random);
    }
    Eigen::MatrixXf known(2, 2); // neither orthogonal nor of unit length
    known << 3.0F, 1.0F, 0.0F, 1.0F;
    const Eigen::MatrixXf directions = continuedDirections(samples, known);
    QVERIFY(directions.topRows(2) == known);
    for (int column = 0; column < 2; ++column) {
        const float follows = 2.0F * known(0, column) - 0.5F * known(1, column);
        QVERIFY(std::abs(directions(2, column) - follows) < 0.01F); // 300 samples of noise 0.01 know it to 0.001
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
