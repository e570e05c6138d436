// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/envelope.h"

#include "core/sound/made_sounds.h"

#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using namespace effigy::sound;

namespace {

constexpr double kFrame = 1.0 / kSampleRate; // seconds

Envelope envelopeOf(Sound sound)
{
    return Envelope(std::make_shared<const Sound>(std::move(sound)));
}

Sound noise(std::size_t frames, int channels)
{
    std::mt19937 random(7);
    std::uniform_int_distribution<int> value(-20'000, 20'000);
    Sound sound{.channels = channels, .samples = {}};
    for (std::size_t i = 0; i < frames * static_cast<std::size_t>(channels); ++i)
        sound.samples.push_back(static_cast<std::int16_t>(value(random)));
    return sound;
}

} // namespace

class TestEnvelope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsLowestAndHighestOfEachColumn();
    void isSilentOutsideOfTheSound();
    void coarseColumnsHoldEverySample_data();
    void coarseColumnsHoldEverySample();
    void coarseColumnsAreNotBlurred();
    void emptySoundsHaveNoPeaks();
};

void TestEnvelope::findsLowestAndHighestOfEachColumn()
{
    // Two channels, four frames, columns of two frames; 16384 is one half.
    const auto envelope =
        envelopeOf({.channels = 2, .samples = {0, 16384, -8192, 0, 4096, 4096, -32768, 0}});
    const auto columns = envelope.columns(0.0, 2.0 * kFrame, 2);
    QCOMPARE(columns[0], (Peaks{-0.25F, 0.5F}));
    QCOMPARE(columns[1], (Peaks{-1.0F, 0.125F}));
}

void TestEnvelope::isSilentOutsideOfTheSound()
{
    const auto envelope =
        envelopeOf({.channels = 1, .samples = std::vector<std::int16_t>(100, 16384)});
    const auto columns = envelope.columns(-100.0 * kFrame, 100.0 * kFrame, 3);
    QCOMPARE(columns[0], Peaks{});
    QCOMPARE(columns[1], (Peaks{0.5F, 0.5F}));
    QCOMPARE(columns[2], Peaks{});
}

void TestEnvelope::coarseColumnsHoldEverySample_data()
{
    QTest::addColumn<int>("frames");
    for (const int frames : {100, 1'023, 1'024, 5'000, 70'001, 400'000})
        QTest::addRow("%d frames", frames) << frames;
}

void TestEnvelope::coarseColumnsHoldEverySample()
{
    QFETCH(int, frames);
    Sound sound = noise(500'000, 1);
    const std::size_t spike = 123'457;
    sound.samples[spike] = 32767;
    const auto envelope = envelopeOf(std::move(sound));
    const int count = 500'000 / frames + 1;
    const auto columns = envelope.columns(0.0, frames * kFrame, count);
    QCOMPARE(columns.size(), std::size_t(count));
    QCOMPARE(columns[spike / std::size_t(frames)].high, 32767.0F / 32768.0F);
}

void TestEnvelope::coarseColumnsAreNotBlurred()
{
    // Silence, then a tone: the column that ends where it begins may count some of it, no other
    // one.
    const auto envelope = envelopeOf(test::tone(440.0, 10.0, 20.0));
    const auto columns = envelope.columns(0.0, 1.0, 20);
    for (int i = 0; i < 20; i += i == 8 ? 2 : 1)
        QCOMPARE(columns[std::size_t(i)].high > 0.4F, i >= 10);
}

void TestEnvelope::emptySoundsHaveNoPeaks()
{
    const auto columns = envelopeOf({}).columns(0.0, 0.1, 3);
    QCOMPARE(columns, std::vector<Peaks>(3));
}

QTEST_APPLESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
