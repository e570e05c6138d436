// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/mouth_paint.h"
#include "base/error.h"
#include "generator/generator.h"
#include "style/colour.h"
#include "train/texture_code.h"

#include <ATen/ops/pixel_shuffle.h>
#include <QtTest/QtTest>

using namespace effigy;
using avatar::MouthPaint;

namespace {

constexpr int kPlane = 64;
constexpr int kChannels = train::kCodeChannels + 2;

/// A yellowish mouth everywhere, and something in the channels that hold no colours.
torch::Tensor texture()
{
    auto lit = torch::empty({1, 3, 2 * kPlane, 2 * kPlane});
    const std::array<double, 3> colour = {0.72, 0.64, 0.5};
    for (int c = 0; c < 3; ++c)
        lit.select(1, c).fill_(colour[static_cast<std::size_t>(c)]);
    return torch::cat({train::textureCode(lit), torch::full({1, kChannels - train::kCodeChannels, kPlane, kPlane}, 0.3)}, 1);
}

/// The front colours as [1, 3, 2P, 2P], 0..1.
torch::Tensor colours(const torch::Tensor& code)
{
    return torch::sigmoid(train::kLogitScale * at::pixel_shuffle(code.slice(1, 0, train::kColourChannels), 2));
}

/// Mean OKLab over `where`.
Eigen::Vector3d meanLab(const torch::Tensor& code, const torch::Tensor& where)
{
    const auto picture = colours(code).contiguous();
    const auto mask = where.contiguous();
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    double count = 0.0;
    const auto texels = picture.size(2) * picture.size(3);
    const float *c = picture.data_ptr<float>(), *m = mask.data_ptr<float>();
    for (std::int64_t i = 0; i < texels; ++i) {
        if (m[i] < 0.5F)
            continue;
        sum += style::oklabOfSrgb({c[i], c[texels + i], c[2 * texels + i]}).cast<double>();
        count += 1.0;
    }
    return sum / count;
}

} // namespace

class TestMouthPaint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void partsLieApart();
    void nothingToPaintIsTheTextureItself();
    void onlyTheMouthsColoursChange();
    void whitenessRises();
    void warmthIsYellow();
    void cavityDarkensByStops();
    void fleshReddens();
    void refusesOtherSizes();

private:
    avatar::MouthTexels m_texels;
};

void TestMouthPaint::initTestCase()
{
    const auto model = head::loadFreeHead();
    m_texels = avatar::mouthTexels(*model, generator::headLayout(model->data(), kPlane), 2 * kPlane);
}

void TestMouthPaint::partsLieApart()
{
    for (const auto& part : {m_texels.teeth, m_texels.gums, m_texels.tongue})
        QVERIFY(part.sum().item<double>() > 20.0);
    QVERIFY((m_texels.teeth + m_texels.gums + m_texels.tongue).max().item<double>() <= 1.0);
    QVERIFY(m_texels.teeth.mean().item<double>() < 0.2);
}

void TestMouthPaint::nothingToPaintIsTheTextureItself()
{
    const auto before = texture();
    QVERIFY(avatar::paintedMouth(before, m_texels, {}).is_same(before));
}

void TestMouthPaint::onlyTheMouthsColoursChange()
{
    const auto before = texture();
    const auto after = avatar::paintedMouth(before, m_texels, {.whiteness = 0.8, .warmth = -0.3, .cavity = -1.0, .gums = 0.5, .tongue = 0.5});
    for (const auto& [first, last] : {std::pair{train::kForm, train::kSideDetail}, {train::kCodeChannels, kChannels}})
        QVERIFY(torch::equal(after.slice(1, first, last), before.slice(1, first, last)));
    const auto detail = [](const torch::Tensor& code) {
        return train::sideDetail(at::pixel_shuffle(code.slice(1, 0, train::kColourChannels), 2)) - code.slice(1, train::kSideDetail, train::kCodeChannels);
    };
    QVERIFY((detail(after) - detail(before)).abs().max().item<double>() < 1e-6);
    const auto mouth = m_texels.teeth + m_texels.gums + m_texels.tongue;
    const auto changed = (colours(after) - colours(before)).abs().amax(1, true);
    QVERIFY((changed * (1.0 - mouth)).max().item<double>() == 0.0);
    QVERIFY((changed * m_texels.teeth).sum().item<double>() > 0.0);
    QVERIFY((changed * m_texels.gums).sum().item<double>() > 0.0);
}

void TestMouthPaint::whitenessRises()
{
    double last = -1.0;
    for (const double k : {-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double light = meanLab(avatar::paintedMouth(texture(), m_texels, {.whiteness = k}), m_texels.teeth)[0];
        QVERIFY(light > last);
        last = light;
    }
    QVERIFY(meanLab(avatar::paintedMouth(texture(), m_texels, {.whiteness = 1.0}), m_texels.teeth)[2]
            < 0.5 * meanLab(texture(), m_texels.teeth)[2]); // less yellow
}

void TestMouthPaint::warmthIsYellow()
{
    const double plain = meanLab(texture(), m_texels.teeth)[2];
    QVERIFY(meanLab(avatar::paintedMouth(texture(), m_texels, {.warmth = 0.5}), m_texels.teeth)[2] > plain + 0.01);
    QVERIFY(meanLab(avatar::paintedMouth(texture(), m_texels, {.warmth = -0.5}), m_texels.teeth)[2] < plain - 0.01);
}

void TestMouthPaint::cavityDarkensByStops()
{
    const double plain = meanLab(texture(), m_texels.gums)[0];
    // Three stops halve OKLab's lightness, a cube root of light.
    QVERIFY(std::abs(meanLab(avatar::paintedMouth(texture(), m_texels, {.cavity = -3.0}), m_texels.gums)[0] - 0.5 * plain) < 0.01);
    QVERIFY(std::abs(meanLab(avatar::paintedMouth(texture(), m_texels, {.cavity = -3.0}), m_texels.teeth)[0]
                     - meanLab(texture(), m_texels.teeth)[0]) < 1e-6);
}

void TestMouthPaint::fleshReddens()
{
    for (const auto& [paint, where] : {std::pair(MouthPaint{.gums = 1.0}, m_texels.gums), std::pair(MouthPaint{.tongue = 1.0}, m_texels.tongue)})
        QVERIFY(meanLab(avatar::paintedMouth(texture(), m_texels, paint), where)[1] > 1.4 * meanLab(texture(), where)[1]);
}

void TestMouthPaint::refusesOtherSizes()
{
    QVERIFY_EXCEPTION_THROWN((void)avatar::paintedMouth(torch::zeros({1, kChannels, 32, 32}), m_texels, {.whiteness = 1.0}), base::ContractError);
}

QTEST_APPLESS_MAIN(TestMouthPaint)
#include "tst_mouth_paint.moc"
