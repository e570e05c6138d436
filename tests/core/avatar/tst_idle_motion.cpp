// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/idle_motion.h"
#include "avatar/timeline_edits.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using avatar::Timeline;

namespace {

Timeline minutes(double count) { return avatar::withRange({}, 0.0, 60.0 * count); }

int peaks(const Timeline& timeline)
{
    int count = 0;
    for (const auto& key : timeline.track("eyeBlinkLeft")->keys())
        count += key.value > 0.9;
    return count;
}

} // namespace

class TestIdleMotion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blinksAsOftenAsAsked();
    void blinksCloseOnFrames();
    void bothEyesBlinkFromWhereTheLidsRest();
    void theSameSeedGivesTheSameKeys();
    void keysOutsideTheRangeStay();
    void fidgetsStaySmall();
    void loopsShowNoSeam();
    void refusesNonsense();
};

void TestIdleMotion::blinksAsOftenAsAsked()
{
    for (const double rate : {8.0, 16.0, 30.0}) {
        const int count = peaks(avatar::withBlinks(minutes(20.0), {}, {.perMinute = rate, .doubleShare = 0.0}));
        QVERIFY2(std::abs(count - 20.0 * rate) < 0.15 * 20.0 * rate, qPrintable(QString::number(count))); // about three deviations
    }
    QVERIFY(peaks(avatar::withBlinks(minutes(20.0), {}, {.doubleShare = 0.5})) > peaks(avatar::withBlinks(minutes(20.0), {}, {.doubleShare = 0.0})));
}

void TestIdleMotion::blinksCloseOnFrames()
{
    const Timeline timeline = avatar::withBlinks(minutes(2.0), {}, {});
    const auto keys = timeline.track("eyeBlinkLeft")->keys();
    QCOMPARE(keys.size() % 3, std::size_t{0});
    for (std::size_t i = 1; i < keys.size(); i += 3) {
        QCOMPARE(timeline.snapped(keys[i].time), keys[i].time);
        QVERIFY(keys[i].value > 0.9);
        QCOMPARE(keys[i - 1].value, 0.0);
        QCOMPARE(keys[i + 1].value, 0.0);
        QVERIFY(keys[i].time - keys[i - 1].time < keys[i + 1].time - keys[i].time); // lids close faster than they open
    }
}

void TestIdleMotion::bothEyesBlinkFromWhereTheLidsRest()
{
    head::ControlValues rest;
    rest.set("eyeBlinkRight", 0.2);
    const Timeline timeline = avatar::withBlinks(minutes(1.0), rest, {});
    QCOMPARE(timeline.track("eyeBlinkRight")->valueAt(0.0), 0.2);
    QCOMPARE(timeline.track("eyeBlinkLeft")->valueAt(0.0), 0.0);
    QCOMPARE(timeline.track("eyeBlinkLeft")->keys().size(), timeline.track("eyeBlinkRight")->keys().size());
}

void TestIdleMotion::theSameSeedGivesTheSameKeys()
{
    QVERIFY(avatar::withBlinks(minutes(1.0), {}, {.seed = 5}) == avatar::withBlinks(minutes(1.0), {}, {.seed = 5}));
    QVERIFY(!(avatar::withBlinks(minutes(1.0), {}, {.seed = 5}) == avatar::withBlinks(minutes(1.0), {}, {.seed = 6})));
    const Timeline once = avatar::withBlinks(minutes(1.0), {}, {.seed = 5});
    QVERIFY(avatar::withBlinks(once, {}, {.seed = 5}) == once); // its own keys are replaced
    QVERIFY(avatar::withFidgets(minutes(1.0), {}, {.seed = 5}) == avatar::withFidgets(minutes(1.0), {}, {.seed = 5}));
}

void TestIdleMotion::keysOutsideTheRangeStay()
{
    Timeline timeline = avatar::withKey(avatar::withKey({}, "eyeBlinkLeft", 100.0, 0.5), "eyeBlinkLeft", 2.0, 0.7);
    timeline = avatar::withBlinks(timeline, {}, {});
    QVERIFY(timeline.track("eyeBlinkLeft")->find(100.0));
    QVERIFY(!timeline.track("eyeBlinkLeft")->find(2.0));
}

void TestIdleMotion::fidgetsStaySmall()
{
    head::ControlValues rest;
    rest.set("headYaw", 10.0);
    const Timeline timeline = avatar::withFidgets(minutes(1.0), rest, {.headDeg = 2.0, .gazeDeg = 1.0});
    double most = 0.0;
    for (double t = 0.0; t < 60.0; t += 0.05) {
        const auto pose = avatar::posedAt(rest, timeline, t);
        most = std::max(most, std::abs(pose.get("headYaw") - 10.0));
        QVERIFY(std::abs(pose.get("headYaw") - 10.0) <= 2.0 + 1e-9 && std::abs(pose.get("gazeYaw")) <= 1.0 + 1e-9);
        QVERIFY(std::abs(pose.get("headRoll")) <= 0.8 + 1e-9);
    }
    QVERIFY(most > 1.0);
    QVERIFY(!avatar::withFidgets(minutes(1.0), rest, {.headDeg = 0.0}).track("headYaw"));
}

void TestIdleMotion::loopsShowNoSeam()
{
    const Timeline timeline = avatar::withFidgets(avatar::withBlinks(minutes(0.2), {}, {}), {}, {});
    for (const auto& [id, track] : timeline.tracks)
        QCOMPARE(track.valueAt(timeline.start), track.valueAt(timeline.end));
}

void TestIdleMotion::refusesNonsense()
{
    QVERIFY_EXCEPTION_THROWN((void)avatar::withBlinks({}, {}, {.perMinute = 0.0}), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withBlinks({}, {}, {.perMinute = 1000.0}), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withFidgets({}, {}, {.headDeg = -1.0}), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)avatar::withFidgets({}, {}, {.secondsPerJump = 0.0}), base::Error);
}

QTEST_APPLESS_MAIN(TestIdleMotion)
#include "tst_idle_motion.moc"
