// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/schedule.h"

#include <QtTest/QtTest>

using namespace effigy::invert;

class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void projectionRateFollowsTheRamp_data();
    void projectionRateFollowsTheRamp();
    void projectionNoiseVanishesAtThreeQuarters();
    void tuningWarmsUpAndEndsAtATenth();
    void branchesFollowTheParameterNames();
    void staticPlanesWaitForTheTexture();
    void publishedSuperresolutionLearnsGently();
    void stopsWhenTheLossLiesStill();
    void runsWhileTheLossFalls();
};

void TestSchedule::projectionRateFollowsTheRamp_data()
{
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("rate");
    QTest::newRow("start") << 0.0 << 0.0;
    QTest::newRow("ramp's end") << 0.05 << 0.01;
    QTest::newRow("middle") << 0.5 << 0.01;
    QTest::newRow("fall's start") << 0.75 << 0.01;
    QTest::newRow("fall") << 0.9 << 0.003455;
    QTest::newRow("end") << 1.0 << 0.0;
}

void TestSchedule::projectionRateFollowsTheRamp()
{
    QFETCH(double, t);
    QFETCH(double, rate);
    QVERIFY(std::abs(projectionRate(t, 0.01) - rate) < 1e-6); // the table has six decimals
}

void TestSchedule::projectionNoiseVanishesAtThreeQuarters()
{
    QCOMPARE(projectionNoise(0.375, 8.0), 0.25 * 0.05 * 8.0);
    QCOMPARE(projectionNoise(0.75, 8.0), 0.0);
    QCOMPARE(projectionNoise(0.9, 8.0), 0.0);
}

void TestSchedule::tuningWarmsUpAndEndsAtATenth()
{
    QCOMPARE(tuningRate(0, 300, 1.0), 0.1);
    QCOMPARE(tuningRate(9, 300, 1.0), 1.0);
    QCOMPARE(tuningRate(150, 300, 1.0), 1.0);
    QCOMPARE(tuningRate(250, 300, 1.0), 0.55); // half-way down the cosine
    QCOMPARE(tuningRate(300, 300, 1.0), 0.1);
}

void TestSchedule::branchesFollowTheParameterNames()
{
    QVERIFY(branchOf("texture_backbone.synthesis.b64.conv0.weight") == Branch::Texture);
    QVERIFY(branchOf("texture_residual") == Branch::TextureResidual);
    QVERIFY(branchOf("backbone.synthesis.b4.const") == Branch::StaticPlanes);
    QVERIFY(branchOf("backbone.mapping.fc0.weight") == Branch::Frozen);
    QVERIFY(branchOf("backbone.synthesis.b8.conv0.affine.weight") == Branch::Frozen);
    QVERIFY(branchOf("mouth_backbone.synthesis.encoder.0.conv1.weight") == Branch::Mouth);
    QVERIFY(branchOf("neural_blending.synthesis.fusion.1.weight") == Branch::Blending);
    QVERIFY(branchOf("decoder.net.2.bias") == Branch::Decoder);
    QVERIFY(branchOf("superresolution.block1.torgb.weight") == Branch::Superresolution);
    QVERIFY(branchOf("faces") == Branch::Frozen);
}

void TestSchedule::staticPlanesWaitForTheTexture()
{
    QCOMPARE(branchFactor(Branch::Texture, 0.0), 1.0);
    QCOMPARE(branchFactor(Branch::StaticPlanes, 0.24), 0.0);
    QVERIFY(branchFactor(Branch::StaticPlanes, 0.25) > 0.0);
    QCOMPARE(branchFactor(Branch::Mouth, 0.49), 0.0);
    QVERIFY(branchFactor(Branch::Mouth, 0.5) > 0.0);
    QCOMPARE(branchFactor(Branch::Frozen, 1.0), 0.0);
}

void TestSchedule::publishedSuperresolutionLearnsGently()
{
    QCOMPARE(publishedFactor(Branch::Superresolution, 0.0), 0.3);
    QCOMPARE(publishedFactor(Branch::Texture, 0.0), 1.0);
    QCOMPARE(publishedFactor(Branch::StaticPlanes, 0.2), 0.0);
    QCOMPARE(publishedFactor(Branch::Frozen, 0.5), 0.0);
}

void TestSchedule::stopsWhenTheLossLiesStill()
{
    EarlyStop stop(4, 0.01);
    for (int step = 0; step < 4; ++step)
        QVERIFY(!stop.shouldStop(1.0));
    QVERIFY(stop.shouldStop(0.995)); // half a percent better than the one before the window
}

void TestSchedule::runsWhileTheLossFalls()
{
    EarlyStop stop(4, 0.01);
    double loss = 1.0;
    for (int step = 0; step < 50; ++step, loss *= 0.99)
        QVERIFY(!stop.shouldStop(loss));
}

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
