// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/pull_push.h"

#include <QtTest/QtTest>

using namespace effigy::mesh;

namespace {

constexpr int kSide = 16;

WeightedColours emptyGrid()
{
    return {kSide, std::vector<Eigen::Vector3f>(kSide * kSide, Eigen::Vector3f(9, 9, 9)),
            std::vector<float>(kSide * kSide)};
}

} // namespace

class TestPullPush : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsKnown();
    void spreadsASingleColour();
    void fillsBetweenColours();
};

void TestPullPush::keepsWhatIsKnown()
{
    WeightedColours grid = emptyGrid();
    for (int i = 0; i < kSide * kSide; i += 3) {
        grid.colour[i] = Eigen::Vector3f(static_cast<float>(i), 1, 2);
        grid.weight[i] = 1.0F;
    }
    const auto filled = pullPush(grid);
    for (int i = 0; i < kSide * kSide; i += 3)
        QCOMPARE((filled[i] - grid.colour[i]).norm(), 0.0F);
}

void TestPullPush::spreadsASingleColour()
{
    WeightedColours grid = emptyGrid();
    const Eigen::Vector3f red(0.8F, 0.1F, 0.05F);
    grid.colour[5 * kSide + 11] = red;
    grid.weight[5 * kSide + 11] = 1.0F;
    for (const Eigen::Vector3f& colour : pullPush(grid))
        QVERIFY((colour - red).norm() < 1e-5F); // rounding of the means
}

void TestPullPush::fillsBetweenColours()
{
    WeightedColours grid = emptyGrid();
    for (int y = 0; y < kSide; ++y) {
        grid.colour[y * kSide] = Eigen::Vector3f::Zero();
        grid.colour[y * kSide + kSide - 1] = Eigen::Vector3f::Ones();
        grid.weight[y * kSide] = grid.weight[y * kSide + kSide - 1] = 1.0F;
    }
    const auto filled = pullPush(grid);
    for (int x = 1; x < kSide; ++x)
        QVERIFY(filled[7 * kSide + x].x() >=
                filled[7 * kSide + x - 1].x() - 1e-5F); // from dark to bright
    QVERIFY(filled[7 * kSide + 3].x() < 0.5F && filled[7 * kSide + 12].x() > 0.5F);
}

QTEST_APPLESS_MAIN(TestPullPush)
#include "tst_pull_push.moc"
