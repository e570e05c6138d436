// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/clip.h"

#include "base/error.h"
#include "export/image_file.h"
#include "export/video_writer.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace effigy;
namespace fs = std::filesystem;

namespace {

constexpr int kWidth = 96, kHeight = 64, kFrames = 12;
constexpr double kFps = 12.0;

/// Grey that tells the number of the frame, red in its upper left corner.
base::Image frameOf(int number)
{
    base::Image image(kWidth, kHeight, 3, static_cast<std::uint8_t>(20 + 15 * number));
    for (int y = 0; y < kHeight / 4; ++y)
        for (int x = 0; x < kWidth / 4; ++x) {
            image.at(x, y)[0] = 250;
            image.at(x, y)[1] = image.at(x, y)[2] = 10;
        }
    return image;
}

/// The number that frameOf() wrote, as its middle tells; GIF dithers, so more than a pixel is asked.
int numberIn(const base::Image& image)
{
    double sum = 0.0;
    int count = 0;
    for (int y = image.height * 3 / 8; y < image.height * 5 / 8; ++y)
        for (int x = image.width * 3 / 8; x < image.width * 5 / 8; ++x, ++count)
            sum += image.at(x, y)[1];
    return static_cast<int>(std::lround((sum / count - 20.0) / 15.0));
}

std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

struct Watched {
    std::vector<double> times;
    std::vector<int> numbers;
    base::Image last;
    photo::ClipInfo info;
    std::string shortfall;
};

Watched watch(const fs::path& path, const photo::ClipOptions& options = {})
{
    Watched watched;
    const auto clip = photo::openClip(path, options, {});
    while (auto frame = clip->next()) {
        watched.times.push_back(frame->time);
        watched.numbers.push_back(numberIn(frame->image));
        watched.last = std::move(frame->image);
    }
    watched.info = clip->info();
    watched.shortfall = clip->shortfall();
    return watched;
}

/// The code of the Error that watching ends in; empty: none.
std::string refusal(const fs::path& path, const photo::ClipOptions& options = {})
{
    try {
        (void)watch(path, options);
    } catch (const base::Error& error) {
        return error.code();
    }
    return {};
}

} // namespace

class TestClip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsEveryContainer_data();
    void readsEveryContainer();
    void startsAndEndsWhereAsked();
    void leavesOutWhatComesTooFast();
    void turnsAsTheRecordSays();
    void keepsTimesOfUnevenFrames();
    void reducesLargePictures();
    void readsFoldersByNumber();
    void refusesMixedSizesInAFolder();
    void refusesWhatIsNoVideo();
    void tellsWhatIsCutOff();
    void refusesRangesBeyondTheEnd();
    void stopsWhenCancelled();

private:
    [[nodiscard]] fs::path made(const std::string& ending)
    {
        const fs::path path = file("clip." + ending);
        if (!fs::exists(path)) {
            exporter::VideoWriter writer(path, {.width = kWidth, .height = kHeight, .fps = kFps});
            for (int i = 0; i < kFrames; ++i)
                writer.add(frameOf(i));
            writer.finish();
        }
        return path;
    }
    [[nodiscard]] fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

void TestClip::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void TestClip::readsEveryContainer_data()
{
    QTest::addColumn<QString>("ending");
    for (const char* ending : {"mp4", "webm", "mov", "gif"})
        QTest::newRow(ending) << ending;
}

void TestClip::readsEveryContainer()
{
    QFETCH(QString, ending);
    const Watched seen = watch(made(ending.toStdString()));
    QCOMPARE(seen.times.size(), std::size_t(kFrames));
    for (int i = 0; i < kFrames; ++i) {
        QCOMPARE(seen.numbers[i], i);
        // Containers count in milliseconds, GIF in hundredths.
        QVERIFY2(std::abs(seen.times[i] - i / kFps) < 0.0051, qPrintable(QString::number(seen.times[i])));
    }
    QCOMPARE(seen.info.width, kWidth);
    QCOMPARE(seen.info.height, kHeight);
    QVERIFY(std::abs(seen.info.expected - kFrames) <= 1);
    QVERIFY(std::abs(seen.info.fps - kFps) < 0.6); // GIF's hundredths: 12.5
    QVERIFY(seen.last.at(4, 4)[0] > 200 && seen.last.at(4, 4)[1] < 60); // the corner is red: colours and rows in order
    QVERIFY2(seen.shortfall.empty(), seen.shortfall.c_str());
}

