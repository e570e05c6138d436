// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sound.h"

#include "base/error.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::sound;

class TestSound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesWithSilenceAround();
    void excerptsCountFromTheSoundsBeginning();
    void refusesHalfAFrame();
};

void TestSound::copiesWithSilenceAround()
{
    const Sound stereo{.channels = 2, .samples = {1, -1, 2, -2, 3, -3}};
    std::vector<std::int16_t> out(10, 99);
    copyFrames(stereo, -1, out);
    QCOMPARE(out, (std::vector<std::int16_t>{0, 0, 1, -1, 2, -2, 3, -3, 0, 0}));
    out.resize(4);
    copyFrames(stereo, 1, out);
    QCOMPARE(out, (std::vector<std::int16_t>{2, -2, 3, -3}));
    copyFrames(stereo, 7, out); // all of it after the end
    QCOMPARE(out, (std::vector<std::int16_t>{0, 0, 0, 0}));
    copyFrames(stereo, -9, out); // and before the beginning
    QCOMPARE(out, (std::vector<std::int16_t>{0, 0, 0, 0}));
}

void TestSound::excerptsCountFromTheSoundsBeginning()
{
    Sound ramp;
    for (int i = 0; i < kSampleRate; ++i)
        ramp.samples.push_back(static_cast<std::int16_t>(i / 2));
    const Sound part = excerpt(ramp, 0.25, 0.5);
    QCOMPARE(part.frames(), std::size_t{24'000});
    QCOMPARE(part.samples.front(), std::int16_t{6'000}); // 0.25 s is frame 12000
    QCOMPARE(part.samples.back(), std::int16_t{17'999});
    const Sound early = excerpt(ramp, -0.5, 2.0);
    QCOMPARE(early.seconds(), 2.0);
    QCOMPARE(early.samples[24'000 + 100], ramp.samples[100]);
    QCOMPARE(early.samples.back(), std::int16_t{0});
}

void TestSound::refusesHalfAFrame()
{
    const Sound stereo{.channels = 2, .samples = {1, -1}};
    std::vector<std::int16_t> out(3);
    QVERIFY_EXCEPTION_THROWN(copyFrames(stereo, 0, out), base::ContractError);
}

QTEST_APPLESS_MAIN(TestSound)
#include "tst_sound.moc"
