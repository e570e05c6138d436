// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/tracked_motion.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::avatar;

namespace {

constexpr double kFps = 30.0;

/// Two seconds from second 5 of a clip: a jaw that opens and closes, eyes and head that turn, a brow that rests at 0.3.
reconstruct::TrackedClip clip()
{
    reconstruct::TrackedClip c;
    c.fps = kFps;
    c.controls = {"jawOpen", "browInnerUp", "mouthSmileLeft", "gazeYaw", "gazePitch", "headYaw", "headPitch", "headRoll"};
    c.values = Eigen::MatrixXd::Zero(60, static_cast<Eigen::Index>(c.controls.size()));
    for (int i = 0; i < 60; ++i) {
        const double t = i / kFps;
        c.moments.push_back({.time = 5.0 + t, .isSeen = true, .confidence = 1.0, .distance = 1.0});
        c.values(i, 0) = 0.5 - 0.5 * std::cos(2.0 * M_PI * t);
        c.values(i, 1) = 0.3;
        c.values(i, 3) = 10.0 * std::sin(2.0 * M_PI * t);
        c.values(i, 5) = 20.0 * std::sin(M_PI * t);
    }
    return c;
}

} // namespace

class TestTrackedMotion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putsAKeyOnEveryFrame();
    void staysNearTheMotionWithFewKeys();
    void keepsABlinkAmongFewKeys();
    void takesWhatIsWanted();
    void replacesWhatWasThere();
    void leavesWhatRestsAtNeutralAlone();
    void knowsOddRates();
};

void TestTrackedMotion::putsAKeyOnEveryFrame()
{
    const Timeline motion = timelineOf(clip(), kFps);
    QCOMPARE(motion.start, 0.0);
    QVERIFY(std::abs(motion.end - 2.0) < 1e-9);
    QCOMPARE(motion.fps, kFps);
    QCOMPARE(motion.tracks.size(), std::size_t(8));
    QCOMPARE(motion.track("jawOpen")->keys().size(), std::size_t(60));
    QVERIFY(std::abs(motion.track("jawOpen")->valueAt(15 / kFps) - clip().values(15, 0)) < 1e-9);
    const Timeline coarse = timelineOf(clip(), 10.0);
    QCOMPARE(coarse.track("jawOpen")->keys().size(), std::size_t(21));
    QVERIFY(std::abs(coarse.track("jawOpen")->valueAt(0.5) - 1.0) < 1e-9);
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)timelineOf({}, kFps));
}

void TestTrackedMotion::staysNearTheMotionWithFewKeys()
{
    const Timeline motion = timelineOf(clip(), kFps), few = editable(motion, {}, 0.005);
    QVERIFY2(few.track("jawOpen")->keys().size() < 30, qPrintable(QString::number(few.track("jawOpen")->keys().size())));
    for (int i = 0; i < 60; ++i)
        QVERIFY(std::abs(few.track("jawOpen")->valueAt(i / kFps) - motion.track("jawOpen")->valueAt(i / kFps)) <= 0.005 + 1e-9);
    QCOMPARE(few.track("browInnerUp")->keys().size(), std::size_t(1));
    QCOMPARE(few.track("browInnerUp")->valueAt(1.0), 0.3);
    QCOMPARE(editable(motion, {}, 0.0).track("jawOpen")->keys().size(), std::size_t(60));
}

void TestTrackedMotion::keepsABlinkAmongFewKeys()
{
    reconstruct::TrackedClip c = clip();
    c.controls[0] = "eyeBlinkLeft";
    for (int i = 0; i < 60; ++i)
        c.values(i, 0) = 0.1 + 0.05 * std::sin(2.0 * M_PI * i / 60.0) + (i == 30 ? 0.8 : std::abs(i - 30) == 1 ? 0.5 : 0.0);
    const Timeline motion = timelineOf(c, kFps), few = editable(motion, {}, 0.01);
    const Track& lid = *few.track("eyeBlinkLeft");
    QVERIFY2(lid.keys().size() < 20, qPrintable(QString::number(lid.keys().size())));
    for (int i = 0; i < 60; ++i)
        QVERIFY2(std::abs(lid.valueAt(i / kFps) - c.values(i, 0)) <= 0.01 + 1e-9, qPrintable(QString("%1: %2").arg(i).arg(lid.valueAt(i / kFps) - c.values(i, 0))));
}

