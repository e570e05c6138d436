// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/generator/drawn.h"
#include "generator/camera_label.h"
#include "generator/moving_view.h"
#include "generator/plane_blend.h"
#include "generator/plane_form.h"

#include <QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using torch::Tensor;

namespace {

constexpr int kSize = 32;
constexpr double kBox = 1.0;
constexpr double kTolerance = 2e-5; // depths near 10 are known to 1e-6, times 30

/// A square of 0.2 m that faces the front at z = 0.05 m.
struct Square {
    Square()
    {
        layout.faces = torch::tensor({0, 1, 2, 0, 2, 3}, torch::kInt64).reshape({2, 3});
        layout.faceUvs = torch::zeros({2, 3, 2});
        layout.uvMask = torch::ones({1, 1, 4, 4});
    }
    HeadLayout layout;
    Tensor vertices = torch::tensor({-0.1F, -0.1F, 0.05F, 0.1F, -0.1F, 0.05F, 0.1F, 0.1F, 0.05F, -0.1F, 0.1F, 0.05F}).reshape({1, 4, 3});
};

} // namespace

class TestPlaneForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereTheSurfaceIs();
    void tellsWhereThePlaneIs();
    void seesNoSurfaceWhereNothingIs();
    void overhangRepeatsTheSurface();
    void agreesFromAllViews();
    void tellsHowSurfacesTurnAway_data();
    void tellsHowSurfacesTurnAway();
    void fillsEnclosedGaps();
    void keepsWhatSidesDoNotSee_data();
    void keepsWhatSidesDoNotSee();
    void marksTheOpenMouth();
    void leavesAClosedMouth();
    void refusesPublishedSideViews();
    void standsInPlacesOfItsChannels();
    void letsNoGradientThrough();
    void layoutChangesNothing();
    void overhangGrowsRingByRing();
    void earsEndWhereTheMeshDoes();
    void earsFadeIntoHair();
    void closesPits_data();
    void closesPits();
};

void TestPlaneForm::tellsWhereTheSurfaceIs()
{
    const Square square;
    const auto raster = rasteriseView(square.layout, square.vertices, View::Front, kSize);
    const auto form = planeForm(square.layout, raster, View::Front, kBox);
    // 0.05 m are 0.125 world units, 0.4 mm 0.001; one more, four times three of that.
    QVERIFY(std::abs(form[0][0][kSize / 2][kSize / 2].item<double>() - 13.512) < kTolerance);
    QVERIFY(!form.slice(1, 1, 5).any().item<bool>()); // of other views; and the square faces this one
}

void TestPlaneForm::tellsWhereThePlaneIs()
{
    const Square square;
    const auto front = planeForm(square.layout, rasteriseView(square.layout, square.vertices, View::Front, kSize), View::Front, kBox);
    // The first texel's centre lies at -31/64 of the box.
    QVERIFY(std::abs(front[0][5][5][0].item<double>() - 12.0 * 95.0 / 64.0) < kTolerance);
    QVERIFY(std::abs(front[0][6][0][5].item<double>() - 12.0 * 33.0 / 64.0) < kTolerance);
    const auto side = planeForm(square.layout, rasteriseView(square.layout, square.vertices, View::Right, kSize), View::Right, kBox);
    QVERIFY(std::abs(side[0][7][5][0].item<double>() - 12.0 * 33.0 / 64.0) < kTolerance);
    QVERIFY(!side.slice(1, 2, 7).any().item<bool>());
}

void TestPlaneForm::seesNoSurfaceWhereNothingIs()
{
    const Square square;
    const auto front = planeForm(square.layout, rasteriseView(square.layout, square.vertices, View::Front, kSize), View::Front, kBox);
    QCOMPARE(front[0][0][0][0].item<double>(), 0.0);
    const auto side = planeForm(square.layout, rasteriseView(square.layout, square.vertices, View::Right, kSize), View::Right, kBox);
    QVERIFY(!side[0][1].any().item<bool>()); // edge-on
}

void TestPlaneForm::overhangRepeatsTheSurface()
{
    const Square square;
    const auto raster = rasteriseView(square.layout, square.vertices, View::Front, kSize);
    const auto wide = withOverhang(raster, 2);
    const auto form = planeForm(square.layout, wide, View::Front, kBox);
    const auto known = form[0][0].gt(0.0);
    const auto before = raster.coverage[0][0].gt(0.5);
    QVERIFY(known.sum().item<int>() > before.sum().item<int>());
    QVERIFY((form[0][0].masked_select(known) - 13.512).abs().max().item<double>() < kTolerance);
}

