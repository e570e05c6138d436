// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/video_writer.h"

#include "base/error.h"
#include "core/sound/made_sounds.h"
#include "error_code.h"
#include "sound/sound_reader.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

using namespace effigy;
using namespace effigy::exporter;
namespace fs = std::filesystem;

namespace {

constexpr int kSide = 64;
constexpr int kFrames = 6;

/// A soft gradient with a disc that moves to the right; transparent outside a large circle.
base::Image frameAt(int index)
{
    base::Image image(kSide, kSide, 4, 255);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            auto* p = image.at(x, y);
            const bool isDisc = std::hypot(x - 16 - 4 * index, y - 32) < 10.0;
            p[0] = static_cast<std::uint8_t>(isDisc ? 220 : 60 + x);
            p[1] = static_cast<std::uint8_t>(isDisc ? 60 : 100 + y);
            p[2] = static_cast<std::uint8_t>(isDisc ? 50 : 140);
            p[3] = std::hypot(x - 32, y - 32) < 30.0 ? 255 : 0;
        }
    return image;
}

struct ReadFilm {
    std::vector<base::Image> frames; // RGBA
    double fps = 0.0;
};

/// Every frame of a film, with the named decoder or FFmpeg's first.
ReadFilm readFilm(const fs::path& path, const char* decoderName = nullptr)
{
    ReadFilm film;
    AVFormatContext* demuxer = nullptr;
    if (avformat_open_input(&demuxer, path.c_str(), nullptr, nullptr) < 0)
        return film;
    avformat_find_stream_info(demuxer, nullptr);
    const auto* parameters = demuxer->streams[0]->codecpar;
    film.fps = av_q2d(demuxer->streams[0]->avg_frame_rate);
    const AVCodec* codec = decoderName != nullptr ? avcodec_find_decoder_by_name(decoderName)
                                                  : avcodec_find_decoder(parameters->codec_id);
    AVCodecContext* decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, parameters);
    avcodec_open2(decoder, codec, nullptr);
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    const auto drain = [&] {
        while (avcodec_receive_frame(decoder, frame) == 0) {
            SwsContext* scaler = sws_getContext(frame->width, frame->height,
                                                static_cast<AVPixelFormat>(frame->format),
                                                frame->width, frame->height, AV_PIX_FMT_RGBA,
                                                SWS_BICUBIC, nullptr, nullptr, nullptr);
            const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
            sws_setColorspaceDetails(scaler, bt709, 0, bt709, 1, 0, 1 << 16, 1 << 16);
            base::Image image(frame->width, frame->height, 4);
            std::uint8_t* const planes[] = {image.pixels.data(), nullptr, nullptr, nullptr};
            const int strides[] = {4 * frame->width, 0, 0, 0};
            sws_scale(scaler, frame->data, frame->linesize, 0, frame->height, planes, strides);
            sws_freeContext(scaler);
            film.frames.push_back(std::move(image));
        }
    };
    while (av_read_frame(demuxer, packet) == 0) {
        if (packet->stream_index == 0)
            avcodec_send_packet(decoder, packet);
        av_packet_unref(packet);
        drain();
    }
    avcodec_send_packet(decoder, nullptr);
    drain();
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&decoder);
    avformat_close_input(&demuxer);
    return film;
}

/// Mean difference of RGB inside the opaque circle.
double differenceInside(const base::Image& a, const base::Image& b)
{
    double sum = 0.0;
    int count = 0;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            if (std::hypot(x - 32, y - 32) < 26.0)
                for (int c = 0; c < 3; ++c, ++count)
                    sum += std::abs(a.at(x, y)[c] - b.at(x, y)[c]);
    return sum / count;
}

std::vector<fs::path> filesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files.push_back(entry.path().filename());
    std::sort(files.begin(), files.end());
    return files;
}

std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

class TestVideoWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void decodesToTheSameFrames_data();
    void decodesToTheSameFrames();
    void keepsAlpha_data();
    void keepsAlpha();
    void flattensOntoTheBackground();
    void numbersTheFilesOfASequence();
    void leavesNothingWhenNotFinished_data();
    void leavesNothingWhenNotFinished();
    void writesTheSameBytesTwice();
    void soundComesAlongInTime_data();
    void soundComesAlongInTime();
    void filmsWithSoundAreTheSameTwice();
    void silentFormsRefuseSound();
    void refusesOddSizesAndOtherExtensions();
    void refusesAFolderThatIsNotThere();
    void refusesFramesOfAnotherSize();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path write(const std::string& name, const VideoOptions& options) const
    {
        VideoWriter writer(folder() / name, options);
        for (int i = 0; i < kFrames; ++i)
            writer.add(frameAt(i));
        writer.finish();
        return folder() / name;
    }
};

void TestVideoWriter::decodesToTheSameFrames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>(
        "tolerance"); // mean levels: chroma at half size and quantisation, measured 1 to 4
    QTest::newRow("mp4") << "a.mp4" << 5.0;
    QTest::newRow("webm") << "a.webm" << 6.0;
    QTest::newRow("mov") << "a.mov" << 2.0;
    QTest::newRow("gif") << "a.gif" << 6.0;
}

void TestVideoWriter::decodesToTheSameFrames()
{
    QFETCH(QString, name);
    QFETCH(double, tolerance);
    const auto path = write(name.toStdString(), {.width = kSide, .height = kSide, .fps = 25.0});
    const auto film = readFilm(path);
    QCOMPARE(film.frames.size(), std::size_t{kFrames});
    QVERIFY2(std::abs(film.fps - 25.0) < 0.01, qPrintable(QString::number(film.fps)));
    for (int i = 0; i < kFrames; ++i) {
        const double difference = differenceInside(film.frames[i], frameAt(i));
        QVERIFY2(difference < tolerance,
                 qPrintable(QString("frame %1: %2").arg(i).arg(difference)));
    }
    QCOMPARE(filesIn(folder()).size(), std::size_t{1});
}

void TestVideoWriter::keepsAlpha_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("decoder");
    QTest::newRow("webm") << "a.webm"
                          << "libvpx-vp9"; // FFmpeg's own VP9 decoder drops alpha
    QTest::newRow("mov") << "a.mov"
                         << "prores";
    QTest::newRow("gif") << "a.gif"
                         << "gif";
}

void TestVideoWriter::keepsAlpha()
{
    QFETCH(QString, name);
    QFETCH(QString, decoder);
    const auto path =
        write(name.toStdString(), {.width = kSide, .height = kSide, .alpha = VideoAlpha::Keep});
    const auto film = readFilm(path, decoder.toUtf8().constData());
    QCOMPARE(film.frames.size(), std::size_t{kFrames});
    for (const auto& frame : film.frames) {
        QVERIFY(frame.at(2, 2)[3] < 8);
        QVERIFY(frame.at(32, 32)[3] > 247);
    }
}

void TestVideoWriter::flattensOntoTheBackground()
{
    const auto path =
        write("a.mov", {.width = kSide, .height = kSide, .background = std::array<std::uint8_t, 3>{250, 30, 30}});
    const auto film = readFilm(path);
    const auto* corner = film.frames.at(0).at(2, 2);
    QVERIFY(std::abs(corner[0] - 250) < 4 && std::abs(corner[1] - 30) < 4 &&
            std::abs(corner[2] - 30) < 4);
}

void TestVideoWriter::numbersTheFilesOfASequence()
{
    (void)write("walk.png",
                {.width = kSide, .height = kSide, .alpha = VideoAlpha::Keep, .firstFrame = 9});
    const auto files = filesIn(folder());
    QCOMPARE(files.size(), std::size_t{kFrames});
    QCOMPARE(files.front(), fs::path("walk_0009.png"));
    QCOMPARE(files.back(), fs::path("walk_0014.png"));
}

void TestVideoWriter::leavesNothingWhenNotFinished_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"a.mp4", "a.webm", "a.mov", "a.gif"})
        QTest::newRow(name) << name;
}

void TestVideoWriter::leavesNothingWhenNotFinished()
{
    QFETCH(QString, name);
    {
        VideoWriter writer(folder() / name.toStdString(), {.width = kSide, .height = kSide});
        writer.add(frameAt(0));
        writer.add(frameAt(1));
    }
    QVERIFY(filesIn(folder()).empty());
}

