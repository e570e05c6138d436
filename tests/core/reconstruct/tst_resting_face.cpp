// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/resting_face.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <vector>

using namespace effigy;
using namespace effigy::reconstruct;

class TestRestingFace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWhatAFaceReturnsTo();
    void isNoLastingSmile();
    void countsFromThere();
    void wantsWeights();
};

void TestRestingFace::isWhatAFaceReturnsTo()
{
    std::vector<double> weights(60, 0.12);
    for (int i = 20; i < 50; ++i)
        weights[static_cast<std::size_t>(i)] = 0.8;
    QCOMPARE(restingWeight(weights), 0.12);
    QCOMPARE(restingWeight(std::vector<double>{0.3}), 0.3);
}

void TestRestingFace::isNoLastingSmile()
{
    QVERIFY(restingWeight(std::vector<double>(50, 0.9)) <= 0.35);
    QVERIFY(fromResting(0.9, restingWeight(std::vector<double>(50, 0.9))) > 0.8);
}

void TestRestingFace::countsFromThere()
{
    QCOMPARE(fromResting(0.2, 0.2), 0.0);
    QCOMPARE(fromResting(0.1, 0.2), 0.0);
    QCOMPARE(fromResting(1.0, 0.2), 1.0);
    QVERIFY(std::abs(fromResting(0.6, 0.2) - 0.5) < 1e-12);
    QCOMPARE(fromResting(0.4, 0.0), 0.4);
}

void TestRestingFace::wantsWeights()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)restingWeight({}));
}

QTEST_GUILESS_MAIN(TestRestingFace)
#include "tst_resting_face.moc"
