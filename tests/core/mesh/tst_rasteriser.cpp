// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/rasteriser.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace effigy;
using namespace effigy::mesh;

namespace {

// Counter-clockwise as displayed: top left, bottom left, bottom right.
const std::vector<float> kTriangle = {-1.0F, -1.0F, 2.0F, -1.0F, 1.0F, 2.0F, 1.0F, 1.0F, 4.0F};
const std::vector<std::int32_t> kOne = {0, 1, 2};

RasterOptions square(int side)
{
    return {.width = side, .height = side};
}

int pixelsOf(const RasterBuffer& buffer, int face)
{
    return static_cast<int>(std::count(buffer.face.begin(), buffer.face.end(), face));
}

struct Soup {
    std::vector<float> vertices;
    std::vector<std::int32_t> triangles;
};

Soup randomSoup(int triangles, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> place(-1.2F, 1.2F), depth(1.0F, 3.0F), near(-0.3F, 0.3F);
    Soup soup;
    for (int f = 0; f < triangles; ++f) {
        const float x = place(random), y = place(random);
        for (int corner = 0; corner < 3; ++corner) {
            soup.vertices.insert(soup.vertices.end(),
                                 {x + near(random), y + near(random), depth(random)});
            soup.triangles.push_back(3 * f + corner);
        }
    }
    return soup;
}

float edge(float px, float py, const float* q, const float* s)
{
    return (px - q[0]) * (s[1] - q[1]) - (py - q[1]) * (s[0] - q[0]);
}

/// The rules of the header, one pixel at a time over all triangles.
int visibleFace(const Soup& soup, float x, float y)
{
    int best = -1;
    float bestDepth = 0.0F;
    for (int f = 0; f < static_cast<int>(soup.triangles.size() / 3); ++f) {
        const float* a = &soup.vertices[9 * f];
        const float *b = a + 3, *c = a + 6;
        if (edge(a[0], a[1], b, c) <= 1e-8F)
            continue;
        const float d = edge(c[0], c[1], a, b) + 1e-8F;
        const float wa = edge(x, y, b, c) / d, wb = edge(x, y, c, a) / d, wc = edge(x, y, a, b) / d;
        const float depth = wa * a[2] + wb * b[2] + wc * c[2];
        if (wa > 0 && wb > 0 && wc > 0 && (best < 0 || depth < bestDepth)) {
            best = f;
            bestDepth = depth;
        }
    }
    return best;
}

} // namespace

class TestRasteriser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void interpolatesByHandWorkedWeights();
    void leavesPointsOnEdgesOutside();
    void keepsPointsOnEdgesWhenAsked();
    void cullsClockwiseTriangles();
    void sparesTwoSidedTriangles();
    void keepsTheNearer();
    void breaksTiesByIndex();
    void skipsFlatAndTooNearTriangles();
    void followsTheRulesOnRandomTriangles();
    void correctsForPerspective();
    void refusesIndicesOutOfRange();
};

void TestRasteriser::interpolatesByHandWorkedWeights()
{
    const auto buffer = rasterise(kTriangle, kOne, square(4));
    // Pixel (column 1, row 2) is the point (-0.25, 0.25): a 0.375, c 0.375, b the rest; z = 2 + 2 *
    // 0.375.
    const std::size_t pixel = 2 * 4 + 1;
    QCOMPARE(buffer.face[pixel], 0);
    QCOMPARE(buffer.barycentrics[3 * pixel], 0.375F);
    QCOMPARE(buffer.barycentrics[3 * pixel + 1], 0.25F);
    QCOMPARE(buffer.barycentrics[3 * pixel + 2], 0.375F);
    QCOMPARE(buffer.depth[pixel], 2.75F);
    QCOMPARE(buffer.face[3], -1); // top right
    QCOMPARE(buffer.barycentrics[3 * 3], -1.0F);
    QCOMPARE(buffer.depth[3], -1.0F);
}

void TestRasteriser::leavesPointsOnEdgesOutside()
{
    // The long edge runs through all diagonal pixel centres.
    const auto buffer = rasterise(kTriangle, kOne, square(4));
    for (int k = 0; k < 4; ++k)
        QVERIFY(!buffer.isCovered(k, k));
    QCOMPARE(pixelsOf(buffer, 0), 6);
}

void TestRasteriser::keepsPointsOnEdgesWhenAsked()
{
    auto options = square(4);
    options.edges = EdgeRule::Inside;
    const auto buffer = rasterise(kTriangle, kOne, options);
    QCOMPARE(pixelsOf(buffer, 0), 10);
}

