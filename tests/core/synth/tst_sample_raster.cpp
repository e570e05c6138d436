// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/sample_raster.h"
#include "synth/seeded_random.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

using namespace effigy;

namespace {

constexpr int kSize = 64;

std::size_t at(int x, int y)
{
    return static_cast<std::size_t>(y) * kSize + static_cast<std::size_t>(x);
}

/// A straight band from one place to another, as corners v, v + 1 and v + 2, v + 3.
std::vector<float> band(float x0, float y0, float x1, float y1, float half, float z0, float z1)
{
    const float length = std::hypot(x1 - x0, y1 - y0), nx = -(y1 - y0) / length * half, ny = (x1 - x0) / length * half;
    return {x0 - nx, y0 - ny, z0, x0 + nx, y0 + ny, z0, x1 - nx, y1 - ny, z1, x1 + nx, y1 + ny, z1};
}

const std::array<std::int32_t, 6> kPair = {0, 1, 3, 0, 3, 2};

} // namespace

class TestSampleRaster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coversCentresInside();
    void neighboursLeaveNoGap();
    void nearestWins();
    void bandsAreWhatTheirTrianglesAre();
    void frontsAlone();
    void ignoresWhatCannotBeSeen();
};

void TestSampleRaster::coversCentresInside()
{
    synth::SampleRaster raster(kSize, kSize);
    const std::vector<float> points = {2.0F, 2.0F, 1.0F, 12.0F, 2.0F, 1.0F, 2.0F, 12.0F, 1.0F};
    const std::array<std::int32_t, 3> triangle = {0, 1, 2};
    raster.draw(points, triangle, 7);
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 20; ++x) {
            const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
            const float inside = std::min({px - 2.0F, py - 2.0F, 14.0F - px - py});
            if (std::abs(inside) > 1e-3F) // on the edge either is right
                QCOMPARE(raster.ids()[at(x, y)], inside > 0.0F ? 7 : -1);
        }
}

void TestSampleRaster::neighboursLeaveNoGap()
{
    // A fan over the whole picture from a random middle.
    synth::SeededRandom random(4);
    for (int round = 0; round < 20; ++round) {
        synth::SampleRaster raster(kSize, kSize);
        std::vector<float> points = {random.uniform(20.0F, 44.0F), random.uniform(20.0F, 44.0F), 1.0F};
        std::vector<std::int32_t> triangles;
        constexpr int kRim = 17;
        for (int i = 0; i < kRim; ++i) {
            const float turn = 6.2831853F * static_cast<float>(i) / kRim;
            points.insert(points.end(), {32.0F + 90.0F * std::cos(turn), 32.0F + 90.0F * std::sin(turn), random.uniform(0.5F, 1.5F)});
            triangles.insert(triangles.end(), {0, 1 + i, 1 + (i + 1) % kRim});
        }
        raster.draw(points, triangles, 0);
        for (const std::int32_t id : raster.ids())
            QVERIFY(id >= 0);
    }
}

void TestSampleRaster::nearestWins()
{
    synth::SampleRaster raster(kSize, kSize);
    const std::vector<float> points = {0, 0, 1, 64, 0, 1, 0, 64, 1, 0, 0, 2, 64, 0, 0.5F, 0, 64, 2};
    const std::array<std::int32_t, 6> triangles = {0, 1, 2, 3, 4, 5};
    raster.draw(points, triangles, 0);
    QCOMPARE(raster.ids()[at(2, 2)], 1);  // the second is nearer on the left
    QCOMPARE(raster.ids()[at(60, 1)], 0); // and farther on the right
}

void TestSampleRaster::bandsAreWhatTheirTrianglesAre()
{
    synth::SeededRandom random(9);
    for (int round = 0; round < 200; ++round) {
        const auto points = band(random.uniform(8.0F, 56.0F), random.uniform(8.0F, 56.0F), random.uniform(8.0F, 56.0F), random.uniform(8.0F, 56.0F),
                                 random.uniform(0.6F, 4.0F), random.uniform(0.5F, 2.0F), random.uniform(0.5F, 2.0F));
        synth::SampleRaster bands(kSize, kSize), triangles(kSize, kSize);
        bands.drawBands(points, kPair, 4);
        triangles.draw(points, kPair, 4);
        int covered = 0, different = 0;
        for (std::size_t i = 0; i < bands.ids().size(); ++i) {
            covered += triangles.ids()[i] >= 0 ? 1 : 0;
            different += (bands.ids()[i] >= 0) != (triangles.ids()[i] >= 0) ? 1 : 0;
            if (bands.ids()[i] >= 0 && triangles.ids()[i] >= 0) {
                QCOMPARE(bands.ids()[i], 4);
                // Depth is taken along the band alone; its ends are cut across the picture's axes: so far they may differ.
                QVERIFY(std::abs(bands.nearness()[i] - triangles.nearness()[i]) < 1.6F * 4.0F / std::max(4.0F, std::hypot(points[6] - points[0], points[7] - points[1])));
            }
        }
        QVERIFY2(different <= 36, qPrintable(QString("%1 of %2").arg(different).arg(covered))); // two ends of at most 8 x 8 / 2 samples, and edges
    }
}

void TestSampleRaster::frontsAlone()
{
    const std::vector<float> points = {2.0F, 2.0F, 1.0F, 12.0F, 2.0F, 1.0F, 2.0F, 12.0F, 1.0F};
    for (const auto& [corners, isSeen] : {std::pair(std::array<std::int32_t, 3>{0, 1, 2}, false), std::pair(std::array<std::int32_t, 3>{0, 2, 1}, true)}) {
        synth::SampleRaster raster(kSize, kSize);
        raster.draw(points, corners, 0, synth::SampleRaster::Sides::Front); // rows go down: 0, 2, 1 turns against the clock
        QCOMPARE(raster.ids()[at(4, 4)] == 0, isSeen);
    }
}

void TestSampleRaster::ignoresWhatCannotBeSeen()
{
    synth::SampleRaster raster(kSize, kSize);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const auto& points : {band(10, 10, 40, 40, 2, -1, 1), band(nan, 10, 40, 40, 2, 1, 1), band(200, 10, 300, 40, 2, 1, 1), band(10, -300, 40, -200, 2, 1, 1),
                               band(-1e6F, -10, -1e5F, 1e6F, 2, 1, 1)}) {
        raster.drawBands(points, kPair, 0);
        raster.draw(points, kPair, 0);
    }
    for (const std::int32_t id : raster.ids())
        QCOMPARE(id, -1);
}

QTEST_APPLESS_MAIN(TestSampleRaster)
#include "tst_sample_raster.moc"
