// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/image_file.h"

#include "base/error.h"

#include <opencv2/imgcodecs.hpp>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <filesystem>

using namespace effigy;
namespace fs = std::filesystem;

namespace {

base::Image gradient(int channels)
{
    base::Image image(24, 16, channels);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 24; ++x)
            for (int c = 0; c < channels; ++c)
                image.at(x, y)[c] =
                    static_cast<std::uint8_t>(c == 3 ? 255 - 8 * x : 8 * x + 4 * y + 40 * c);
    return image;
}

} // namespace

class TestImageFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pngKeepsEveryValueAndTheChannelOrder_data();
    void pngKeepsEveryValueAndTheChannelOrder();
    void jpegLaysTransparencyOnBlack();
    void losslessWebpKeepsEveryValue();
    void depthIsInSteps();
    void refusesOtherExtensions();
    void leavesNothingInAFolderThatIsNotThere();

private:
    QTemporaryDir m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
};

void TestImageFile::pngKeepsEveryValueAndTheChannelOrder_data()
{
    QTest::addColumn<int>("channels");
    QTest::newRow("grey") << 1;
    QTest::newRow("RGB") << 3;
    QTest::newRow("RGBA") << 4;
}

void TestImageFile::pngKeepsEveryValueAndTheChannelOrder()
{
    QFETCH(int, channels);
    const auto image = gradient(channels);
    exporter::writeImage(at("a.png"), image);
    const auto read = cv::imread(at("a.png").string(), cv::IMREAD_UNCHANGED);
    QCOMPARE(read.channels(), channels);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 24; ++x)
            for (int c = 0; c < channels; ++c) {
                const int swapped = channels >= 3 && c < 3 ? 2 - c : c;
                QCOMPARE(read.ptr(y)[x * channels + swapped], image.at(x, y)[c]);
            }
}

void TestImageFile::jpegLaysTransparencyOnBlack()
{
    base::Image image(16, 16, 4, 255);
    for (std::size_t i = 3; i < image.pixels.size(); i += 4)
        image.pixels[i] = 0;
    exporter::writeImage(at("a.jpg"), image);
    const auto read = cv::imread(at("a.jpg").string(), cv::IMREAD_UNCHANGED);
    QCOMPARE(read.channels(), 3);
    QCOMPARE(static_cast<int>(read.ptr(8)[24]), 0);
}

void TestImageFile::losslessWebpKeepsEveryValue()
{
    const auto image = gradient(3);
    exporter::writeImage(at("a.webp"), image, {.quality = 100});
    const auto read = cv::imread(at("a.webp").string(), cv::IMREAD_UNCHANGED);
    QCOMPARE(read.ptr(3)[5 * 3 + 2], image.at(5, 3)[0]);
    QCOMPARE(read.ptr(3)[5 * 3], image.at(5, 3)[2]);
}

void TestImageFile::depthIsInSteps()
{
    base::FloatImage depth(2, 1, 1);
    depth.values = {1.2345F, -1.0F};
    exporter::writeDepth(at("d.png"), depth);
    const auto read = cv::imread(at("d.png").string(), cv::IMREAD_UNCHANGED);
    QCOMPARE(read.depth(), CV_16U);
    QCOMPARE(static_cast<int>(read.at<std::uint16_t>(0, 0)), 12345);
    QCOMPARE(static_cast<int>(read.at<std::uint16_t>(0, 1)), 0);
}

void TestImageFile::refusesOtherExtensions()
{
    try {
        exporter::writeImage(at("a.tga"), gradient(3));
        QFAIL("wrote a .tga");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("unsupported"));
    }
    QVERIFY(!fs::exists(at("a.tga")));
}

void TestImageFile::leavesNothingInAFolderThatIsNotThere()
{
    try {
        exporter::writeImage(at("nowhere") / "a.png", gradient(3));
        QFAIL("wrote into a folder that is not there");
    } catch (const base::Error& error) {
        QCOMPARE(error.code(), std::string("storage"));
    }
    QVERIFY(!fs::exists(at("nowhere")));
}

QTEST_APPLESS_MAIN(TestImageFile)
#include "tst_image_file.moc"
