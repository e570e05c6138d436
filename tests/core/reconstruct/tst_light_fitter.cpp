// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/sh_light.h"
#include "reconstruct/light_fitter.h"

#include <QtTest/QtTest>

#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

/// Skin of one colour on the front half of a sphere under a soft light from above left.
std::vector<SkinSample> sphere(const Eigen::Vector3f& skin, const ShLight& light, int outliers)
{
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    std::vector<SkinSample> samples;
    while (samples.size() < 3000) {
        const Eigen::Vector3f n = Eigen::Vector3f(normal(random), normal(random), normal(random)).normalized();
        if (n.z() < 0.2F)
            continue;
        const Eigen::Vector3f shade = light.transpose() * mesh::shTerms(n);
        samples.push_back({n, skin.cwiseProduct(shade), 1.0F});
    }
    for (int i = 0; i < outliers; ++i)
        samples[i].linearRgb.setConstant(0.02F); // brows and stubble
    return samples;
}

ShLight softLight()
{
    ShLight light = ShLight::Zero();
    light.row(0).setConstant(2.5F);
    light.row(1).setConstant(0.15F);
    light.row(2).setConstant(0.2F);
    light.row(3).setConstant(0.25F);
    return light;
}

} // namespace

class TestLightFitter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reproducesSkinUnderLight();
    void overlooksBrows();
    void shadesTheSamplesByOneOnAverage();
    void isEvenWithoutSamples();
    void keepsUnseenSidesSane();
};

void TestLightFitter::reproducesSkinUnderLight()
{
    const auto samples = sphere({0.5F, 0.35F, 0.25F}, softLight(), 0);
    const LitSkin lit = fitLight(samples);
    double sum = 0.0;
    for (const auto& sample : samples) {
        const Eigen::Vector3f made = lit.skin.cwiseProduct(shading(lit.light, sample.normal));
        const double error = (made - sample.linearRgb).norm() / sample.linearRgb.norm();
        QVERIFY2(error < 0.15, qPrintable(QString::number(error))); // the prior of the unseen half bends the rim
        sum += error;
    }
    QVERIFY2(sum / 3000 < 0.03, qPrintable(QString::number(sum / 3000)));
}

void TestLightFitter::overlooksBrows()
{
    const LitSkin clean = fitLight(sphere({0.5F, 0.35F, 0.25F}, softLight(), 0));
    const LitSkin spotted = fitLight(sphere({0.5F, 0.35F, 0.25F}, softLight(), 300));
    QVERIFY((clean.skin - spotted.skin).norm() < 0.02F * clean.skin.norm()); // a tenth of black would take 10 % in a mean
}

void TestLightFitter::shadesTheSamplesByOneOnAverage()
{
    const auto samples = sphere({0.3F, 0.2F, 0.1F}, softLight(), 0);
    const LitSkin lit = fitLight(samples);
    Eigen::Vector3f mean = Eigen::Vector3f::Zero();
    for (const auto& sample : samples)
        mean += shading(lit.light, sample.normal) / static_cast<float>(samples.size());
    QVERIFY((mean - Eigen::Vector3f::Ones()).cwiseAbs().maxCoeff() < 0.02F); // robust weights move the mean a little
}

void TestLightFitter::isEvenWithoutSamples()
{
    const LitSkin lit = fitLight({});
    for (const Eigen::Vector3f& n : {Eigen::Vector3f(0, 0, 1), Eigen::Vector3f(1, 0, 0), Eigen::Vector3f(0, -1, 0)})
        QVERIFY((shading(lit.light, n) - Eigen::Vector3f::Ones()).norm() < 1e-5F);
}

void TestLightFitter::keepsUnseenSidesSane()
{
    const LitSkin lit = fitLight(sphere({0.5F, 0.35F, 0.25F}, softLight(), 0));
    for (const Eigen::Vector3f& n : {Eigen::Vector3f(0, 0, -1), Eigen::Vector3f(0.7F, 0, -0.7F), Eigen::Vector3f(0, -1, 0)}) {
        const Eigen::Vector3f shade = shading(lit.light, n);
        QVERIFY(shade.minCoeff() > 0.4F && shade.maxCoeff() < 1.5F);
    }
}

QTEST_APPLESS_MAIN(TestLightFitter)
#include "tst_light_fitter.moc"
