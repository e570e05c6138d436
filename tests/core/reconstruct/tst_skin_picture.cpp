// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/skin_picture.h"

#include "base/error.h"

#include <QtTest/QtTest>
#include <torch/torch.h>

#include <algorithm>
#include <cstdlib>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

const encoder::FaceSquare kSquare = {.centre = {300.0, 260.0}, .side = 448.0, .angle = 0.2};

torch::Tensor grey(float level)
{
    return torch::full({3, encoder::kSquareSide, encoder::kSquareSide}, level);
}

} // namespace

class TestSkinPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seesNothingOnAnEvenWall();
    void findsAMarkWhereThePictureHasIt();
    void doesNotCareHowMuchLightThereIs();
    void refusesOtherTensors();
};

void TestSkinPicture::seesNothingOnAnEvenWall()
{
    const SkinPicture skin = skinPicture(grey(0.6F), kSquare);
    QCOMPARE(skin.contrast.size(), std::size_t(kSkinSide) * kSkinSide);
    QVERIFY(std::ranges::all_of(skin.contrast, [](std::int8_t c) { return std::abs(c) <= 1; })); // rounding
}

void TestSkinPicture::findsAMarkWhereThePictureHasIt()
{
    torch::Tensor cut = grey(0.6F);
    const int column = 130, row = 90; // of the square
    cut.slice(1, row - 1, row + 2).slice(2, column - 1, column + 2).fill_(0.1);
    const SkinPicture skin = skinPicture(cut, kSquare);
    const auto darkest = std::ranges::min_element(skin.contrast) - skin.contrast.begin();
    const double half = 0.5 * encoder::kSquareSide;
    const Eigen::Vector2d inPicture = kSquare.toPicture({(column + 0.5) / half - 1.0, (row + 0.5) / half - 1.0});
    const Eigen::Vector2d pixel = skin.pixelOf(inPicture);
    QVERIFY((pixel - Eigen::Vector2d(static_cast<double>(darkest % kSkinSide), static_cast<double>(darkest / kSkinSide))).norm() < 1e-6);
    QCOMPARE(skin.pixelsPerPixel(), 0.5);
}

void TestSkinPicture::doesNotCareHowMuchLightThereIs()
{
    torch::manual_seed(4);
    constexpr int kBlotch = 7; // pixels
    const torch::Tensor blotches = torch::rand({1, encoder::kSquareSide / kBlotch, encoder::kSquareSide / kBlotch});
    const torch::Tensor cut = (0.5 + 0.4 * blotches).repeat_interleave(kBlotch, 1).repeat_interleave(kBlotch, 2).expand({3, -1, -1});
    const SkinPicture bright = skinPicture(cut, kSquare), dim = skinPicture(0.6 * cut, kSquare);
    int most = 0, difference = 0;
    for (std::size_t i = 0; i < bright.contrast.size(); ++i) {
        most = std::max(most, std::abs(int(bright.contrast[i])));
        difference = std::max(difference, std::abs(bright.contrast[i] - dim.contrast[i]));
    }
    QVERIFY(most > 30);
    QVERIFY2(difference <= most / 8 + 1, qPrintable(QString::number(difference))); // what is added for the sensor's dark counts a little more
}

void TestSkinPicture::refusesOtherTensors()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)skinPicture(torch::zeros({3, 64, 64}), kSquare));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)skinPicture(grey(0.5F).to(torch::kFloat64), kSquare));
}

QTEST_GUILESS_MAIN(TestSkinPicture)
#include "tst_skin_picture.moc"
