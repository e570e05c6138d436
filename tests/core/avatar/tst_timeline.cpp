// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/timeline.h"
#include "avatar/value_curve.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace effigy;
using avatar::Handles;
using avatar::Key;
using avatar::Tangent;
using avatar::Track;

namespace {

Key key(double time, double value, Tangent tangent = Tangent::Bezier) { return {.time = time, .value = value, .tangent = tangent, .in = {}, .out = {}}; }

Key handled(double time, double value, avatar::Handle in, avatar::Handle out)
{
    return {.time = time, .value = value, .tangent = Tangent::Bezier, .handles = Handles::Free, .in = in, .out = out};
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linearSpansAreStraight();
    void heldSpansWait();
    void outsideItsKeysATrackStandsStill();
    void automaticEndsAreLevel();
    void automaticKeysGoThroughStraightMotionStraight();
    void automaticCurvesStayBetweenTheirKeys();
    void bezierIsSolvedForTime();
    void uprightHandlesAreStillAFunction();
    void longHandlesAreCutToTheirSpan();
    void curvesRiseWhereAllTheirPointsRise();
    void keysOfOneMomentAreOne();
    void findsNeighbours();
    void refusesWhatIsNoMoment();
    void posesOnlyAnimatedControls();
    void countsFrames();
};

void TestTimeline::linearSpansAreStraight()
{
    const Track track({key(1.0, 10.0, Tangent::Linear), key(3.0, 20.0)});
    QCOMPARE(track.valueAt(1.5), 12.5);
    QCOMPARE(track.valueAt(2.0), 15.0);
}

void TestTimeline::heldSpansWait()
{
    const Track track({key(0.0, 0.25, Tangent::Hold), key(1.0, 1.0)});
    QCOMPARE(track.valueAt(0.999), 0.25);
    QCOMPARE(track.valueAt(1.0), 1.0);
}

void TestTimeline::outsideItsKeysATrackStandsStill()
{
    const Track track({key(1.0, 0.25), key(2.0, 0.75)});
    QCOMPARE(track.valueAt(0.0), 0.25);
    QCOMPARE(track.valueAt(1.0), 0.25);
    QCOMPARE(track.valueAt(2.0), 0.75);
    QCOMPARE(track.valueAt(99.0), 0.75);
    QVERIFY_EXCEPTION_THROWN((void)Track().valueAt(0.0), base::ContractError);
}

void TestTimeline::automaticEndsAreLevel()
{
    // Handles at thirds and level: the smoothstep 3x^2 - 2x^3.
    const Track track({key(0.0, 0.0), key(2.0, 1.0)});
    for (const double x : {0.1, 0.25, 0.5, 0.8})
        QVERIFY(std::abs(track.valueAt(2.0 * x) - x * x * (3.0 - 2.0 * x)) < 1e-15); // rounding
}

void TestTimeline::automaticKeysGoThroughStraightMotionStraight()
{
    const Track track({key(0.0, 0.0), key(1.0, 2.0), key(3.0, 6.0), key(4.0, 8.0)});
    QVERIFY(std::abs(track.valueAt(2.0) - 4.0) < 1e-14);
    QVERIFY(std::abs(track.outHandle(1).value / track.outHandle(1).time - 2.0) < 1e-14);
}

void TestTimeline::automaticCurvesStayBetweenTheirKeys()
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    std::vector<Key> keys;
    for (int i = 0; i < 60; ++i)
        keys.push_back(key(0.1 * i + 0.09 * unit(random), unit(random)));
    const Track track(keys);
    for (double time = 0.0; time < 6.0; time += 0.003) {
        const auto next = track.firstFrom(time);
        const double a = track.keys()[next == 0 ? 0 : next - 1].value;
        const double b = track.keys()[std::min(next, track.keys().size() - 1)].value;
        QVERIFY(track.valueAt(time) >= std::min(a, b) - 1e-12 && track.valueAt(time) <= std::max(a, b) + 1e-12);
    }
}

void TestTimeline::bezierIsSolvedForTime()
{
    // Handles of one half: at s = 1/2 both x and y are one half; at s = 1/4, x = 3/8 * 1/2 * 3/2 + 1/64 = 0.296875.
    const avatar::ValueCurve ease{.x1 = 0.5, .x2 = 0.5, .y0 = 0.0, .y1 = 0.0, .y2 = 1.0, .y3 = 1.0};
    QVERIFY(std::abs(avatar::valueCurve(ease, 0.5) - 0.5) < 1e-15);
    const double x = 3 * 0.25 * 0.5625 * 0.5 + 3 * 0.0625 * 0.75 * 0.5 + 0.015625;
    QVERIFY(std::abs(avatar::parameterAt(ease, x) - 0.25) < 1e-15);
    QVERIFY(std::abs(avatar::valueCurve(ease, x) - (3 * 0.0625 * 0.75 + 0.015625)) < 1e-15);
    // A published timing function, "ease" of CSS: cubic-bezier(0.25, 0.1, 0.25, 1) gives 0.8024 at one half.
    QVERIFY(std::abs(avatar::valueCurve({.x1 = 0.25, .x2 = 0.25, .y0 = 0.0, .y1 = 0.1, .y2 = 1.0, .y3 = 1.0}, 0.5) - 0.8024) < 5e-5);
}

