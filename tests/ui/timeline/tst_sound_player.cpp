// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_player.h"

#include "core/sound/made_sounds.h"
#include "ui/timeline/sound_source.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::ui;

namespace {

std::shared_ptr<const sound::Sound> shared(sound::Sound sound)
{
    return std::make_shared<const sound::Sound>(std::move(sound));
}

QList<std::int16_t> samplesOf(const QByteArray& bytes)
{
    QList<std::int16_t> samples(bytes.size() / 2);
    memcpy(samples.data(), bytes.constData(), std::size_t(bytes.size()));
    return samples;
}

} // namespace

class TestSoundPlayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSourceGivesSilenceAround();
    void theSourceGivesWholeFrames();
    void theSourceCanBeMoved();
    void withoutADeviceItSaysSoOnce();
    void withoutASoundNothingIsAskedFor();
};

void TestSoundPlayer::theSourceGivesSilenceAround()
{
    constexpr double kFrame = 1.0 / sound::kSampleRate;
    SoundSource source(shared({.channels = 1, .samples = {1, 2, 3}}), -2.0 * kFrame);
    QCOMPARE(samplesOf(source.read(8)), (QList<std::int16_t>{0, 0, 1, 2}));
    QCOMPARE(samplesOf(source.read(8)), (QList<std::int16_t>{3, 0, 0, 0}));
    QCOMPARE(source.read(20'000).size(), qsizetype{20'000}); // it never ends
}

void TestSoundPlayer::theSourceGivesWholeFrames()
{
    SoundSource source(shared({.channels = 2, .samples = {1, -1, 2, -2}}), 0.0);
    char data[7];
    QCOMPARE(source.read(data, 7), qint64{4});
    QCOMPARE(samplesOf(source.read(4)), (QList<std::int16_t>{2, -2}));
}

void TestSoundPlayer::theSourceCanBeMoved()
{
    constexpr double kFrame = 1.0 / sound::kSampleRate;
    SoundSource source(shared({.channels = 1, .samples = {1, 2, 3, 4, 5}}), 0.0);
    QCOMPARE(samplesOf(source.read(2)), QList<std::int16_t>{1});
    source.skip(2.0 * kFrame);
    QCOMPARE(samplesOf(source.read(2)), QList<std::int16_t>{4});
    source.skip(-3.0 * kFrame);
    QCOMPARE(samplesOf(source.read(2)), QList<std::int16_t>{2});
}

void TestSoundPlayer::withoutADeviceItSaysSoOnce()
{
    SoundPlayer player([] { return QAudioDevice(); });
    QSignalSpy missing(&player, &SoundPlayer::deviceMissing);
    player.setSound(shared(test::tone(440.0, 0.0, 0.1)), 0.0);
    QCOMPARE(missing.count(), 0); // nobody wanted to hear anything yet
    QVERIFY(!player.start(0.0));
    QVERIFY(!player.start(0.5));
    QVERIFY(!player.now());
    QCOMPARE(missing.count(), 1);
}

void TestSoundPlayer::withoutASoundNothingIsAskedFor()
{
    int asked = 0;
    SoundPlayer player([&] {
        ++asked;
        return QAudioDevice();
    });
    QVERIFY(!player.start(0.0));
    QCOMPARE(asked, 0);
}

QTEST_GUILESS_MAIN(TestSoundPlayer)
#include "tst_sound_player.moc"
