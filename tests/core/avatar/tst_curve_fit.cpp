// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/curve_fit.h"
#include "avatar/timeline_edits.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <cmath>
#include <random>

using namespace effigy;
using avatar::Key;
using avatar::Tangent;
using avatar::Track;

namespace {

/// A recording: a linear key on each of 60 frames a second.
template <typename Curve>
Track recorded(double seconds, const Curve& curve)
{
    std::vector<Key> keys;
    for (int frame = 0; frame <= seconds * 60.0; ++frame)
        keys.push_back({.time = frame / 60.0, .value = curve(frame / 60.0), .tangent = Tangent::Linear, .in = {}, .out = {}});
    return Track(std::move(keys));
}

double farthest(const Track& a, const Track& b, double seconds)
{
    double most = 0.0;
    for (double t = 0.0; t <= seconds; t += 0.00137)
        most = std::max(most, std::abs(a.valueAt(t) - b.valueAt(t)));
    return most;
}

} // namespace

class TestCurveFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStraightRecordingBecomesTwoKeys();
    void aCubicBecomesTwoKeys();
    void staysWithinTheTolerance_data();
    void staysWithinTheTolerance();
    void aFinerToleranceNeedsMoreKeys();
    void heldKeysStay();
    void endsAndSmallTracksStay();
    void anglesCountByTheirRange();
    void bakesEveryFrame();
    void refusesNonsense();
};

void TestCurveFit::aStraightRecordingBecomesTwoKeys()
{
    const Track track = recorded(3.0, [](double t) { return 0.2 + 0.1 * t; });
    const Track simple = avatar::simplified(track, 0.001);
    QCOMPARE(simple.keys().size(), std::size_t{2});
    QVERIFY(farthest(track, simple, 3.0) < 1e-6);
}

void TestCurveFit::aCubicBecomesTwoKeys()
{
    const Track track = recorded(2.0, [](double t) { return t * t * (t - 1.5); });
    const Track simple = avatar::simplified(track, 0.002);
    QCOMPARE(simple.keys().size(), std::size_t{2});
    QVERIFY(std::abs(simple.valueAt(1.0) + 0.5) < 0.001); // the recording's chords lie 0.0005 beside the cubic
}

void TestCurveFit::staysWithinTheTolerance_data()
{
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<int>("mostKeys"); // of 601
    QTest::newRow("coarse") << 0.05 << 60;
    QTest::newRow("usual") << 0.01 << 120;
    QTest::newRow("fine") << 0.001 << 601;
}

void TestCurveFit::staysWithinTheTolerance()
{
    QFETCH(double, tolerance);
    QFETCH(int, mostKeys);
    std::mt19937 random(2);
    std::normal_distribution<double> noise(0.0, 0.001);
    const Track track = recorded(10.0, [&](double t) {
        const double blink = std::exp(-std::pow((std::fmod(t, 3.0) - 1.5) / 0.08, 2));
        return 0.4 * std::sin(2.1 * t) + 0.2 * std::sin(5.3 * t + 1.0) + blink + noise(random);
    });
    const Track simple = avatar::simplified(track, tolerance);
    QVERIFY2(simple.keys().size() <= std::size_t(mostKeys), qPrintable(QString::number(simple.keys().size())));
    const double most = farthest(track, simple, 10.0);
    QVERIFY2(most <= tolerance, qPrintable(QString::number(most)));
}

void TestCurveFit::aFinerToleranceNeedsMoreKeys()
{
    const Track track = recorded(5.0, [](double t) { return std::sin(3.0 * t * t); });
    QVERIFY(avatar::simplified(track, 0.1).keys().size() < avatar::simplified(track, 0.01).keys().size());
}

void TestCurveFit::heldKeysStay()
{
    std::vector<Key> keys;
    for (const double value : {0.0, 0.0, 0.0, 1.0, 1.0, 0.5})
        keys.push_back({.time = 0.5 * static_cast<double>(keys.size()), .value = value, .tangent = Tangent::Hold, .in = {}, .out = {}});
    const Track track(keys), simple = avatar::simplified(track, 0.01);
    QCOMPARE(simple.keys().size(), std::size_t{3});
    QCOMPARE(farthest(track, simple, 3.0), 0.0);
}

void TestCurveFit::endsAndSmallTracksStay()
{
    const Track one({{.time = 1.0, .value = 0.3, .in = {}, .out = {}}});
    QVERIFY(avatar::simplified(one, 0.1) == one);
    const Track two = recorded(1.0 / 60.0, [](double t) { return t; });
    QVERIFY(avatar::simplified(two, 0.1) == two);
}

void TestCurveFit::anglesCountByTheirRange()
{
    avatar::Timeline timeline;
    timeline.tracks.emplace("headYaw", recorded(2.0, [](double t) { return 30.0 * std::sin(4.0 * t); })); // soft range: 120 degrees
    const auto simple = avatar::simplified(timeline, 0.01);
    const double most = farthest(*timeline.track("headYaw"), *simple.track("headYaw"), 2.0);
    QVERIFY(most <= 1.2 && most > 0.012);
}

void TestCurveFit::bakesEveryFrame()
{
    avatar::Timeline timeline = avatar::withKey(avatar::withKey({}, "jawOpen", 0.0, 0.0), "jawOpen", 1.0, 1.0);
    timeline = avatar::withRange(std::move(timeline), 0.0, 1.0);
    const auto baked = avatar::baked(timeline, 24.0);
    QCOMPARE(baked.track("jawOpen")->keys().size(), std::size_t{24});
    for (const Key& key : baked.track("jawOpen")->keys()) {
        QCOMPARE(key.tangent, Tangent::Linear);
        QCOMPARE(key.value, timeline.track("jawOpen")->valueAt(key.time));
    }
    QVERIFY(avatar::baked(baked, 24.0) == baked);
}

void TestCurveFit::refusesNonsense()
{
    QVERIFY_EXCEPTION_THROWN((void)avatar::simplified(Track(), 0.0), base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)avatar::baked(recorded(1.0, [](double) { return 0.0; }), 0.0, 0.0, 1.0), base::ContractError);
}

QTEST_APPLESS_MAIN(TestCurveFit)
#include "tst_curve_fit.moc"