void TestTimeline::uprightHandlesAreStillAFunction()
{
    // x1 = 1, x2 = 0: x(s) stands still at one half, the steepest that a function can be.
    const avatar::ValueCurve steep{.x1 = 1.0, .x2 = 0.0, .y0 = 0.0, .y1 = 0.0, .y2 = 1.0, .y3 = 1.0};
    double before = 0.0;
    for (int i = 1; i <= 1000; ++i) {
        const double y = avatar::valueCurve(steep, i / 1000.0);
        QVERIFY(y >= before - 1e-12);
        before = y;
    }
    QVERIFY(std::abs(avatar::valueCurve(steep, 0.5) - 0.5) < 1e-5); // a root of third order: digits are shared by three
    QVERIFY_EXCEPTION_THROWN((void)avatar::valueCurve({.x1 = 1.5}, 0.5), base::ContractError);
}

void TestTimeline::longHandlesAreCutToTheirSpan()
{
    const Track track({handled(0.0, 0.0, {}, {4.0, 8.0}), handled(1.0, 1.0, {0.5, 0.2}, {})});
    QCOMPARE(track.outHandle(0), (avatar::Handle{1.0, 2.0})); // the same direction
    QCOMPARE(track.inHandle(1).time, 0.0);                    // it pointed forwards
    for (double t = 0.0; t <= 1.0; t += 0.01)
        QVERIFY(std::isfinite(track.valueAt(t)));
}

void TestTimeline::curvesRiseWhereAllTheirPointsRise()
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int run = 0; run < 200; ++run) {
        std::array<double, 2> y = {unit(random), unit(random)};
        std::sort(y.begin(), y.end());
        const avatar::ValueCurve curve{.x1 = unit(random), .x2 = unit(random), .y0 = 0.0, .y1 = y[0], .y2 = y[1], .y3 = 1.0};
        double before = 0.0, parameter = 0.0;
        for (int i = 0; i <= 500; ++i) {
            const double s = avatar::parameterAt(curve, i / 500.0), value = avatar::valueCurve(curve, i / 500.0);
            QVERIFY(s >= parameter - 1e-9 && value >= before - 1e-9); // rounding where x(s) nearly stands still
            parameter = s;
            before = value;
        }
    }
}

void TestTimeline::keysOfOneMomentAreOne()
{
    Track track({key(1.0, 0.1), key(1.0, 0.2), key(0.5, 0.3)});
    QCOMPARE(track.keys().size(), std::size_t{2});
    QCOMPARE(track.keys()[1].value, 0.2);
    track.insert(key(1.0 + 1e-7, 0.4));
    QCOMPARE(track.keys().size(), std::size_t{2});
    QCOMPARE(track.valueAt(5.0), 0.4);
    QVERIFY(track.erase(0.5));
    QVERIFY(!track.erase(0.5));
}

void TestTimeline::findsNeighbours()
{
    const Track track({key(1.0, 0.0), key(2.0, 0.0), key(3.0, 0.0)});
    QCOMPARE(track.timeBefore(2.0), std::optional(1.0));
    QCOMPARE(track.timeAfter(2.0), std::optional(3.0));
    QCOMPARE(track.timeBefore(1.0), std::nullopt);
    QCOMPARE(track.timeAfter(3.0), std::nullopt);
    QCOMPARE(track.find(2.0), std::optional<std::size_t>(1));
    QCOMPARE(track.find(2.5), std::nullopt);
}

void TestTimeline::refusesWhatIsNoMoment()
{
    QVERIFY_EXCEPTION_THROWN(Track({key(-1.0, 0.0)}), base::Error);
    QVERIFY_EXCEPTION_THROWN(Track({key(std::nan(""), 0.0)}), base::Error);
    QVERIFY_EXCEPTION_THROWN(Track({key(0.0, INFINITY)}), base::Error);
    Track track;
    QVERIFY_EXCEPTION_THROWN(track.insert(key(1e9, 0.0)), base::Error);
}

void TestTimeline::posesOnlyAnimatedControls()
{
    head::ControlValues rest;
    rest.set("headYaw", 12.0);
    avatar::Timeline timeline;
    timeline.tracks.emplace("jawOpen", Track({key(0.0, 0.0, Tangent::Linear), key(1.0, 1.0)}));
    const auto pose = avatar::posedAt(rest, timeline, 0.25);
    QCOMPARE(pose.get("headYaw"), 12.0);
    QCOMPARE(pose.get("jawOpen"), 0.25);
}

void TestTimeline::countsFrames()
{
    avatar::Timeline timeline;
    QCOMPARE(timeline.frameCount(24.0), 120);
    timeline.start = 1.0;
    timeline.end = 1.0 + 1.0 / 24.0;
    QCOMPARE(timeline.frameCount(24.0), 1);
    QCOMPARE(timeline.snapped(0.49 / 24.0), 0.0);
    QCOMPARE(timeline.snapped(10.4 / 24.0), 10.0 / 24.0);
}

QTEST_APPLESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
