// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame_range.h"

#include <QtTest/QtTest>

using namespace effigy::app;

class TestFrameRange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRangesAndSingleFrames();
    void refusesWhatIsNone();
    void numbersFiles();
};

void TestFrameRange::readsRangesAndSingleFrames()
{
    QVERIFY(parseFrameRange("1-24") == (FrameRange{1, 24}));
    QVERIFY(parseFrameRange("7") == (FrameRange{7, 7}));
}

void TestFrameRange::refusesWhatIsNone()
{
    for (const char* text : {"", "0-3", "5-2", "a-b", "1-", "-4", "1-2-3", "1.5"})
        QVERIFY2(!parseFrameRange(text), text);
}

void TestFrameRange::numbersFiles()
{
    QCOMPARE(framePath("out/turn.png", 7).string(), std::string("out/turn_0007.png"));
    QCOMPARE(framePath("turn.png", 12345).string(), std::string("turn_12345.png"));
}

QTEST_APPLESS_MAIN(TestFrameRange)
#include "tst_frame_range.moc"
