// SPDX-License-Identifier: GPL-3.0-or-later
//
// Superresolution in half precision, by rounding f32 where a GPU rounds.
#include "generator/generator.h"
#include "generator/half_precision.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>

using namespace effigy;
using namespace effigy::generator;
using torch::Tensor;

namespace {

constexpr int kStyles = 32;

/// A published superresolution of fewer styles, biases as in a trained network.
GeneratorConfig sized()
{
    GeneratorConfig config;
    config.wDim = kStyles;
    config.superresolution = superresolutionNamed("SuperresolutionHybrid2X");
    config.superresolution.clamp = 256.0;
    return config;
}

bool isHalf(const Tensor& x)
{
    return torch::equal(x, x.to(torch::kFloat16).to(torch::kFloat32));
}

} // namespace

class TestHalfPrecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesNumbersThatHalfHolds();
    void matchesFullPrecision();
    void holdsWeightsOfAnySize();
    void clampsWhatIsTooLarge();
    void takesSeveralPictures();

private:
    [[nodiscard]] ParameterScope scope() const { return ParameterScope(m_parameters) / "superresolution"; }
    [[nodiscard]] Tensor image(Precision precision, const Tensor& x) const
    {
        const torch::NoGradGuard noGradient;
        return superresolve(scope(), x, x.slice(1, 0, 3), m_w.expand({x.size(0), -1}), m_config.superresolution,
                            {.clamp = 256.0, .synthesis = {.noise = NoiseMode::None}, .precision = precision});
    }

    GeneratorConfig m_config = sized();
    tensorio::StateDict m_parameters;
    Tensor m_w, m_x;
};

void TestHalfPrecision::initTestCase()
{
    torch::manual_seed(4);
    for (const ParameterInfo& info : parameterList(m_config))
        if (info.name.starts_with("superresolution."))
            m_parameters.set(info.name, info.name.ends_with("affine.bias") ? torch::ones(info.shape)
                                        : info.name.ends_with("bias")     ? torch::randn(info.shape) * 0.2
                                                                          : torch::randn(info.shape));
    m_w = torch::randn({1, kStyles});
    m_x = torch::tanh(torch::randn({1, 32, 64, 64}));
}

void TestHalfPrecision::givesNumbersThatHalfHolds()
{
    const torch::NoGradGuard noGradient;
    for (const nn::Resampling resampling : {nn::Resampling::Same, nn::Resampling::Up}) {
        const auto layer = scope() / (resampling == nn::Resampling::Up ? "block1" : "block0") / "conv0";
        const Tensor x = resampling == nn::Resampling::Up ? torch::randn({1, 128, 32, 32}) : m_x;
        const Tensor y = synthesisLayer(layer, x, m_w, resampling, {.clamp = 256.0, .synthesis = {.noise = NoiseMode::None}, .precision = Precision::Rounded});
        QVERIFY(isHalf(y));
        QCOMPARE(y.size(3), x.size(3) * (resampling == nn::Resampling::Up ? 2 : 1));
        const Tensor full = synthesisLayer(layer, x, m_w, resampling, {.clamp = 256.0, .synthesis = {.noise = NoiseMode::None}});
        QVERIFY(!isHalf(full));
        const double error = (y - full).abs().max().item<double>(), size = full.abs().max().item<double>();
        QVERIFY2(error < 4e-3 * size, qPrintable(QString::number(error / size))); // four roundings of 11 bits
        QVERIFY(error > 0.0);
    }
}

void TestHalfPrecision::matchesFullPrecision()
{
    const Tensor full = image(Precision::Full, m_x), half = image(Precision::Rounded, m_x);
    QCOMPARE(full.sizes().vec(), (std::vector<std::int64_t>{1, 3, 128, 128}));
    QCOMPARE(half.scalar_type(), torch::kFloat32);
    const double range = full.std().item<double>() * 4.0; // what a trained network spreads over -1..1
    const double decibels = 20.0 * std::log10(range / (full - half).square().mean().sqrt().item<double>());
    qInfo("%.1f dB", decibels);
    QVERIFY2(decibels > 60.0, qPrintable(QString::number(decibels))); // 11 bits, about six roundings on the way
}

void TestHalfPrecision::holdsWeightsOfAnySize()
{
    // 1e5 is beyond what f16 holds; demodulated layers give the same whatever the size.
    const auto large = [&] {
        tensorio::StateDict parameters = m_parameters.clone();
        for (const char* layer : {"block0.conv0", "block0.conv1", "block1.conv0", "block1.conv1"})
            parameters.at(std::string("superresolution.") + layer + ".weight").mul_(1e5);
        return parameters;
    }();
    const torch::NoGradGuard noGradient;
    const auto made = [&](const tensorio::StateDict& parameters) {
        return superresolve(ParameterScope(parameters) / "superresolution", m_x, m_x.slice(1, 0, 3), m_w, m_config.superresolution,
                            {.clamp = 256.0, .synthesis = {.noise = NoiseMode::None}, .precision = Precision::Rounded});
    };
    const Tensor usual = made(m_parameters), scaled = made(large);
    QVERIFY(scaled.isfinite().all().item<bool>());
    QVERIFY((usual - scaled).abs().max().item<double>() < 2e-2 * usual.abs().max().item<double>());
}

void TestHalfPrecision::clampsWhatIsTooLarge()
{
    const torch::NoGradGuard noGradient;
    const Tensor y = synthesisLayer(scope() / "block0" / "conv0", m_x * 2000.0, m_w, nn::Resampling::Same,
                                    {.clamp = 256.0, .synthesis = {.noise = NoiseMode::None}, .precision = Precision::Rounded});
    QCOMPARE(y.max().item<double>(), 256.0);
    QVERIFY(y.min().item<double>() >= -256.0);
}

void TestHalfPrecision::takesSeveralPictures()
{
    const Tensor other = m_x.flip({3}), both = image(Precision::Rounded, at::cat({m_x, other}, 0));
    QVERIFY(torch::allclose(both.slice(0, 0, 1), image(Precision::Rounded, m_x), 0.0, 1e-5));
    QVERIFY(torch::allclose(both.slice(0, 1, 2), image(Precision::Rounded, other), 0.0, 1e-5));
}

QTEST_GUILESS_MAIN(TestHalfPrecision)
#include "tst_half_precision.moc"