void TestClip::startsAndEndsWhereAsked()
{
    const Watched seen = watch(made("mp4"), {.from = 3.0 / kFps, .to = 7.0 / kFps});
    QCOMPARE(seen.numbers, (std::vector<int>{3, 4, 5, 6}));
    QCOMPARE(seen.info.expected, 4);
    QVERIFY(std::abs(seen.times.front() - 3.0 / kFps) < 1e-6);
    QVERIFY(seen.shortfall.empty()); // what was not asked for is not missing
}

void TestClip::leavesOutWhatComesTooFast()
{
    const Watched seen = watch(made("mp4"), {.mostFps = kFps / 3.0});
    QCOMPARE(seen.numbers, (std::vector<int>{0, 3, 6, 9}));
    QCOMPARE(watch(made("webm"), {.mostFps = kFps}).numbers.size(), std::size_t(kFrames)); // times in whole milliseconds
    QCOMPARE(watch(made("mp4"), {.mostFps = 8.0}).numbers.size(), std::size_t(8));         // two of three
}

void TestClip::turnsAsTheRecordSays()
{
    // The matrix of the track: a quarter turn clockwise, as phones write it.
    std::string bytes = bytesOf(made("mp4"));
    const std::size_t at = bytes.find("tkhd");
    QVERIFY(at != std::string::npos);
    const auto put = [&](int number, std::uint32_t value) {
        for (int k = 0; k < 4; ++k)
            bytes[at + 44 + 4 * number + k] = static_cast<char>(value >> (24 - 8 * k) & 0xFF);
    };
    put(0, 0);
    put(1, 0x00010000);
    put(3, 0xFFFF0000);
    put(4, 0);
    write(file("turned.mp4"), bytes);
    const Watched seen = watch(file("turned.mp4"));
    QCOMPARE(seen.info.width, kHeight);
    QCOMPARE(seen.info.height, kWidth);
    QCOMPARE(seen.last.width, kHeight);
    QVERIFY(seen.last.at(kHeight - 5, 4)[0] > 200 && seen.last.at(kHeight - 5, 4)[1] < 60); // the red corner went to the right
}

void TestClip::keepsTimesOfUnevenFrames()
{
    std::string bytes = bytesOf(made("gif"));
    int changed = 0;
    for (std::size_t at = bytes.find("\x21\xF9\x04"); at != std::string::npos; at = bytes.find("\x21\xF9\x04", at + 1), ++changed)
        bytes[at + 4] = static_cast<char>(changed % 2 == 0 ? 5 : 20); // hundredths of a second until the next
    QVERIFY(changed >= kFrames);
    write(file("uneven.gif"), bytes);
    const Watched seen = watch(file("uneven.gif"));
    QCOMPARE(seen.times.size(), std::size_t(kFrames));
    double expected = 0.0;
    for (int i = 0; i < kFrames; ++i) {
        QVERIFY2(std::abs(seen.times[i] - expected) < 1e-6, qPrintable(QString("%1: %2").arg(i).arg(seen.times[i])));
        expected += i % 2 == 0 ? 0.05 : 0.20;
    }
}

void TestClip::reducesLargePictures()
{
    const Watched seen = watch(made("mp4"), {.maxSide = 48});
    QCOMPARE(seen.last.width, 48);
    QCOMPARE(seen.last.height, 32);
    QCOMPARE(numberIn(seen.last), kFrames - 1);
}

