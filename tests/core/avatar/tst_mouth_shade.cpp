// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/mouth_shade.h"
#include "base/error.h"
#include "generator/generator.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using avatar::MouthShade;
using torch::Tensor;

namespace {

constexpr int kPlane = 64;

/// All of one grey.
Tensor grey(double colour) { return train::textureCode(torch::full({1, 3, 2 * kPlane, 2 * kPlane}, colour)); }

Tensor colours(const Tensor& code) { return torch::sigmoid(train::kLogitScale * code.slice(1, 0, train::kForm)); }

} // namespace

class TestMouthShade : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lightFollowsTheOpening();
    void openingIsThatOfTheInnerLips();
    void closedMouthsAreDark();
    void theMouthOfThePhotoStays();
    void closedPhotosLendNoLight();
    void refusesOtherSizes();

private:
    avatar::MouthTexels m_texels;
    Tensor m_whole; // [1, 1, P, P], texels that are all mouth
    Tensor m_none;  // and that are not at all
};

void TestMouthShade::initTestCase()
{
    const auto model = head::loadFreeHead();
    m_texels = avatar::mouthTexels(*model, generator::headLayout(model->data(), kPlane), 2 * kPlane);
    const Tensor share = at::avg_pool2d(m_texels.teeth + m_texels.gums + m_texels.tongue, {2, 2});
    m_whole = share.eq(1.0);
    m_none = share.eq(0.0);
    QVERIFY(m_whole.sum().item<int>() > 10 && m_none.sum().item<int>() > 1000);
}

void TestMouthShade::lightFollowsTheOpening()
{
    QCOMPARE(avatar::lightBetweenLips(0.0), 0.0);
    QVERIFY(std::abs(avatar::lightBetweenLips(0.009) - 0.6) < 1e-9); // 4.5 to 6 to 7.5
    QVERIFY(std::abs(avatar::lightBetweenLips(0.016) - 0.8) < 1e-9); // 8 to 6 to 10
}

void TestMouthShade::openingIsThatOfTheInnerLips()
{
    Tensor landmarks = torch::zeros({1, 68, 3});
    landmarks[0][61][1] = 0.003F;
    landmarks[0][66][2] = 0.006F;
    QVERIFY(std::abs(avatar::lipOpening(landmarks) - 0.003) < 1e-8); // of 3, 6 and 0 millimetres
    QVERIFY_EXCEPTION_THROWN((void)avatar::lipOpening(torch::zeros({1, 5, 3})), base::ContractError);
}

void TestMouthShade::closedMouthsAreDark()
{
    const MouthShade shade(m_texels, 0.016);
    const Tensor before = grey(0.7), slit = shade.shaded(before, 0.002), half = shade.shaded(before, 0.009);
    const auto inside = [&](const Tensor& code) { return colours(code).masked_select(m_whole); };
    const double wanted = 0.7 * std::pow(0.6 / 0.8, 1.0 / 2.2);
    QVERIFY(torch::allclose(inside(half), torch::full_like(inside(half), wanted), 1e-4, 1e-4));
    QVERIFY(inside(slit).max().item<double>() < 0.4);
    QVERIFY(torch::equal(slit.masked_select(m_none), before.masked_select(m_none)));
    QVERIFY(torch::equal(before, grey(0.7)));
    QVERIFY(inside(shade.shaded(before, 0.0)).min().item<double>() > 0.019);
}

void TestMouthShade::theMouthOfThePhotoStays()
{
    const MouthShade shade(m_texels, 0.005);
    const Tensor before = grey(0.7);
    QVERIFY(shade.shaded(before, 0.005).is_same(before));
    QVERIFY(shade.shaded(before, 0.020).is_same(before));
    QVERIFY(!shade.shaded(before, 0.004).is_same(before));
}

void TestMouthShade::closedPhotosLendNoLight()
{
    const MouthShade shade(m_texels, 0.001);
    const Tensor before = grey(0.7);
    QVERIFY(!torch::equal(shade.shaded(before, 0.002), before));
    QVERIFY(shade.shaded(before, 0.009).is_same(before));
}

void TestMouthShade::refusesOtherSizes()
{
    const MouthShade shade(m_texels, 0.016);
    QVERIFY_EXCEPTION_THROWN((void)shade.shaded(torch::zeros({1, train::kCodeChannels, 32, 32}), 0.0), base::ContractError);
}

QTEST_APPLESS_MAIN(TestMouthShade)
#include "tst_mouth_shade.moc"