// A small tetrahedron: each view's surface, at a texel that it covers, lies within the body's own extent.
void TestPlaneForm::agreesFromAllViews()
{
    Square body;
    body.layout.faces = torch::tensor({0, 1, 2, 0, 2, 3, 0, 3, 1, 1, 3, 2}, torch::kInt64).reshape({4, 3});
    body.layout.faceUvs = torch::zeros({4, 3, 2});
    const auto extent = [&](View view, const Tensor& vertices, int channel, double low, double high) {
        const auto raster = rasteriseView(body.layout, vertices, view, kSize);
        const auto form = planeForm(body.layout, raster, view, kBox)[0][channel].masked_select(raster.coverage[0][0].gt(0.5));
        QVERIFY(form.numel() > 3);
        const auto stored = [](double metres) { return 12.0 * (2.5 * (metres + 0.4e-3) + 1.0); };
        QVERIFY(form.min().item<double>() > stored(low) - kTolerance);
        QVERIFY(form.max().item<double>() < stored(high) + kTolerance);
    };
    const Tensor right = torch::tensor({-0.12F, 0.0F, 0.0F, -0.06F, -0.06F, 0.06F, -0.06F, -0.06F, -0.06F, -0.06F, 0.06F, 0.0F}).reshape({1, 4, 3});
    extent(View::Right, right, 1, 0.06, 0.12);
    extent(View::LeftMirrored, right * torch::tensor({-1.0F, 1.0F, 1.0F}), 1, 0.06, 0.12);
    const Tensor top = torch::tensor({0.0F, 0.12F, 0.0F, -0.06F, 0.06F, 0.06F, 0.06F, 0.06F, 0.06F, 0.0F, 0.06F, -0.06F}).reshape({1, 4, 3});
    extent(View::TopFromAbove, top, 2, 0.07, 0.13); // lifted by a centimetre
}

void TestPlaneForm::tellsHowSurfacesTurnAway_data()
{
    QTest::addColumn<double>("slope"); // metres of depth for a metre of width
    QTest::addColumn<double>("turn");
    QTest::newRow("flat") << 0.0 << 0.0;
    QTest::newRow("45 degrees") << 1.0 << 0.0;
    QTest::newRow("a cosine of 0.4") << std::sqrt(1.0 / 0.16 - 1.0) << -0.6;
    QTest::newRow("steep") << 8.0 << -1.0;
}

void TestPlaneForm::tellsHowSurfacesTurnAway()
{
    QFETCH(double, slope);
    QFETCH(double, turn);
    Square square;
    square.vertices.select(2, 2).sub_(square.vertices.select(2, 0), slope);
    const auto raster = rasteriseView(square.layout, square.vertices, View::Front, kSize);
    const auto form = planeForm(square.layout, raster, View::Front, kBox)[0][3].masked_select(raster.coverage[0][0].gt(0.5));
    QVERIFY(form.numel() > 50);
    QVERIFY((form - kFormGain * turn).abs().max().item<double>() < 1e-3); // slopes of f32 depths near 10
}

// A ring of covered texels around four that are not, in a picture of 8 x 8.
void TestPlaneForm::fillsEnclosedGaps()
{
    ViewRaster raster{torch::zeros({1, 8, 8, 2}), torch::zeros({1, 1, 8, 8}), torch::full({1, 1, 8, 8}, -1.0F)};
    raster.coverage.slice(2, 2, 6).slice(3, 2, 6).fill_(1.0F);
    raster.coverage.slice(2, 3, 5).slice(3, 3, 5).fill_(0.0F);
    raster.depth.masked_fill_(raster.coverage.gt(0.5), 9.5F);
    raster.grid.slice(1, 2, 6).slice(2, 2, 6).fill_(0.25F);
    const auto whole = withoutGaps(raster, 4);
    QVERIFY(whole.coverage.slice(2, 2, 6).slice(3, 2, 6).eq(1.0).all().item<bool>());
    QVERIFY(whole.depth.slice(2, 3, 5).slice(3, 3, 5).eq(9.5).all().item<bool>());
    QVERIFY(whole.grid.slice(1, 3, 5).slice(2, 3, 5).eq(0.25).all().item<bool>());
    QCOMPARE(whole.coverage.sum().item<double>(), 16.0); // nothing outside
}

