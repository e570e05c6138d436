// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/neural_texture.h"
#include "generator/texture_blocks.h"

#include <QtTest>

#include <ATen/ATen.h>

#include <array>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using effigy::test::largest;
using torch::Tensor;

namespace {

constexpr int kSize = 16;
constexpr int kChannels = kCodeChannels + 2;
constexpr double kRounding = 2e-5;

/// The places of `size` texels side by side in a texture that they all cover once: [1, S, S, 2].
Tensor wholeGrid(int size, bool isUpsideDown, bool isMirrored)
{
    const Tensor along = (at::arange(size, torch::kFloat32) + 0.5) * (2.0 / size) - 1.0;
    const Tensor u = (isMirrored ? along.flip({0}) : along).reshape({1, 1, size, 1}).expand({1, size, size, 1});
    const Tensor v = (isUpsideDown ? along.flip({0}) : along).reshape({1, size, 1, 1}).expand({1, size, size, 1});
    return at::cat({u, v}, 3).contiguous();
}

/// As a view's plane lies when its picture shows the texture upright.
Tensor gridOf(View view)
{
    const auto flips = flippedAxes(view);
    const auto has = [&](std::int64_t axis) { return std::find(flips.begin(), flips.end(), axis) != flips.end(); };
    return wholeGrid(kSize, has(2), has(3));
}

/// A texture whose front and sides show `picture` [1, 3, 2S, 2S], the top its means.
Tensor textureOf(const Tensor& picture)
{
    const Tensor means = at::avg_pool2d(picture, {2, 2});
    Tensor texture = drawn({1, kChannels, kSize, kSize}, 3);
    texture.slice(1, 0, kColourChannels).copy_(at::pixel_unshuffle(picture, 2));
    texture.slice(1, kSideColour, kTopColour).copy_(means);
    texture.slice(1, kTopColour, kBlockForm).copy_(means);
    texture.slice(1, kSideDetail, kCodeChannels).copy_(sideDetail(picture));
    return texture;
}

Tensor seenWithGradient(const Tensor& texture, const Tensor& grid, View view)
{
    return seenBlocks(texture.detach().clone().set_requires_grad(true), grid, view).detach();
}

Tensor seenWithout(const Tensor& texture, const Tensor& grid, View view)
{
    const torch::NoGradGuard noGradient;
    return seenBlocks(texture, grid, view);
}

/// A grid with a seam, an outline and steep places.
Tensor tornGrid()
{
    Tensor grid = 0.6 * wholeGrid(kSize, true, false) + 0.02 * drawn({1, kSize, kSize, 2}, 5);
    grid.slice(2, 9, kSize) *= -1.0;
    grid.slice(1, 12, kSize).zero_();
    return grid.contiguous();
}

} // namespace

class TestTextureBlocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void viewsThatCoverATextureShowItsBlocks_data();
    void viewsThatCoverATextureShowItsBlocks();
    void finerThanTheirTexels();
    void quartersLieBetweenTexels();
    void quartersDoNotCrossLeaps();
    void withAndWithoutGradient_data();
    void withAndWithoutGradient();
    void gradientIsThatOfTheSum();
    void ownChannelsAreSampled();
};

void TestTextureBlocks::viewsThatCoverATextureShowItsBlocks_data()
{
    QTest::addColumn<int>("view");
    QTest::newRow("front") << static_cast<int>(View::Front);
    QTest::newRow("left") << static_cast<int>(View::LeftMirrored);
    QTest::newRow("right") << static_cast<int>(View::Right);
    QTest::newRow("top") << static_cast<int>(View::TopFromAbove);
}

// Texel on texel nothing is resampled within: every block is the texture's own, upright whichever way the plane lies.
void TestTextureBlocks::viewsThatCoverATextureShowItsBlocks()
{
    QFETCH(int, view);
    const auto which = static_cast<View>(view);
    const Tensor colour = drawn({1, 3, 2 * kSize, 2 * kSize}, 1);
    const bool isSide = which == View::LeftMirrored || which == View::Right;
    // Sides tell blocks' brightness alone.
    const Tensor picture = isSide ? at::upsample_nearest2d(at::avg_pool2d(colour, {2, 2}), {2 * kSize, 2 * kSize})
                                        + (colour - at::upsample_nearest2d(at::avg_pool2d(colour, {2, 2}), {2 * kSize, 2 * kSize})).mean({1}, true)
                                  : colour;
    const Tensor texture = textureOf(picture), seen = seenWithout(texture, gridOf(which), which);
    const auto flips = flippedAxes(which);
    Tensor expected = at::zeros_like(texture);
    const auto keep = [&](int first, int last) { expected.slice(1, first, last).copy_(flips.empty() ? texture.slice(1, first, last) : texture.slice(1, first, last).flip(flips)); };
    keep(kCodeChannels, kChannels);
    if (which == View::Front)
        keep(0, kColourChannels);
    if (which == View::TopFromAbove)
        keep(kTopColour, kBlockForm);
    if (isSide) {
        keep(kSideColour, kTopColour);
        keep(kSideDetail, kCodeChannels);
    }
    const Tensor inner = (seen - expected).slice(2, 1, kSize - 1).slice(3, 1, kSize - 1);
    QVERIFY2(largest(inner) < kRounding, qPrintable(QString::number(largest(inner))));
}

