// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/convolution.h"
#include "generator/fir.h"
#include "generator/fir_operators.h"
#include "parity/next3d_operators.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <functional>

using namespace effigy;
using torch::Tensor;

namespace {

Tensor seeded(std::vector<std::int64_t> shape, std::int64_t seed)
{
    return at::randn(shape, at::detail::createCPUGenerator(static_cast<std::uint64_t>(seed)), torch::kFloat32);
}

} // namespace

// Tolerances stand in the README of the set, beside what two valid runs of the reference differ by.
class TestOperators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void activates() { compare("ops_bias_act", parity::biasAct(m_set), 20); }
    void filters() { compare("ops_upfirdn2d", parity::upfirdn(m_set), 16); }
    void convolves() { compare("ops_conv2d_resample", parity::convolution(m_set), 17); }
    void modulates() { compare("ops_modulated_conv2d", parity::modulatedConvolution(m_set), 6); }
    void maps() { compare("ops_mapping", parity::mappings(m_set), 9); }
    void runsBlocks() { compare("ops_blocks", parity::blocks(m_set), 17); }
    void resamples() { compare("ops_resample", parity::resampling(m_set), 17); }
    void rendersVolumes() { compare("ops_volume", parity::volumes(m_set), 25); }
    void conditions() { compare("ops_styleunet", parity::conditionedNetworks(m_set), 17); }
    void discriminates() { compare("ops_discriminator", parity::discriminators(m_set), 76); }
    void runsPlainNetworks() { compare("layout_outputs", parity::plainNetworks(m_set), 7); }
    void fastFiltersEqualTheGeneralOne();
    void fastFiltersPassGradients();
    void bothWaysUpAgree();

private:
    void compare(const char* file, const tensorio::StateDict& computed, std::size_t expected)
    {
        const auto results = parity::compare(m_set, file, computed);
        QCOMPARE(results.size(), expected);
        for (const auto& result : results)
            QVERIFY2(result.fits, qPrintable(QStringLiteral("%1: worst %2, allowed %3").arg(QString::fromStdString(result.name))
                                                 .arg(result.worst).arg(result.allowed)));
    }

    parity::ParitySet m_set{EFFIGY_TEST_DATA "/next3d-ops"};
};

void TestOperators::fastFiltersEqualTheGeneralOne()
{
    using namespace generator;
    const Tensor x = seeded({2, 3, 12, 18}, 1), f = smoothFilter();
    constexpr double kRounding = 1e-5; // sixteen f32 products
    QVERIFY(torch::allclose(upsample2d(x), upfirdn2d(x, f, {.upX = 2, .upY = 2, .padding = {2, 1, 2, 1}, .gain = 4.0}), kRounding, kRounding));
    QVERIFY(torch::allclose(downsample2d(x), upfirdn2d(x, f, {.downX = 2, .downY = 2, .padding = {1, 1, 1, 1}}), kRounding, kRounding));
    for (const int p : {0, 1, 2, 3})
        QVERIFY(torch::allclose(smooth2d(x, p), upfirdn2d(x, f, {.padding = {p, p, p, p}}), kRounding, kRounding));
    // And by operators, as on a GPU.
    QVERIFY(torch::allclose(firWithOperators(x, FirMode::Up, 0), upsample2d(x), kRounding, kRounding));
    QVERIFY(torch::allclose(firWithOperators(x, FirMode::Down, 0), downsample2d(x), kRounding, kRounding));
    for (int p = 0; p <= 3; ++p)
        QVERIFY(torch::allclose(firWithOperators(x, FirMode::Smooth, p), smooth2d(x, p), kRounding, kRounding));
}

void TestOperators::fastFiltersPassGradients()
{
    using namespace generator;
    const std::vector<std::function<Tensor(const Tensor&)>> fast = {
        [](const Tensor& x) { return upsample2d(x); }, [](const Tensor& x) { return downsample2d(x); },
        [](const Tensor& x) { return smooth2d(x, 1); }, [](const Tensor& x) { return smooth2d(x, 2); }};
    for (const auto& filter : fast) {
        Tensor x = seeded({1, 2, 6, 8}, 2).set_requires_grad(true);
        const Tensor y = filter(x);
        const Tensor dy = seeded(y.sizes().vec(), 3);
        (y * dy).sum().backward();
        // A linear map L and its gradient satisfy <L v, dy> = <v, L^T dy> for every v.
        const Tensor v = seeded({1, 2, 6, 8}, 4);
        const double forward = (filter(v) * dy).sum().item<double>(), backward = (v * x.grad()).sum().item<double>();
        QVERIFY2(std::abs(forward - backward) < 1e-4, qPrintable(QString::number(forward - backward))); // f32 sums of 200 products
    }
}

void TestOperators::bothWaysUpAgree()
{
    using namespace generator;
    // Small layers go through four phases, wide ones through a transposed convolution.
    const Tensor x = seeded({1, 100, 5, 7}, 5), weight = seeded({100, 100, 3, 3}, 6);
    const Tensor wide = convolve(x, weight, nn::Resampling::Up);
    const Tensor small = convolve(x.slice(1, 0, 4), weight.slice(0, 0, 8).slice(1, 0, 4), nn::Resampling::Up);
    const Tensor masked = weight * (at::arange(100) < 4).to(torch::kFloat32).reshape({1, 100, 1, 1});
    QVERIFY(torch::allclose(convolve(x, masked, nn::Resampling::Up).slice(1, 0, 8), small, 1e-4, 1e-4)); // 36 f32 products
    QCOMPARE(wide.size(3), std::int64_t{14});
}

QTEST_GUILESS_MAIN(TestOperators)
#include "tst_operators.moc"
