// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/camera_faults.h"
#include "synth/seeded_random.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;

namespace {

base::Image busyPicture()
{
    base::Image image(48, 40, 3);
    synth::SeededRandom random(3);
    for (auto& value : image.pixels)
        value = static_cast<std::uint8_t>(random.uniform(60.0F, 200.0F));
    return image;
}

double distance(const base::Image& a, const base::Image& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        sum += std::abs(int(a.pixels[i]) - int(b.pixels[i]));
    return sum / static_cast<double>(a.pixels.size());
}

} // namespace

class TestCameraFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void flatPictureSurvivesCompression();
    void lowerQualityLosesMore();
    void midGreyIsEncodedAsSrgb();
    void blurKeepsTheMean();
    void noiseFollowsTheSeed();
};

void TestCameraFaults::flatPictureSurvivesCompression()
{
    base::Image image(24, 19, 3, 128);
    synth::compress(image, 60);
    for (const auto value : image.pixels)
        QVERIFY(std::abs(int(value) - 128) <= 1); // one step of rounding between colour spaces
}

void TestCameraFaults::lowerQualityLosesMore()
{
    const auto original = busyPicture();
    auto fine = original, coarse = original;
    synth::compress(fine, 95);
    synth::compress(coarse, 20);
    QVERIFY(distance(coarse, original) > distance(fine, original));
    QVERIFY(distance(coarse, original) > 5.0);
}

void TestCameraFaults::midGreyIsEncodedAsSrgb()
{
    synth::CameraFaults none{.blur = 0.0F, .noise = 0.0F, .vignette = 0.0F, .jpegQuality = 0};
    const auto image = synth::develop(base::FloatImage(16, 16, 3, 0.2140411F), none, 1); // half way in sRGB
    for (const auto value : image.pixels)
        QVERIFY(std::abs(int(value) - 128) <= 1); // the curve is a table
}

void TestCameraFaults::blurKeepsTheMean()
{
    synth::CameraFaults blurred{.blur = 12.0F, .noise = 0.0F, .vignette = 0.0F, .jpegQuality = 0};
    base::FloatImage point(64, 64, 3);
    for (int c = 0; c < 3; ++c)
        point.at(32, 32)[c] = 2.0F;
    const auto image = synth::develop(point, blurred, 1);
    QVERIFY(image.at(32, 32)[0] > image.at(38, 32)[0]);
    QVERIFY(image.at(38, 32)[0] > 0);
    QCOMPARE(image.at(26, 32)[0], image.at(38, 32)[0]);
}

void TestCameraFaults::noiseFollowsTheSeed()
{
    synth::CameraFaults noisy{.noise = 0.05F, .jpegQuality = 0};
    const base::FloatImage grey(16, 16, 3, 0.2F);
    QCOMPARE(synth::develop(grey, noisy, 4).pixels, synth::develop(grey, noisy, 4).pixels);
    QVERIFY(synth::develop(grey, noisy, 4).pixels != synth::develop(grey, noisy, 5).pixels);
}

QTEST_APPLESS_MAIN(TestCameraFaults)
#include "tst_camera_faults.moc"