// A view of half a texture, as many texels wide, shows a slope as it is where its texels alone would show steps of four.
void TestTextureBlocks::finerThanTheirTexels()
{
    const Tensor slope = (at::arange(2 * kSize, torch::kFloat32) / (2.0 * kSize)).reshape({1, 1, 1, -1}).expand({1, 3, 2 * kSize, 2 * kSize}).contiguous();
    const Tensor grid = 0.5 * wholeGrid(kSize, true, false);
    const Tensor seen = at::pixel_shuffle(seenWithout(textureOf(slope), grid, View::Front).slice(1, 0, kColourChannels), 2);
    const Tensor steps = (seen.slice(3, 1) - seen.slice(3, 0, 2 * kSize - 1)).slice(3, 1, 2 * kSize - 2);
    QVERIFY2(largest(steps - 0.25 / kSize) < kRounding, qPrintable(QString::number(largest(steps - 0.25 / kSize))));
}

void TestTextureBlocks::quartersLieBetweenTexels()
{
    const Tensor fine = quarters(wholeGrid(kSize, false, true));
    QCOMPARE(fine.size(1), 2 * kSize);
    QVERIFY(largest(fine - wholeGrid(2 * kSize, false, true)) < kRounding); // at the border they go on as within
}

void TestTextureBlocks::quartersDoNotCrossLeaps()
{
    Tensor grid = wholeGrid(64, false, false);
    grid.slice(2, 32) += 0.9; // a seam
    const Tensor fine = quarters(grid), before = fine[0][10][2 * 31 + 1], after = fine[0][10][2 * 32];
    const double step = 2.0 / 64.0;
    QVERIFY(std::abs(before[0].item<double>() - (grid[0][5][31][0].item<double>() + step / 4.0)) < kRounding);
    QVERIFY(std::abs(after[0].item<double>() - (grid[0][5][32][0].item<double>() - step / 4.0)) < kRounding);
    Tensor lone = at::zeros({1, 64, 64, 2}); // one texel with nothing about it
    lone[0][20][20] = torch::tensor({0.7F, -0.6F});
    const Tensor around = quarters(lone).slice(1, 40, 42).slice(2, 40, 42);
    QVERIFY(largest(around - torch::tensor({0.7F, -0.6F})) < kRounding);
}

void TestTextureBlocks::withAndWithoutGradient_data() { viewsThatCoverATextureShowItsBlocks_data(); }

void TestTextureBlocks::withAndWithoutGradient()
{
    QFETCH(int, view);
    const auto which = static_cast<View>(view);
    const Tensor texture = drawn({1, kChannels, kSize, kSize}, 2).contiguous(at::MemoryFormat::ChannelsLast);
    for (const Tensor& grid : {gridOf(which), tornGrid(), at::cat({tornGrid(), gridOf(which)}, 0)}) {
        const Tensor textures = texture.expand({grid.size(0), -1, -1, -1});
        const Tensor difference = seenWithGradient(textures, grid, which) - seenWithout(textures, grid, which);
        QVERIFY2(largest(difference) < kRounding, qPrintable(QString::number(largest(difference))));
    }
}

void TestTextureBlocks::gradientIsThatOfTheSum()
{
    const Tensor grid = tornGrid(), along = drawn({1, kChannels, kSize, kSize}, 7), weight = drawn({1, kChannels, kSize, kSize}, 8);
    for (const View view : {View::Front, View::Right, View::TopFromAbove}) {
        const Tensor texture = drawn({1, kChannels, kSize, kSize}, 6).set_requires_grad(true);
        (seenBlocks(texture, grid, view) * weight).sum().backward();
        // Linear in the texture: a step along any direction changes the sum by the gradient's share.
        const double change = (seenWithout(along, grid, view) * weight).sum().item<double>();
        const double told = (texture.grad() * along).sum().item<double>();
        QVERIFY2(std::abs(change - told) < 1e-3 * (1.0 + std::abs(change)), qPrintable(QStringLiteral("%1 %2").arg(change).arg(told)));
        QVERIFY(std::abs(change) > 0.1);
    }
}

void TestTextureBlocks::ownChannelsAreSampled()
{
    const Tensor texture = drawn({1, kChannels, kSize, kSize}, 9), grid = tornGrid();
    const Tensor plain = sampleTexture(texture, grid), seen = seenWithout(texture, grid, View::Right);
    const Tensor isThere = grid.ne(0.0F).any(-1).unsqueeze(1);
    QVERIFY(largest((seen - plain * isThere).slice(1, kCodeChannels)) < kRounding);
    QVERIFY(seen.slice(1, kCodeChannels).any().item<bool>());
    QVERIFY(!seen.slice(1, 0, kSideColour).any().item<bool>()); // the front's
}

QTEST_APPLESS_MAIN(TestTextureBlocks)
#include "tst_texture_blocks.moc"