void TestPlaneForm::keepsWhatSidesDoNotSee_data()
{
    QTest::addColumn<float>("sideWidth"); // stored; 0: the side sees nothing
    QTest::addColumn<float>("turn");      // afterwards, of -3 before
    QTest::newRow("the side sees it") << 12.0F * 1.11F << -3.0F;
    QTest::newRow("a cheek in front of it") << 12.0F * 1.3F << 0.0F;
    QTest::newRow("nothing there") << 0.0F << 0.0F;
}

void TestPlaneForm::keepsWhatSidesDoNotSee()
{
    QFETCH(float, sideWidth);
    QFETCH(float, turn);
    const auto none = torch::zeros({1, kFormChannels, kSize, kSize});
    auto front = none.clone(), side = none.clone();
    front[0][0][7][20] = 12.0F; // z = 0, at x > 0
    front[0][3][7][20] = -3.0F;
    front[0][5][7][20] = 12.0F * 1.1F;
    side.select(1, 1).fill_(sideWidth);
    keepHiddenSurfaces(front, side, none, kBox);
    QCOMPARE(front[0][3][7][20].item<float>(), turn);
}

// A square opening of half the picture's width, the surface behind it at z = 0. The ring of texels about it lies 6 mm away.
void TestPlaneForm::marksTheOpenMouth()
{
    auto front = torch::zeros({1, kFormChannels, kSize, kSize});
    front.select(1, 0).fill_(12.0);
    front[0][0][kSize / 2][kSize / 2] = 0.0; // nothing there
    auto landmarks = torch::zeros({1, 68, 3});
    const float corners[8][2] = {{-0.5F, 0.0F}, {-0.5F, -0.5F}, {0.0F, -0.5F}, {0.5F, -0.5F},
                                 {0.5F, 0.0F},  {0.5F, 0.5F},   {0.0F, 0.5F},  {-0.5F, 0.5F}};
    for (int i = 0; i < 8; ++i)
        for (int axis = 0; axis < 2; ++axis)
            landmarks[0][60 + i][axis] = corners[i][axis];
    darkenMouth(front, landmarks, kBox);
    const auto marked = front.select(1, 8);
    const auto stored = [](double depth) { return 12.0 * (1.0 - depth * kWorldPerMetre); }; // like any z: (z + 1) times scale and gain
    QVERIFY(qAbs(marked[0][kSize / 2 + 2][kSize / 2 + 2].item<double>() - stored(4e-3)) < 1e-4);
    QVERIFY(qAbs(marked[0][kSize / 2][kSize / 4 - 1].item<double>() - stored(13e-3)) < 1e-4);
    QCOMPARE(marked[0][kSize / 2][kSize / 4 - 2].item<double>(), 0.0);
    QCOMPARE(marked[0][kSize / 2][kSize / 2].item<double>(), 0.0);
    auto deep = torch::zeros({1, kFormChannels, kSize, kSize});
    deep.select(1, 0).fill_(static_cast<float>(stored(0.1))); // a throat: from here the dark would reach the nape
    darkenMouth(deep, landmarks, kBox);
    QVERIFY(qAbs(deep[0][8][kSize / 2][kSize / 2].item<double>() - stored(0.02)) < 1e-4);
    QCOMPARE(static_cast<int>(marked.ne(0.0).sum().item<std::int64_t>()), (kSize / 2 + 2) * (kSize / 2 + 2) - 1);
    QVERIFY(front.slice(1, 1, 8).eq(0.0).all().item<bool>());
}

void TestPlaneForm::leavesAClosedMouth()
{
    auto front = torch::full({1, kFormChannels, kSize, kSize}, 12.0F);
    const auto before = front.clone();
    darkenMouth(front, torch::zeros({1, 68, 3}), kBox);
    QVERIFY(front.equal(before));
}

void TestPlaneForm::refusesPublishedSideViews()
{
    const Square square;
    const auto raster = rasteriseView(square.layout, square.vertices, View::Left, kSize);
    QVERIFY_EXCEPTION_THROWN(planeForm(square.layout, raster, View::Left, kBox), base::ContractError);
}

