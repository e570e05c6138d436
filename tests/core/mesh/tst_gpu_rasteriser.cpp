// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rasteriser that draws all triangles at once: its arithmetic on the host, and the GPU itself where there is one.
#include "base/error.h"
#include "mesh/gpu_rasteriser.h"
#include "mesh/raster_params.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace effigy;
using namespace effigy::mesh;

namespace {

constexpr int kWidth = 70, kHeight = 50; // no multiples of anything

struct Soup {
    std::vector<float> vertices;
    std::vector<std::int32_t> triangles;
    std::vector<std::uint8_t> twoSided;
};

/// Triangles of all sizes, some behind the viewer, some flat, many of them twice so that depths tie.
Soup soup(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> place(-1.3F, 1.3F), depth(-0.2F, 3.0F);
    Soup s;
    for (int f = 0; f < 300; ++f) {
        const float size = f % 7 == 0 ? 1.0F : 0.15F, x = place(random), y = place(random);
        for (int corner = 0; corner < 3; ++corner) {
            s.vertices.insert(s.vertices.end(), {x + size * place(random), y + size * place(random), depth(random)});
            s.triangles.push_back(3 * f + corner);
        }
        s.twoSided.push_back(f % 3 == 0);
    }
    for (int f = 0; f < 300; f += 2) {
        for (int corner = 0; corner < 3; ++corner)
            s.triangles.push_back(3 * f + corner);
        s.twoSided.push_back(f % 3 == 0);
    }
    return s;
}

/// What the kernels do, one thread after the other, triangles in any order.
RasterBuffer drawnByKeys(const Soup& s, const RasterOptions& options, unsigned seed)
{
    const auto pixels = static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
    RasterBuffer buffer{options.width, options.height, std::vector<std::int32_t>(pixels), std::vector<float>(3 * pixels),
                        std::vector<float>(pixels)};
    RasterParams p = rasterParams(static_cast<std::int64_t>(s.triangles.size() / 3), options);
    p.vertices = s.vertices.data();
    p.triangles = s.triangles.data();
    p.twoSided = s.twoSided.data();
    p.face = buffer.face.data();
    p.barycentrics = buffer.barycentrics.data();
    p.depth = buffer.depth.data();
    std::vector<int> order(static_cast<std::size_t>(p.triangleCount));
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    std::vector<std::uint64_t> keys(pixels, kNoSample);
    for (const int f : order) {
        const RasterTriangle t = setUpByRule(p, f);
        if (!t.isDrawn)
            continue;
        const PixelBox box = pixelBox(p, t);
        for (int row = box.firstRow; row < box.endRow; ++row)
            for (int column = box.firstColumn; column < box.endColumn; ++column) {
                std::uint64_t& key = keys[static_cast<std::size_t>(row * options.width + column)];
                key = std::min(key, keyAt(p, t, f, row, column));
            }
    }
    for (int row = 0; row < options.height; ++row)
        for (int column = 0; column < options.width; ++column)
            resolvePixel(p, row, column, keys[static_cast<std::size_t>(row * options.width + column)]);
    return buffer;
}

} // namespace

class TestGpuRasteriser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsInAnyOrderAsOneByOne_data() { rules(); }
    void drawsInAnyOrderAsOneByOne();
    void keysAscendWithDepth();
    void drawsAsTheProcessorDoes_data() { rules(); }
    void drawsAsTheProcessorDoes();
    void saysWhatIsMissing();

private:
    static void rules();
    static RasterOptions ruled(int rule, int edges, int interpolation, int culling);
};

