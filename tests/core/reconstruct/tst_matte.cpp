// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/held_out_people.h"
#include "reconstruct/aligned_photo.h"
#include "reconstruct/matte.h"
#include "reconstruct/photo_cut.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

using namespace effigy;
using reconstruct::MatteSeed;

namespace {

constexpr int kSize = 256;
constexpr double kMetresPerPixel = 0.3 / kSize;
constexpr double kMiddle = kSize / 2.0, kBrow = 100.0; // column of the head, row of the brows
constexpr double kWide = 60.0, kTall = 80.0;           // half axes of the fitted head, pixels
constexpr double kHair = 16.0;                         // pixels that hair stands out
constexpr double kLine = 70.0;                         // row of the hairline

/// How far a pixel lies outside of the head, pixels; negative within.
double outside(int x, int y)
{
    const double level = std::hypot((x - kMiddle) / kWide, (y - kMiddle) / kTall);
    return (level - 1.0) * kWide;
}

/// A face under hair before a wall: of every pixel which of the three it shows.
enum class Part { Wall, Hair, Skin };

Part partOf(int x, int y)
{
    const double out = outside(x, y);
    if (out < 0.0)
        return y < kLine ? Part::Hair : Part::Skin;
    return out < kHair && y < kBrow ? Part::Hair : Part::Wall;
}

MatteSeed seedOfHead()
{
    MatteSeed seed;
    for (base::FloatImage* map : {&seed.head, &seed.scalp, &seed.hair, &seed.away, &seed.far, &seed.beside, &seed.within})
        *map = base::FloatImage(kSize, kSize, 1);
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const double away = std::max(0.0, outside(x, y)) * kMetresPerPixel;
            *seed.head.at(x, y) = away > 0.0 ? 0.0F : 1.0F;
            *seed.scalp.at(x, y) = away == 0.0 && y < kLine ? 1.0F : 0.0F;
            *seed.hair.at(x, y) = away > 0.0 && away < 0.018 && y < kBrow ? 1.0F : 0.0F;
            *seed.away.at(x, y) = static_cast<float>(away);
            *seed.beside.at(x, y) = y < kMiddle + kTall ? 1.0F : 0.0F;
            *seed.far.at(x, y) = away > 0.05 && y < kBrow ? 1.0F : 0.0F;
            *seed.within.at(x, y) = static_cast<float>(std::clamp((0.12 - away) / 0.045, 0.0, 1.0));
        }
    return seed;
}

/// Grey hair whose strands are lighter and darker, skin, and a grey wall that light falls on from one side.
base::Image pictureOf(int hair, int spread, int wall)
{
    base::Image picture(kSize, kSize, 3);
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const Part part = partOf(x, y);
            const double grey = part == Part::Hair ? hair + spread * normal(random) : wall + 24.0 * (x - kMiddle) / kSize + 3.0 * normal(random);
            for (int c = 0; c < 3; ++c) {
                const double skin = (c == 0 ? 200.0 : c == 1 ? 150.0 : 125.0) + 5.0 * normal(random);
                picture.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(part == Part::Skin ? skin : grey, 0.0, 255.0));
            }
        }
    return picture;
}

/// Mean of the matte over what shows `part` and lies at least so far from other parts' borders.
double meanOf(const base::FloatImage& matte, Part part)
{
    constexpr int kBorder = 4; // pixels
    double sum = 0.0;
    int count = 0;
    for (int y = kBorder; y < kSize - kBorder; ++y)
        for (int x = kBorder; x < kSize - kBorder; ++x) {
            bool isInside = true;
            for (const auto& [dx, dy] : {std::pair{-kBorder, 0}, {kBorder, 0}, {0, -kBorder}, {0, kBorder}, {0, 0}})
                isInside = isInside && partOf(x + dx, y + dy) == part;
            if (!isInside)
                continue;
            sum += *matte.at(x, y);
            ++count;
        }
    return sum / count;
}

} // namespace

class TestMatte : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hairStandsOutOfTheFittedHead_data();
    void hairStandsOutOfTheFittedHead();
    void aGreyWallIsNoGreyHair();
};

void TestMatte::hairStandsOutOfTheFittedHead_data()
{
    QTest::addColumn<int>("hair");
    QTest::addColumn<int>("spread");
    QTest::addColumn<int>("wall");
    QTest::newRow("dark hair, light wall") << 40 << 10 << 200;
    QTest::newRow("light hair, dark wall") << 200 << 15 << 60;
}

void TestMatte::hairStandsOutOfTheFittedHead()
{
    QFETCH(const int, hair);
    QFETCH(const int, spread);
    QFETCH(const int, wall);
    const base::FloatImage matte = reconstruct::matteHead(pictureOf(hair, spread, wall), seedOfHead());
    const double skin = meanOf(matte, Part::Skin), hairs = meanOf(matte, Part::Hair), behind = meanOf(matte, Part::Wall);
    QVERIFY2(skin > 0.99, qPrintable(QString::number(skin)));
    QVERIFY2(hairs > 0.9, qPrintable(QString::number(hairs)));
    QVERIFY2(behind < 0.02, qPrintable(QString::number(behind)));
}

// Locks of this person are as grey as the wall, and some are greyer.
void TestMatte::aGreyWallIsNoGreyHair()
{
    constexpr int kPhoto = 640, kCut = 512; // pixels
    constexpr double kDegree = std::numbers::pi / 180.0;
    const synth::HeadStock stock = synth::loadHeadStock(512);
    const bench::Sitter sitter = bench::heldOutSitter(
        stock, 3, 0, {.yaw = 25.0 * kDegree, .pitch = 0.15, .roll = 0.08, .nearest = 0.6, .smallestSide = 0.34, .largestSide = 0.42});
    const synth::SyntheticPicture photo = synth::photograph(stock, sitter.head, sitter.shot, {.size = kPhoto});
    base::Image shown(kPhoto, kPhoto, 1); // how much of every pixel is somebody, clothes included
    for (int y = 0; y < kPhoto; ++y)
        for (int x = 0; x < kPhoto; ++x) {
            const float* regions = photo.truth->masks.at(x, y);
            shown.at(x, y)[0] = static_cast<std::uint8_t>(255.0F * std::min(1.0F, std::accumulate(regions, regions + synth::kRegionCount, 0.0F)));
        }
    reconstruct::HeadFit fit;
    fit.photoWidth = fit.photoHeight = kPhoto;
    fit.camera = sitter.shot.camera;
    fit.coefficients = photo.truth->coefficients;
    base::SilentProgress progress;
    const reconstruct::AlignedPhoto aligned = reconstruct::alignPhoto(photo.image, fit, *stock.head, kCut, progress, {});
    const base::Image somebody = reconstruct::cutPhoto(shown, fit.camera, aligned.camera, kCut).image;
    double wall = 0.0;
    int count = 0;
    for (int y = 0; y < kCut; ++y)
        for (int x = 0; x < kCut; ++x)
            if (somebody.at(x, y)[0] == 0 && *aligned.unseen.at(x, y) == 0.0F) {
                wall += *aligned.matte.at(x, y);
                ++count;
            }
    QVERIFY(count > kCut * kCut / 8);
    QVERIFY2(wall / count < 0.03, qPrintable(QString::number(wall / count)));
}

QTEST_APPLESS_MAIN(TestMatte)
#include "tst_matte.moc"