void TestPlaneForm::standsInPlacesOfItsChannels()
{
    const Tensor over = drawn({1, 12, 8, 8}, 1), under = drawn({1, 12, 8, 8}, 2), form = drawn({1, kFormChannels, 8, 8}, 3);
    const Tensor alpha = torch::full({1, 1, 8, 8}, 0.25F), gain = torch::full({12}, 2.0F);
    const Tensor plane = blendToPlane(over, under, alpha, gain, {2, form}).permute({0, 3, 1, 2});
    const auto blended = [&](const Tensor& above, const Tensor& below) { return below + (above - below) * 0.25; };
    QVERIFY(plane.slice(1, 0, 2).allclose(blended(over.slice(1, 0, 2) * 2.0, under.slice(1, 0, 2))));
    QVERIFY(plane.slice(1, 2, 7).allclose(blended(form.slice(1, 0, 5), under.slice(1, 2, 7))));
    QVERIFY(plane.slice(1, 7, 11).equal(form.slice(1, 5)));
    QVERIFY(plane.slice(1, 11).allclose(blended(over.slice(1, 11) * 2.0, under.slice(1, 11))));
}

void TestPlaneForm::letsNoGradientThrough()
{
    const Tensor over = drawn({1, 12, 8, 8}, 1).set_requires_grad(true), under = drawn({1, 12, 8, 8}, 2).set_requires_grad(true);
    const Tensor alpha = torch::full({1, 1, 8, 8}, 0.25F);
    blendToPlane(over, under, alpha, {}, {2, drawn({1, kFormChannels, 8, 8}, 3)}).sum().backward();
    QVERIFY(!over.grad().slice(1, 2, 11).any().item<bool>());
    QVERIFY(over.grad().slice(1, 0, 2).eq(0.25).all().item<bool>());
    QVERIFY(under.grad().slice(1, 2, 7).eq(0.75).all().item<bool>());
    QVERIFY(!under.grad().slice(1, 7, 11).any().item<bool>());
}

void TestPlaneForm::layoutChangesNothing()
{
    const Tensor over = drawn({2, 12, 8, 9}, 1), under = drawn({2, 12, 8, 9}, 2), form = drawn({2, kFormChannels, 8, 9}, 3);
    const Tensor alpha = drawn({2, 1, 8, 9}, 4).clamp(0.0, 1.0), gain = drawn({12}, 5); // half of alpha is 0
    const Tensor expected = blendToPlane(over, under, alpha, gain, {2, form});
    const auto last = [](const Tensor& x) { return x.contiguous(at::MemoryFormat::ChannelsLast); };
    constexpr double kRounding = 1e-6; // multiplications and additions may be rounded once
    QVERIFY(blendToPlane(last(over), last(under), alpha, gain, {2, form}).allclose(expected, kRounding, kRounding));

    const torch::NoGradGuard noGradient;
    const Tensor together = torch::full({2, 3, 8, 9, 12}, 7.0F);
    const Tensor written = blendToPlane(last(over), last(under), alpha, gain, {2, form}, together.select(1, 1));
    QVERIFY(written.data_ptr() == together.select(1, 1).data_ptr());
    QVERIFY(together.select(1, 1).allclose(expected, kRounding, kRounding));
    QVERIFY(together.select(1, 0).eq(7.0).all().item<bool>() && together.select(1, 2).eq(7.0).all().item<bool>());
}

void TestPlaneForm::overhangGrowsRingByRing()
{
    constexpr int kSide = 24;
    const ViewRaster raster{drawn({1, kSide, kSide, 2}, 1), drawn({1, 1, kSide, kSide}, 2).gt(2.0).to(torch::kFloat32),
                            drawn({1, 1, kSide, kSide}, 3)};
    QVERIFY(raster.coverage.any().item<bool>());
    const Tensor three = withOverhang(raster, 3).coverage;
    // A ring of eight neighbours at a time is a square of seven after three.
    QVERIFY(torch::equal(three, at::max_pool2d(raster.coverage, {7, 7}, {1, 1}, {3, 3})));
    // All at once or one after the other.
    const ViewRaster once = withOverhang(raster, 3), byTurns = withOverhang(withOverhang(raster, 1), 2);
    QVERIFY(torch::equal(once.grid, byTurns.grid) && torch::equal(once.depth, byTurns.depth));
    // Each new texel repeats a neighbour that was covered before.
    const ViewRaster ring = withOverhang(raster, 1);
    const auto *depth = ring.depth.data_ptr<float>(), *was = raster.coverage.data_ptr<float>(), *before = raster.depth.data_ptr<float>();
    for (int texel = 0; texel < kSide * kSide; ++texel) {
        if (was[texel] > 0.5F || ring.coverage.data_ptr<float>()[texel] < 0.5F)
            continue;
        bool isFound = false;
        for (int y = std::max(0, texel / kSide - 1); y <= std::min(kSide - 1, texel / kSide + 1); ++y)
            for (int x = std::max(0, texel % kSide - 1); x <= std::min(kSide - 1, texel % kSide + 1); ++x)
                isFound = isFound || (was[y * kSide + x] > 0.5F && before[y * kSide + x] == depth[texel]);
        QVERIFY(isFound);
    }
}

