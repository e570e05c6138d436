// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sound_reader.h"

#include "base/error.h"
#include "core/sound/made_sounds.h"

#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using namespace effigy::sound;

namespace {

using Bytes = std::vector<std::byte>;

Sound read(const Bytes& bytes)
{
    return readSound(bytes, "take.wav", {});
}

/// Code and message of what reading `bytes` throws.
std::pair<std::string, std::string> refusalOf(const Bytes& bytes)
{
    try {
        (void)read(bytes);
    } catch (const base::Error& error) {
        return {error.code(), error.message()};
    }
    return {};
}

Bytes textBytes(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestSoundReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWavComesBackSampleForSample();
    void keepsTwoChannels();
    void bringsOtherRatesToItsOwn();
    void readsEveryKind_data();
    void readsEveryKind();
    void refusesWhatIsNoSound_data();
    void refusesWhatIsNoSound();
    void refusesWhatIsCutOff_data();
    void refusesWhatIsCutOff();
    void refusesWhatIsTooLong();
    void stopsWhenCancelled();
};

void TestSoundReader::aWavComesBackSampleForSample()
{
    const Sound made = test::tone(440.0, 0.1, 0.75);
    const Sound found = read(test::wavBytes(made));
    QCOMPARE(found.channels, 1);
    QCOMPARE(found.samples, made.samples);
}

void TestSoundReader::keepsTwoChannels()
{
    Sound made = test::tone(440.0, 0.0, 0.25, 2);
    for (std::size_t i = 1; i < made.samples.size(); i += 2)
        made.samples[i] = 0; // right is silent
    const Sound found = read(test::wavBytes(made));
    QCOMPARE(found.channels, 2);
    QCOMPARE(found.samples, made.samples);
}

void TestSoundReader::bringsOtherRatesToItsOwn()
{
    const Sound found = read(test::wavBytes(test::tone(1000.0, 0.5, 1.5, 1, 44'100), 44'100));
    QVERIFY(std::abs(found.seconds() - 1.5) < 0.002); // what the resampler's filter is long
    QVERIFY(std::abs(test::onset(found) - 0.5) < 0.002);
    QVERIFY(std::abs(test::strength(found, 1000.0, 0.6, 0.8) - 0.5) < 0.01);
}

void TestSoundReader::readsEveryKind_data()
{
    QTest::addColumn<QByteArray>("container");
    QTest::addColumn<QByteArray>("encoder");
    QTest::newRow("FLAC") << QByteArray("flac") << QByteArray("flac");
    QTest::newRow("MP3") << QByteArray("mp3") << QByteArray("libmp3lame");
    QTest::newRow("M4A") << QByteArray("adts") << QByteArray("aac");
    QTest::newRow("Ogg Vorbis") << QByteArray("ogg") << QByteArray("libvorbis");
    QTest::newRow("Opus") << QByteArray("ogg") << QByteArray("libopus");
    QTest::newRow("AIFF") << QByteArray("aiff") << QByteArray("pcm_s16be");
}

void TestSoundReader::readsEveryKind()
{
    QFETCH(QByteArray, container);
    QFETCH(QByteArray, encoder);
    const Bytes bytes = test::encodedBytes(test::tone(1000.0, 0.5, 1.5, 2), container.constData(),
                                           encoder.constData());
    if (bytes.empty())
        QSKIP("FFmpeg comes without that encoder here");
    const Sound found = read(bytes);
    QCOMPARE(found.channels, 2);
    // Codecs work in blocks of up to 46 ms, and some files do not say how much of the first is
    // padding.
    QVERIFY2(std::abs(test::onset(found) - 0.5) < 0.05, std::to_string(test::onset(found)).c_str());
    QVERIFY2(std::abs(test::strength(found, 1000.0, 0.7, 0.6) - 0.5) < 0.05,
             std::to_string(test::strength(found, 1000.0, 0.7, 0.6)).c_str());
    QVERIFY(test::strength(found, 1000.0, 0.05, 0.35) < 0.01);
}

void TestSoundReader::refusesWhatIsNoSound_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("message");
    std::mt19937 random(3);
    Bytes noise(50'000);
    for (auto& byte : noise)
        byte = static_cast<std::byte>(random() >> 8);
    QTest::newRow("nothing") << Bytes() << "take.wav is empty (0 bytes)";
    QTest::newRow("text") << textBytes("It was a dark and stormy night; the rain fell in torrents.")
                          << "take.wav is not a sound file";
    QTest::newRow("noise") << noise << "take.wav is not a sound file";
    QTest::newRow("a list of other files")
        << textBytes("#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n") << "take.wav is not a sound file";
    QTest::newRow("the head of a WAV alone")
        << Bytes(test::wavBytes({})) << "take.wav is not a sound file";
}

void TestSoundReader::refusesWhatIsNoSound()
{
    QFETCH(Bytes, bytes);
    QFETCH(QString, message);
    const auto [code, told] = refusalOf(bytes);
    QCOMPARE(code, std::string("bad_sound"));
    QCOMPARE(QString::fromStdString(told), message);
}

void TestSoundReader::refusesWhatIsCutOff_data()
{
    QTest::addColumn<Bytes>("bytes");
    const Sound made = test::tone(440.0, 0.0, 4.0);
    QTest::newRow("WAV") << test::wavBytes(made);
    QTest::newRow("FLAC") << test::encodedBytes(made, "flac", "flac");
    QTest::newRow("AIFF") << test::encodedBytes(made, "aiff", "pcm_s16be");
}

void TestSoundReader::refusesWhatIsCutOff()
{
    QFETCH(Bytes, bytes);
    QVERIFY(std::abs(read(bytes).seconds() - 4.0) < 0.001);
    bytes.resize(bytes.size() / 2);
    const auto [code, told] = refusalOf(bytes);
    QCOMPARE(code, std::string("bad_sound"));
    QVERIFY2(QString::fromStdString(told).contains(QStringLiteral("is cut off")), told.c_str());
}

void TestSoundReader::refusesWhatIsTooLong()
{
    // 31 minutes at a low rate: the head tells, nothing is decoded.
    const Sound made{.channels = 1, .samples = std::vector<std::int16_t>(31 * 60 * 1000)};
    const auto [code, told] = refusalOf(test::wavBytes(made, 1000));
    QCOMPARE(code, std::string("bad_sound"));
    QCOMPARE(told, std::string("take.wav is longer than 30 minutes"));
}

void TestSoundReader::stopsWhenCancelled()
{
    const base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_EXCEPTION_THROWN(
        (void)readSound(test::wavBytes(test::tone(440.0, 0.0, 1.0)), "a.wav", cancel),
        base::Cancelled);
}

QTEST_APPLESS_MAIN(TestSoundReader)
#include "tst_sound_reader.moc"