void TestClip::readsFoldersByNumber()
{
    const fs::path folder = file("pictures");
    fs::create_directory(folder);
    for (int i = 0; i < kFrames; ++i)
        exporter::writeImage(folder / ("shot" + std::to_string(i) + ".png"), frameOf(i)); // shot10 comes after shot9
    write(folder / "notes.txt", "no picture");
    const Watched seen = watch(folder, {.folderFps = 10.0});
    QCOMPARE(seen.times.size(), std::size_t(kFrames));
    for (int i = 0; i < kFrames; ++i) {
        QCOMPARE(seen.numbers[i], i);
        QVERIFY(std::abs(seen.times[i] - 0.1 * i) < 1e-9);
    }
    QCOMPARE(watch(folder, {.from = 0.2, .to = 0.8, .mostFps = 5.0, .folderFps = 10.0}).numbers, (std::vector<int>{2, 4, 6}));
}

void TestClip::refusesMixedSizesInAFolder()
{
    const fs::path folder = file("mixed");
    fs::create_directory(folder);
    exporter::writeImage(folder / "1.png", frameOf(0));
    exporter::writeImage(folder / "2.png", base::Image(20, 20, 3));
    QCOMPARE(refusal(folder), std::string("bad_video"));
    fs::create_directory(file("empty"));
    QCOMPARE(refusal(file("empty")), std::string("bad_video"));
}

void TestClip::refusesWhatIsNoVideo()
{
    write(file("text.mp4"), "this is no video at all, whatever its name says");
    write(file("nothing.mp4"), "");
    exporter::writeImage(file("still.png"), frameOf(0));
    // A list that would have FFmpeg open another file.
    write(file("list.mp4"), "ffconcat version 1.0\nfile 'clip.mp4'\n");
    for (const char* name : {"text.mp4", "nothing.mp4", "still.png", "list.mp4"})
        QCOMPARE(refusal(file(name)), std::string("bad_video"));
    QCOMPARE(refusal(file("absent.mp4")), std::string("storage"));
    // A film that has no beginning, without the table of its frames.
    const std::string whole = bytesOf(made("mp4"));
    write(file("tail.mp4"), whole.substr(whole.size() / 2));
    QCOMPARE(refusal(file("tail.mp4")), std::string("bad_video"));
}

void TestClip::tellsWhatIsCutOff()
{
    for (const char* ending : {"mp4", "webm"}) {
        const fs::path noisy = file(std::string("noisy.") + ending); // so that every frame weighs something
        exporter::VideoWriter writer(noisy, {.width = kWidth, .height = kHeight, .fps = kFps});
        std::mt19937 random(3);
        for (int i = 0; i < kFrames; ++i) {
            base::Image frame = frameOf(i);
            for (std::size_t k = frame.pixels.size() * 3 / 4; k < frame.pixels.size(); ++k)
                frame.pixels[k] = static_cast<std::uint8_t>(random());
            writer.add(frame);
        }
        writer.finish();
        const std::string whole = bytesOf(noisy);
        const fs::path cut = file(std::string("cut.") + ending);
        write(cut, whole.substr(0, whole.size() - whole.size() / 5));
        const Watched seen = watch(cut);
        QVERIFY(!seen.numbers.empty() && seen.numbers.size() < std::size_t(kFrames));
        for (std::size_t i = 0; i < seen.numbers.size(); ++i)
            QCOMPARE(seen.numbers[i], static_cast<int>(i));
        QVERIFY2(!seen.shortfall.empty(), ending);
    }
}

void TestClip::refusesRangesBeyondTheEnd()
{
    QCOMPARE(refusal(made("mp4"), {.from = 60.0}), std::string("bad_video"));
}

void TestClip::stopsWhenCancelled()
{
    const base::CancelToken cancel;
    const auto clip = photo::openClip(made("mp4"), {}, cancel);
    QVERIFY(clip->next().has_value());
    cancel.cancel();
    QVERIFY_THROWS_EXCEPTION(base::Cancelled, (void)clip->next());
    QVERIFY_THROWS_EXCEPTION(base::Cancelled, (void)photo::openClip(made("mp4"), {}, cancel));
}

QTEST_GUILESS_MAIN(TestClip)
#include "tst_clip.moc"