void TestVideoWriter::writesTheSameBytesTwice()
{
    const auto first = bytesOf(write("a.mp4", {.width = kSide, .height = kSide}));
    QVERIFY(!first.empty());
    QCOMPARE(bytesOf(write("b.mp4", {.width = kSide, .height = kSide})), first);
}

void TestVideoWriter::soundComesAlongInTime_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<double>("fps");
    QTest::newRow("one channel") << 1 << 24.0;
    QTest::newRow("two channels") << 2 << 24.0;
    QTest::newRow("few frames") << 2 << 4.0;
}

void TestVideoWriter::soundComesAlongInTime()
{
    QFETCH(int, channels);
    QFETCH(double, fps);
    const double seconds = kFrames / fps, silence = 0.4 * seconds;
    const auto sound = std::make_shared<const sound::Sound>(test::tone(1000.0, silence, seconds, channels));
    const auto path = write("a.mp4", {.width = kSide, .height = kSide, .fps = fps, .sound = sound});
    QCOMPARE(readFilm(path).frames.size(), std::size_t{kFrames});

    const auto bytes = bytesOf(path);
    const auto heard = sound::readSound(std::as_bytes(std::span(bytes)), "a.mp4", {});
    QCOMPARE(heard.channels, channels);
    QVERIFY2(std::abs(heard.seconds() - seconds) < 0.022, // AAC comes in blocks of 21 ms
             qPrintable(QString::number(heard.seconds())));
    // The block in which the tone begins is smeared by a few milliseconds, not by the encoder's delay of 21.
    QVERIFY2(std::abs(test::onset(heard) - silence) < 0.008, qPrintable(QString::number(test::onset(heard) - silence)));
    const double strength = test::strength(heard, 1000.0, silence + 0.03, seconds - silence - 0.06);
    QVERIFY2(std::abs(strength - 0.5) < 0.03, qPrintable(QString::number(strength)));
    QVERIFY(test::strength(heard, 1000.0, 0.0, silence - 0.03) < 0.02);
}

void TestVideoWriter::filmsWithSoundAreTheSameTwice()
{
    const VideoOptions options{.width = kSide, .height = kSide, .sound = std::make_shared<const sound::Sound>(test::tone(440.0, 0.0, 0.2))};
    const auto first = bytesOf(write("a.mp4", options));
    QVERIFY(!first.empty());
    QCOMPARE(bytesOf(write("b.mp4", options)), first);
}

void TestVideoWriter::silentFormsRefuseSound()
{
    QVERIFY(carriesSound("A.MP4"));
    const auto sound = std::make_shared<const sound::Sound>(test::tone(440.0, 0.0, 0.2));
    for (const char* name : {"a.webm", "a.mov", "a.gif", "a.png"}) {
        QVERIFY(!carriesSound(name));
        QVERIFY_EXCEPTION_THROWN(VideoWriter(folder() / name, {.width = kSide, .height = kSide, .sound = sound}), base::ContractError);
    }
}

void TestVideoWriter::refusesOddSizesAndOtherExtensions()
{
    const auto codeOf = [this](const char* name, int side) {
        return test::errorCodeOf([&] { (void)VideoWriter(folder() / name, {.width = side, .height = side}); });
    };
    QCOMPARE(codeOf("a.mp4", 63), std::string("unsupported"));
    QCOMPARE(codeOf("a.webm", 63), std::string("unsupported"));
    QCOMPARE(codeOf("a.avi", 64), std::string("unsupported"));
    QVERIFY(filesIn(folder()).empty());
}

void TestVideoWriter::refusesAFolderThatIsNotThere()
{
    for (const char* name : {"a.mp4", "a.gif"}) {
        try {
            VideoWriter writer(folder() / "nowhere" / name, {.width = kSide, .height = kSide});
            QFAIL("wrote into a folder that is not there");
        } catch (const base::Error& error) {
            QCOMPARE(error.code(), std::string("storage"));
        }
    }
}

void TestVideoWriter::refusesFramesOfAnotherSize()
{
    VideoWriter writer(folder() / "a.mp4", {.width = 32, .height = 32});
    QVERIFY_EXCEPTION_THROWN(writer.add(frameAt(0)), base::ContractError);
}

QTEST_APPLESS_MAIN(TestVideoWriter)
#include "tst_video_writer.moc"
