// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/mrf_loss.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

Tensor normal(std::uint64_t seed, at::IntArrayRef sizes)
{
    return torch::randn(sizes, at::detail::createCPUGenerator(seed),
                        torch::TensorOptions(torch::kFloat64));
}

} // namespace

class TestMrfLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalFeaturesCostNothing();
    void strangersCostAboutTwo();
    void flatFeaturesStayFinite();
    void cosinesAboveOneStayFinite();
    void gradientIsThatOfDifferences();
    void picturesTakeTurnsWithFewerTargets();
    void readsTheFirstReluOfItsBlocks();
    void refusesOtherSizes();
};

void TestMrfLoss::equalFeaturesCostNothing()
{
    const Tensor features = normal(1, {2, 16, 6, 5});
    QVERIFY(diversifiedMrf(features, features).abs().max().item<double>() <
            1e-9); // each finds itself
}

void TestMrfLoss::strangersCostAboutTwo()
{
    const double loss =
        diversifiedMrf(normal(2, {1, 16, 8, 8}), normal(3, {1, 16, 8, 8})).item<double>();
    QVERIFY2(loss > 1.7 && loss < 2.3,
             std::to_string(loss).c_str()); // 1.97 to 2.07 over many draws
}

void TestMrfLoss::flatFeaturesStayFinite()
{
    // Every patch equals its own mean over the channels.
    const Tensor flat = torch::ones({1, 4, 3, 3}, torch::kFloat64);
    QVERIFY(std::isfinite(diversifiedMrf(flat, flat).item<double>()));
}

void TestMrfLoss::cosinesAboveOneStayFinite()
{
    // As products in TF32 on a GPU: eight bits hold no cosine that is close to 1.
    const Tensor features = normal(4, {1, 64, 8, 8}).to(torch::kBFloat16);
    const double loss = diversifiedMrf(features, features).item<double>();
    QVERIFY2(std::isfinite(loss), std::to_string(loss).c_str());
}

void TestMrfLoss::gradientIsThatOfDifferences()
{
    const Tensor target = normal(5, {1, 6, 3, 4}), at = normal(4, {1, 6, 3, 4});
    const Tensor leaf = at.clone().requires_grad_(true);
    diversifiedMrf(leaf, target).sum().backward();
    const at::NoGradGuard noGrad;
    constexpr double kStep = 1e-6;
    for (std::int64_t i = 0; i < at.numel(); ++i) {
        const auto value = [&](double step) {
            Tensor moved = at.clone();
            moved.view(-1)[i] += step;
            return diversifiedMrf(moved, target).item<double>();
        };
        const double slope = (value(kStep) - value(-kStep)) / (2.0 * kStep);
        QVERIFY(std::abs(slope - leaf.grad().view(-1)[i].item<double>()) < 1e-6); // f64 differences
    }
}

void TestMrfLoss::picturesTakeTurnsWithFewerTargets()
{
    const Tensor target = normal(6, {2, 8, 4, 5}), other = normal(7, {2, 8, 4, 5});
    const Tensor both = diversifiedMrf(at::cat({other, target}), target);
    QVERIFY(at::equal(both.slice(0, 0, 2), diversifiedMrf(other, target)));
    QVERIFY(both.slice(0, 2).abs().max().item<double>() < 1e-9); // each finds itself
    QVERIFY_EXCEPTION_THROWN((void)diversifiedMrf(at::cat({other, target}).slice(0, 1), target),
                             base::ContractError);
}

void TestMrfLoss::readsTheFirstReluOfItsBlocks()
{
    const auto infos = vggParameters();
    QCOMPARE(infos.size(), std::size_t{18});
    QCOMPARE(infos[8].name, std::string("features.10.weight"));
    QCOMPARE(infos.back().name, std::string("features.19.bias"));
    tensorio::StateDict weights;
    for (const auto& info : infos)
        weights.set(info.name, torch::full(info.shape, 0.001F));
    const VggFeatures features = vgg19(torch::rand({1, 3, 32, 24}), {weights, ""});
    QCOMPARE(features.relu3.sizes(), at::IntArrayRef({1, 256, 8, 6}));
    QCOMPARE(features.relu4.sizes(), at::IntArrayRef({1, 512, 4, 3}));
}

void TestMrfLoss::refusesOtherSizes()
{
    QVERIFY_EXCEPTION_THROWN(
        (void)diversifiedMrf(torch::zeros({1, 4, 3, 3}), torch::zeros({1, 4, 3, 2})),
        base::ContractError);
}

QTEST_APPLESS_MAIN(TestMrfLoss)
#include "tst_mrf_loss.moc"