// A plate before a wall, as an ear stands out from the head, with an edge that leans against the texels' columns.
void TestPlaneForm::earsEndWhereTheMeshDoes()
{
    constexpr int kTexels = 256;
    constexpr float kWall = 0.06F, kPlate = 0.08F, kLean = 0.3F; // metres; of z for each of height
    Square scene;
    scene.layout.faces = torch::tensor({0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7}, torch::kInt64).reshape({4, 3});
    scene.layout.faceUvs = torch::cat({torch::full({2, 3, 2}, -0.5F), torch::full({2, 3, 2}, 0.5F)}); // wall and plate
    const auto edge = [](float height) { return -0.04F + kLean * height; };
    const Tensor vertices = torch::tensor({kWall, -0.1F, 0.1F, kWall, -0.1F, -0.1F, kWall, 0.1F, -0.1F, kWall, 0.1F, 0.1F,         //
                                           kPlate, -0.05F, 0.05F, kPlate, -0.05F, edge(-0.05F), kPlate, 0.05F, edge(0.05F), kPlate, 0.05F, 0.05F})
                                .reshape({1, 8, 3});
    const ViewRaster raster = rasteriseView(scene.layout, vertices, View::LeftMirrored, kTexels);
    const MovingView moving = movingView(scene.layout, vertices, raster, View::LeftMirrored, kBox);
    // How far the heights' contour two millimetres below the plate lies from the edge, metres: least and most over the rows.
    const auto contour = [&](const ViewRaster& view) {
        const Tensor heights = heightsOf(scene.layout, view, View::LeftMirrored);
        std::pair<double, double> found = {1.0, -1.0};
        for (int row = 0; row < kTexels; ++row) {
            const double height = ((row + 0.5) / kTexels - 0.5) * kBox / kWorldPerMetre - kWorldLift;
            if (std::abs(height) > 0.03)
                continue;
            const auto line = heights.accessor<float, 4>()[0][0][row];
            const auto level = static_cast<float>(kPlate - 2e-3);
            int column = kTexels / 2; // on the plate
            while (line[column - 1] > level)
                --column;
            const double part = (line[column] - level) / (line[column] - line[column - 1]);
            const double z = ((column + 0.5 - part) / kTexels - 0.5) * kBox / kWorldPerMetre;
            const double beyond = edge(static_cast<float>(height)) - z;
            found = {std::min(found.first, beyond), std::max(found.second, beyond)};
        }
        return found;
    };
    constexpr double kTexel = kBox / kWorldPerMetre / kTexels;
    const auto [least, most] = contour(moving.raster);
    const auto [rawLeast, rawMost] = contour(raster);
    const auto told = qPrintable(QStringLiteral("%1 to %2, raw %3 to %4").arg(least).arg(most).arg(rawLeast).arg(rawMost));
    QVERIFY2(rawMost - rawLeast > 0.8 * kTexel, told); // a texel is on the plate or not
    QVERIFY2(most - least < 0.35 * kTexel, told);      // outlines are found to a quarter of a texel
    QVERIFY2(least > 0.0 && most < 2e-3, told);        // not worn away
    QVERIFY(moving.share.eq(1.0).all().item<bool>());  // the mask is 1 everywhere
}

