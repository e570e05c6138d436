// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/live_link.h"
#include "avatar/timeline_edits.h"
#include "base/error.h"

#include <QtTest/QtTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace effigy;
using avatar::liveLinkFromCsv;
using avatar::liveLinkToCsv;

namespace {

avatar::Timeline randomMotion(int frames, unsigned seed, bool withHead)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    avatar::Timeline timeline;
    timeline.fps = 60.0;
    timeline.end = frames / 60.0;
    for (const auto id : head::arkitNames())
        for (int i = 0; i < frames; ++i)
            timeline.tracks[std::string(id)].insert({.time = i / 60.0, .value = unit(random), .tangent = avatar::Tangent::Linear, .in = {}, .out = {}});
    if (withHead)
        for (int i = 0; i < frames; ++i)
            timeline.tracks["headYaw"].insert({.time = i / 60.0, .value = 40.0 * unit(random) - 20.0, .tangent = avatar::Tangent::Linear, .in = {}, .out = {}});
    return timeline;
}

std::string table(const std::string& rows) { return "Timecode,BlendShapeCount,EyeBlinkLeft,JAWOPEN,HeadYaw,LeftEyeYaw,Mood\n" + rows; }

} // namespace

class TestLiveLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheKnownHeading();
    void readsByName();
    void tellsTheFrameRate();
    void shapesComeBackExactly();
    void tablesComeBackByteForByte();
    void headAnglesComeBackWithinRounding();
    void theGazeGoesIntoTheLookShapes();
    void namesWhatHasNoColumn();
    void refuses_data();
    void refuses();
};

void TestLiveLink::writesTheKnownHeading()
{
    const std::string csv = liveLinkToCsv({}, {}, 30);
    QVERIFY(csv.starts_with("Timecode,BlendshapeCount,EyeBlinkLeft,EyeLookDownLeft,"));
    const auto heading = QByteArray::fromStdString(csv.substr(0, csv.find('\n'))).split(',');
    QCOMPARE(heading.size(), 63);
    QCOMPARE(heading[17], QByteArray("JawRight"));
    QCOMPARE(heading[53], QByteArray("TongueOut"));
    QCOMPARE(heading[62], QByteArray("RightEyeRoll"));
    const auto lines = QByteArray::fromStdString(csv).trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 150);
    QVERIFY(lines[1].startsWith("00:00:00:00.000,61,0,"));
    QVERIFY(lines[46].startsWith("00:00:01:15.000,61,0,"));
}

void TestLiveLink::readsByName()
{
    const auto motion = liveLinkFromCsv("\xEF\xBB\xBF" + table("10:00:59:59.500,61,0.25,0,0.1,9,1\r\n\r\n10:01:00:00.500,61,0.5,0,-0.1,9,1\r\n"), 60.0);
    QCOMPARE(motion.ignored, std::vector<std::string>{"Mood"});
    QVERIFY(!motion.timeline.track("jawOpen")); // always zero
    const auto keys = motion.timeline.track("eyeBlinkLeft")->keys();
    QCOMPARE(keys.size(), std::size_t{2});
    QCOMPARE(keys[0].time, 0.0);
    QCOMPARE(keys[1].time, 1.0 / 60.0);
    QCOMPARE(keys[1].value, 0.5);
    QVERIFY(std::abs(motion.timeline.track("headYaw")->keys()[0].value - 0.1 * 180.0 / std::numbers::pi) < 1e-12);
    QCOMPARE(motion.timeline.end, 2.0 / 60.0);
}

void TestLiveLink::tellsTheFrameRate()
{
    QCOMPARE(liveLinkFromCsv(liveLinkToCsv({}, {}, 30)).timeline.fps, 30.0);
    QCOMPARE(liveLinkFromCsv(liveLinkToCsv({}, {}, 25)).timeline.fps, 25.0);
    QCOMPARE(liveLinkFromCsv(table("00:00:00:00.000,61,1,0,0,0,0\n")).timeline.fps, 60.0); // too short to tell
}