void TestRasteriser::cullsClockwiseTriangles()
{
    const std::vector<std::int32_t> clockwise = {0, 2, 1};
    auto options = square(4);
    QCOMPARE(pixelsOf(rasterise(kTriangle, clockwise, options), 0), 0);
    options.culling = Culling::None;
    const auto buffer = rasterise(kTriangle, clockwise, options);
    QCOMPARE(pixelsOf(buffer, 0), 6);
    QCOMPARE(buffer.barycentrics[3 * 9 + 1], 0.375F); // the corners follow the triangle's order
}

void TestRasteriser::sparesTwoSidedTriangles()
{
    const std::vector<std::int32_t> both = {0, 2, 1, 0, 2, 1};
    const std::vector<std::uint8_t> twoSided = {0, 1};
    const auto buffer = rasterise(kTriangle, both, square(4), twoSided);
    QCOMPARE(pixelsOf(buffer, 0), 0);
    QCOMPARE(pixelsOf(buffer, 1), 6);
}

void TestRasteriser::keepsTheNearer()
{
    auto vertices = kTriangle;
    vertices.insert(vertices.end(), {-1.0F, -1.0F, 1.0F, -1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F});
    const auto buffer = rasterise(vertices, std::vector<std::int32_t>{0, 1, 2, 3, 4, 5}, square(4));
    QCOMPARE(pixelsOf(buffer, 1), 6);
}

void TestRasteriser::breaksTiesByIndex()
{
    const auto buffer =
        rasterise(kTriangle, std::vector<std::int32_t>{0, 1, 2, 0, 1, 2}, square(4));
    QCOMPARE(pixelsOf(buffer, 0), 6);
}

void TestRasteriser::skipsFlatAndTooNearTriangles()
{
    const std::vector<float> flat = {0.0F, 0.0F, 1.0F, 0.5F, 0.5F, 1.0F, 1.0F, 1.0F, 1.0F};
    auto behind = kTriangle;
    behind[2] = 0.0F;
    const auto isEmpty = [](const RasterBuffer& buffer) {
        return std::all_of(buffer.face.begin(), buffer.face.end(), [](int f) { return f == -1; });
    };
    QVERIFY(isEmpty(rasterise(flat, kOne, square(8))));
    QVERIFY(isEmpty(rasterise(behind, kOne, square(8))));
    auto broken = kTriangle;
    broken[0] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(isEmpty(rasterise(broken, kOne, square(8))));
}

void TestRasteriser::followsTheRulesOnRandomTriangles()
{
    const auto soup = randomSoup(300, 7);
    const auto buffer = rasterise(soup.vertices, soup.triangles, {.width = 61, .height = 40});
    for (int row = 0; row < 40; ++row)
        for (int column = 0; column < 61; ++column)
            QCOMPARE(buffer.face[row * 61 + column],
                     visibleFace(soup, -1.0F + (2.0F * column + 1.0F) / 61.0F,
                                 -1.0F + (2.0F * row + 1.0F) / 40.0F));
}

void TestRasteriser::correctsForPerspective()
{
    // On a line from z 1 to z 3 the picture's middle sees a quarter of the way: 1/z runs straight
    // from 1 to 1/3.
    const std::vector<float> vertices = {-1.0F, -1.0F, 1.0F, -1.0F, 1.0F, 1.0F, 1.0F, 0.0F, 3.0F};
    const auto buffer = rasterise(
        vertices, kOne, {.width = 1, .height = 1, .interpolation = Interpolation::Perspective});
    QVERIFY(std::abs(buffer.depth[0] - 1.5F) < 1e-6F);
    QVERIFY(std::abs(buffer.barycentrics[2] - 0.25F) < 1e-6F);
}

void TestRasteriser::refusesIndicesOutOfRange()
{
    QVERIFY_EXCEPTION_THROWN(
        (void)rasterise(kTriangle, std::vector<std::int32_t>{0, 1, 3}, square(4)),
        base::ContractError);
    QVERIFY_EXCEPTION_THROWN(
        (void)rasterise(kTriangle, std::vector<std::int32_t>{0, -1, 2}, square(4)),
        base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)rasterise(kTriangle, kOne, square(0)), base::ContractError);
}

QTEST_APPLESS_MAIN(TestRasteriser)
#include "tst_rasteriser.moc"