void TestGpuRasteriser::rules()
{
    QTest::addColumn<int>("rule");
    QTest::addColumn<int>("edges");
    QTest::addColumn<int>("interpolation");
    QTest::addColumn<int>("culling");
    const auto row = [](const char* name, RasterRule rule, EdgeRule edges, Interpolation interpolation, Culling culling) {
        QTest::newRow(name) << static_cast<int>(rule) << static_cast<int>(edges) << static_cast<int>(interpolation)
                            << static_cast<int>(culling);
    };
    row("pytorch3d", RasterRule::Pytorch3d, EdgeRule::Outside, Interpolation::Screen, Culling::BackFaces);
    row("both sides", RasterRule::Pytorch3d, EdgeRule::Outside, Interpolation::Screen, Culling::None);
    row("perspective", RasterRule::Pytorch3d, EdgeRule::Inside, Interpolation::Perspective, Culling::BackFaces);
    row("deca", RasterRule::DecaStandard, EdgeRule::Outside, Interpolation::Screen, Culling::None);
}

RasterOptions TestGpuRasteriser::ruled(int rule, int edges, int interpolation, int culling)
{
    return {.width = kWidth,
            .height = kHeight,
            .culling = static_cast<Culling>(culling),
            .edges = static_cast<EdgeRule>(edges),
            .interpolation = static_cast<Interpolation>(interpolation),
            .rule = static_cast<RasterRule>(rule)};
}

void TestGpuRasteriser::drawsInAnyOrderAsOneByOne()
{
    QFETCH(int, rule);
    QFETCH(int, edges);
    QFETCH(int, interpolation);
    QFETCH(int, culling);
    const RasterOptions options = ruled(rule, edges, interpolation, culling);
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const Soup s = soup(seed);
        const RasterBuffer expected = rasterise(s.vertices, s.triangles, options, s.twoSided), got = drawnByKeys(s, options, seed);
        QVERIFY(std::count(expected.face.begin(), expected.face.end(), -1) < kWidth * kHeight / 2); // much is covered
        QVERIFY(got.face == expected.face);
        QVERIFY(got.depth == expected.depth);
        QVERIFY(got.barycentrics == expected.barycentrics);
    }
}

void TestGpuRasteriser::keysAscendWithDepth()
{
    RasterParams p = {};
    const std::vector<float> depths = {-3.0F, -1e-20F, 0.0F, 1e-20F, 0.5F, 0.50001F, 7e5F};
    for (std::size_t i = 1; i < depths.size(); ++i)
        QVERIFY(sampleKey(p, depths[i - 1], 900) < sampleKey(p, depths[i], 0));
    QCOMPARE(sampleKey(p, -0.0F, 4), sampleKey(p, 0.0F, 4));
    QVERIFY(sampleKey(p, 1.0F, 3) < sampleKey(p, 1.0F, 4)); // ties go to the lower index
    p.isDecaStandard = true;
    QVERIFY(sampleKey(p, 1.0F, 3) > sampleKey(p, 1.0F, 4)); // or to the higher
}

void TestGpuRasteriser::drawsAsTheProcessorDoes()
{
    if (!hasGpu())
        QSKIP("there is no GPU, or this build has no CUDA kernels");
    QFETCH(int, rule);
    QFETCH(int, edges);
    QFETCH(int, interpolation);
    QFETCH(int, culling);
    const RasterOptions options = ruled(rule, edges, interpolation, culling);
    const Soup s = soup(9);
    const RasterBuffer expected = rasterise(s.vertices, s.triangles, options, s.twoSided),
                       got = rasteriseOnGpu(s.vertices, s.triangles, options, s.twoSided);
    QVERIFY(got.face == expected.face);
    QVERIFY(got.depth == expected.depth);
    QVERIFY(got.barycentrics == expected.barycentrics);
}

void TestGpuRasteriser::saysWhatIsMissing()
{
    if (hasGpu())
        QSKIP("nothing is missing");
    const Soup s = soup(1);
    try {
        (void)rasteriseOnGpu(s.vertices, s.triangles, {}, s.twoSided);
        QFAIL("no error");
    } catch (const base::Error& error) {
        QVERIFY(error.code() == "unsupported" || error.code() == "device");
        QVERIFY(!error.hint().empty());
    }
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)rasteriseOnGpu(s.vertices, std::vector<std::int32_t>{0, 1, 9999}, {}));
}

QTEST_GUILESS_MAIN(TestGpuRasteriser)
#include "tst_gpu_rasteriser.moc"