void TestLiveLink::shapesComeBackExactly()
{
    const auto timeline = randomMotion(90, 3, false);
    const auto back = liveLinkFromCsv(liveLinkToCsv({}, timeline, 60), 60.0);
    QVERIFY(back.ignored.empty());
    QVERIFY(back.timeline == timeline);
}

void TestLiveLink::tablesComeBackByteForByte()
{
    const auto csv = liveLinkToCsv({}, randomMotion(40, 4, false), 60);
    QCOMPARE(liveLinkToCsv({}, liveLinkFromCsv(csv, 60.0).timeline, 60), csv);
}

void TestLiveLink::headAnglesComeBackWithinRounding()
{
    const auto timeline = randomMotion(90, 5, true);
    const auto back = liveLinkFromCsv(liveLinkToCsv({}, timeline, 60), 60.0).timeline;
    const auto before = timeline.track("headYaw")->keys(), after = back.track("headYaw")->keys();
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY(std::abs(before[i].value - after[i].value) < 1e-13); // one unit in the last place of 20
}

void TestLiveLink::theGazeGoesIntoTheLookShapes()
{
    const auto timeline = avatar::withRange(avatar::withKey({}, "gazeYaw", 0.0, 10.0), 0.0, 1.0 / 60.0);
    const auto back = liveLinkFromCsv(liveLinkToCsv({}, timeline, 60), 60.0).timeline;
    const double weight = 10.0 * std::numbers::pi / 180.0 / 0.6;
    QVERIFY(std::abs(back.track("eyeLookOutLeft")->valueAt(0.0) - weight) < 1e-15);
    QVERIFY(std::abs(back.track("eyeLookInRight")->valueAt(0.0) - weight) < 1e-15);
    QVERIFY(!back.track("gazeYaw"));
}

void TestLiveLink::namesWhatHasNoColumn()
{
    const auto timeline = avatar::withKey(avatar::withKey(avatar::withKey({}, "neckYaw", 0.0, 1.0), "gazeYaw", 0.0, 1.0), "jawOpen", 0.0, 1.0);
    QCOMPARE(avatar::withoutLiveLinkColumn(timeline), std::vector<std::string>{"neckYaw"});
}

void TestLiveLink::refuses_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QByteArray>("mention");
    QTest::newRow("nothing") << QByteArray() << QByteArray("Line 1");
    QTest::newRow("another table") << QByteArray("a,b,c\n1,2,3\n") << QByteArray("Line 1");
    QTest::newRow("no rows") << QByteArray::fromStdString(table("")) << QByteArray("Line 1");
    QTest::newRow("short row") << QByteArray::fromStdString(table("00:00:00:00.0,61,1\n")) << QByteArray("Line 2");
    QTest::newRow("word") << QByteArray::fromStdString(table("00:00:00:00.0,61,1,x,0,0,0\n")) << QByteArray("\"x\"");
    QTest::newRow("infinity") << QByteArray::fromStdString(table("00:00:00:00.0,61,1,inf,0,0,0\n")) << QByteArray("inf");
    QTest::newRow("timecode") << QByteArray::fromStdString(table("later,61,1,0,0,0,0\n")) << QByteArray("timecode");
    QTest::newRow("backwards") << QByteArray::fromStdString(table("00:00:01:00.0,61,1,0,0,0,0\n00:00:00:30.0,61,1,0,0,0,0\n"))
                               << QByteArray("forward");
}

void TestLiveLink::refuses()
{
    QFETCH(QByteArray, csv);
    QFETCH(QByteArray, mention);
    try {
        (void)liveLinkFromCsv(csv.toStdString());
        QFAIL("was accepted");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
        QVERIFY2(error.message().find(mention.toStdString()) != std::string::npos, error.what());
    }
}

QTEST_APPLESS_MAIN(TestLiveLink)
#include "tst_live_link.moc"