// Where the wall is hair, of which the mesh knows nothing, the plate's share falls with the distance from its edge.
void TestPlaneForm::earsFadeIntoHair()
{
    constexpr int kTexels = 256;
    Square scene;
    scene.layout.faces = torch::tensor({0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7}, torch::kInt64).reshape({4, 3});
    scene.layout.faceUvs = torch::cat({torch::full({2, 3, 2}, -0.5F), torch::full({2, 3, 2}, 0.5F)});
    scene.layout.uvMask.slice(3, 0, 2).zero_(); // the wall's half
    const Tensor vertices = torch::tensor({0.06F, -0.1F, 0.1F, 0.06F, -0.1F, -0.1F, 0.06F, 0.1F, -0.1F, 0.06F, 0.1F, 0.1F, //
                                           0.08F, -0.05F, 0.05F, 0.08F, -0.05F, -0.04F, 0.08F, 0.05F, -0.04F, 0.08F, 0.05F, 0.05F})
                                .reshape({1, 8, 3});
    const MovingView moving =
        movingView(scene.layout, vertices, rasteriseView(scene.layout, vertices, View::LeftMirrored, kTexels), View::LeftMirrored, kBox);
    const auto share = moving.share.accessor<float, 4>()[0][0][kTexels / 2];
    const auto columnAt = [](double z) { return static_cast<int>((z * kWorldPerMetre / kBox + 0.5) * kTexels); };
    QCOMPARE(share[columnAt(-0.03)], 1.0F);
    QCOMPARE(share[columnAt(-0.05)], 0.0F);
    const int last = columnAt(-0.04); // the edge
    for (int column = last + 1; column > last - 3; --column)
        QVERIFY2(share[column] >= share[column - 1], qPrintable(QString::number(column)));
    QVERIFY(share[last - 1] > 0.3F && share[last - 1] < 1.0F);
}

void TestPlaneForm::closesPits_data()
{
    QTest::addColumn<double>("width"); // of the slit, texels
    QTest::addColumn<bool>("closes");
    QTest::newRow("a gap at a mouth's corner") << 1.6 << true;
    QTest::newRow("an open mouth") << 9.0 << false;
}

// Two plates before a wall, with a slit between them.
void TestPlaneForm::closesPits()
{
    QFETCH(const double, width);
    QFETCH(const bool, closes);
    constexpr int kTexels = 128;
    constexpr float kPlates = 0.05F, kWall = -0.05F;
    const auto half = static_cast<float>(0.5 * width * kBox / kWorldPerMetre / kTexels);
    Square scene;
    scene.layout.faces = torch::tensor({0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7, 8, 9, 10, 8, 10, 11}, torch::kInt64).reshape({6, 3});
    scene.layout.faceUvs = torch::cat({torch::full({2, 3, 2}, -0.5F), torch::full({4, 3, 2}, 0.5F)}); // wall and plates
    std::vector<float> places;
    const auto add = [&places](float left, float right, float z) {
        places.insert(places.end(), {left, -0.1F, z, right, -0.1F, z, right, 0.1F, z, left, 0.1F, z});
    };
    add(-0.1F, 0.1F, kWall);
    add(-0.1F, -half, kPlates);
    add(half, 0.1F, kPlates);
    const Tensor vertices = torch::tensor(places).reshape({1, 12, 3});
    const ViewRaster raster = rasteriseView(scene.layout, vertices, View::Front, kTexels);
    const auto heightsIn = [&](const ViewRaster& view) { // of the middle row, about the slit
        return heightsOf(scene.layout, view, View::Front)[0][0][kTexels / 2].slice(0, kTexels / 2 - 1, kTexels / 2 + 1);
    };
    QVERIFY(heightsIn(raster).lt(0.0).any().item<bool>());
    for (const MovingView& moving : {movingView(scene.layout, vertices, raster, View::Front, kBox), coarseMovingView(scene.layout, raster, View::Front)}) {
        QCOMPARE(heightsIn(moving.raster).gt(kPlates - 1e-3).all().item<bool>(), closes);
        QVERIFY(moving.raster.coverage.slice(2, kTexels / 2, kTexels / 2 + 1).slice(3, kTexels / 2 - 20, kTexels / 2 + 20).eq(1.0).all().item<bool>());
        if (closes) // and it has their texels
            QVERIFY(moving.raster.grid.slice(1, kTexels / 2, kTexels / 2 + 1).slice(2, kTexels / 2 - 1, kTexels / 2 + 1).gt(0.0).all().item<bool>());
    }
}

QTEST_APPLESS_MAIN(TestPlaneForm)
#include "tst_plane_form.moc"
