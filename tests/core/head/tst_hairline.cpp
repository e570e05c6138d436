// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/hairline.h"
#include "head/head_library.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>

using namespace effigy::head;

class TestHairline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liesHighInFrontAndLowBehind();
    void isTheSameOnBothSides();
    void theEarIsWhereTheHeadHasIt();
    void distancesFromTheEarAreMetres();
    void strandsHangBeforeCheeks();
};

void TestHairline::liesHighInFrontAndLowBehind()
{
    const auto above = [](float x, float y, float z) { return scalpPlace({x, y, z}).above; };
    QVERIFY(above(0.0F, 0.08F, 0.055F) < 0.0F);   // forehead
    QVERIFY(above(0.0F, 0.12F, 0.03F) > 0.0F);    // top
    QVERIFY(above(0.072F, 0.03F, -0.018F) > 0.0F);// sideburn
    QVERIFY(above(0.068F, 0.03F, 0.012F) < 0.0F); // temple before it
    QVERIFY(above(0.0F, -0.03F, -0.11F) > 0.0F);  // nape
    QVERIFY(above(0.0F, -0.07F, -0.10F) < 0.0F);  // back of the neck
    QCOMPARE(scalpPlace({0.0F, 0.1F, 0.05F}).angle, 0.0F);
    QVERIFY(std::abs(scalpPlace({0.0F, 0.1F, -0.1F}).angle - 3.14159265F) < 1e-5F);
}

void TestHairline::isTheSameOnBothSides()
{
    const Eigen::Vector3f left(0.07F, 0.03F, -0.02F), right(-0.07F, 0.03F, -0.02F);
    QCOMPARE(scalpPlace(left).above, scalpPlace(right).above);
    QCOMPARE(besideEar(left), besideEar(right));
}

void TestHairline::theEarIsWhereTheHeadHasIt()
{
    // Of the free head's vertices only the ears reach so far out.
    constexpr float kOut = 0.082F, kRim = 0.004F;
    int ears = 0, outside = 0;
    for (const auto& at : loadFreeHead()->data().templateMesh.vertices)
        if (std::abs(at.x()) > kOut && at.y() > -0.03F) {
            ++ears;
            outside += besideEar(at) > kRim ? 1 : 0;
        }
    QVERIFY(ears > 200);
    QVERIFY2(outside < ears / 50, qPrintable(QString::number(outside)));
}

void TestHairline::strandsHangBeforeCheeks()
{
    const Eigen::Vector3f cheek(0.055F, -0.02F, 0.03F), forehead(0.0F, 0.07F, 0.06F), sideburn(0.072F, 0.03F, -0.018F);
    QCOMPARE(strandShare(cheek, 1.0F, 0.0F), 1.0F);
    QCOMPARE(strandShare(cheek, 0.05F, 0.0F), 0.0F);
    QVERIFY(strandShare(cheek, 0.15F, 0.0F) > 0.0F && strandShare(cheek, 0.15F, 0.0F) < 1.0F);
    QCOMPARE(strandShare(forehead, 1.0F, 0.0F), 0.0F); // a fringe
    QCOMPARE(strandShare(sideburn, 1.0F, 0.0F), 0.0F); // grows there
    QCOMPARE(strandShare(cheek, 1.0F, 0.5F), 0.0F);    // a beard
    QCOMPARE(strandShare({0.015F, -0.028F, 0.06F}, 1.0F, 0.0F), 0.0F); // a moustache
    QCOMPARE(beardShare(cheek, 1.0F, 0.5F), 1.0F);
    QCOMPARE(beardShare(cheek, 1.0F, 0.05F), 0.0F); // nobody's
    QCOMPARE(beardShare(cheek, 0.05F, 0.5F), 0.0F);
    QCOMPARE(beardShare(forehead, 1.0F, 0.5F), 0.0F);
    const auto& data = loadFreeHead()->data();
    for (const auto& [landmark, isChin] : {std::pair{8, false}, {57, false}, {48, false}, {30, false}})
        QCOMPARE(isOnChin(surfacePosition(data.landmarks[std::size_t(landmark)], data.templateMesh.vertices, data.templateMesh.triangles)), isChin);
    const auto chin = std::ranges::count_if(data.templateMesh.vertices, [](const Eigen::Vector3f& at) { return isOnChin(at); });
    QVERIFY(chin > 10 && chin < 400);
}

void TestHairline::distancesFromTheEarAreMetres()
{
    // Straight out from the rim, a step is as long as the distance grows.
    const Eigen::Vector3f before(0.08F, 0.011F, -0.02F), further(0.08F, 0.011F, -0.01F);
    QVERIFY(besideEar(before) > 0.0F);
    QVERIFY(std::abs(besideEar(further) - besideEar(before) - 0.01F) < 0.001F);
    QCOMPARE(earShare({0.08F, 0.011F, -0.053F}), 1.0F);
    QCOMPARE(earShare({0.0F, 0.0F, 0.06F}), 0.0F);
    const float between = earShare({0.08F, 0.011F, -0.0225F});
    QVERIFY2(between > 0.0F && between < 1.0F, qPrintable(QString::number(between)));
}

QTEST_APPLESS_MAIN(TestHairline)
#include "tst_hairline.moc"