void TestTrackedMotion::takesWhatIsWanted()
{
    const Timeline motion = timelineOf(clip(), kFps);
    const auto ids = [](const Timeline& timeline) {
        QStringList list;
        for (const auto& [id, track] : timeline.tracks)
            list += QString::fromStdString(id);
        return list;
    };
    QCOMPARE(ids(editable(motion, {.hasFace = false, .hasHead = false}, 0.01)), (QStringList{"gazePitch", "gazeYaw"}));
    QCOMPARE(ids(editable(motion, {.hasFace = false, .hasGaze = false}, 0.01)), (QStringList{"headPitch", "headRoll", "headYaw"}));
    QCOMPARE(ids(editable(motion, {.hasGaze = false, .hasHead = false}, 0.01)), (QStringList{"browInnerUp", "jawOpen", "mouthSmileLeft"}));
}

void TestTrackedMotion::replacesWhatWasThere()
{
    Timeline before;
    const auto one = [](double value) { return Track({{.time = 4.0, .value = value, .in = {}, .out = {}}}); };
    before.tracks.insert_or_assign("jawOpen", one(0.9));
    before.tracks.insert_or_assign("eyeLookInLeft", one(0.7));
    before.tracks.insert_or_assign("jawPitch", one(9.0));
    before.tracks.insert_or_assign("neckYaw", one(12.0));
    const Timeline after = withMotion(before, editable(timelineOf(clip(), kFps), {}, 0.01), {});
    QVERIFY(after.track("jawOpen")->valueAt(4.0) < 0.1);   // as the clip ends
    QVERIFY(after.track("eyeLookInLeft") == nullptr);      // the gaze says it
    QVERIFY(after.track("jawPitch") == nullptr);
    QCOMPARE(*after.track("neckYaw"), *before.track("neckYaw")); // no motion of the clip's
    QVERIFY(std::abs(after.end - 2.0) < 1e-9);
    QCOMPARE(after.fps, kFps);
    const Timeline faceOnly = withMotion(before, editable(timelineOf(clip(), kFps), {.hasGaze = false}, 0.01), {});
    QCOMPARE(*faceOnly.track("eyeLookInLeft"), *before.track("eyeLookInLeft"));
}

void TestTrackedMotion::leavesWhatRestsAtNeutralAlone()
{
    head::ControlValues rest;
    rest.set("mouthSmileLeft", 0.4); // the photo smiles, the clip does not
    rest.set("eyeLookUpLeft", 0.2);
    const Timeline motion = editable(timelineOf(clip(), kFps), {}, 0.01);
    const Timeline after = withMotion({}, motion, rest), neutral = withMotion({}, motion, {});
    QVERIFY(neutral.track("mouthSmileLeft") == nullptr && neutral.track("headRoll") == nullptr);
    QCOMPARE(after.track("mouthSmileLeft")->keys().size(), std::size_t(1));
    QCOMPARE(after.track("mouthSmileLeft")->valueAt(1.0), 0.0);
    QCOMPARE(after.track("eyeLookUpLeft")->valueAt(1.0), 0.0);
    QCOMPARE(posedAt(rest, after, 1.0).get("mouthSmileLeft"), 0.0);
    QVERIFY(neutral.track("browInnerUp") != nullptr); // rests, but elsewhere
}

void TestTrackedMotion::knowsOddRates()
{
    reconstruct::TrackedClip c;
    QCOMPARE(frameRateOf(c), 24.0);
    c.fps = 30000.0 / 1001.0;
    QCOMPARE(frameRateOf(c), 29.97);
    c.fps = 1000.0;
    QCOMPARE(frameRateOf(c), kMaxFps);
}

QTEST_GUILESS_MAIN(TestTrackedMotion)
#include "tst_tracked_motion.moc"
