// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/gan_loss.h"
#include "train/gan_schedule.h"

#include "generator/discriminator.h"
#include "generator/synthesis.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <limits>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

class TestGanSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fadesTheLabelSwap();
    void fadesTheBlur();
    void rampsTheResolution();
    void averagesSlowerLater();
    void scalesLazyRates();
    void swapsWithTheNeighbour();
    void cleansGradients();
    void averagesTrainedAndCopiesTheRest();
    void pathLengthsPassSecondGradients();
    void judgesARenderingToo();
};

void TestGanSchedule::fadesTheLabelSwap()
{
    const GanSchedule schedule;
    QCOMPARE(swapProbability(schedule, 0.0), 1.0);
    QCOMPARE(swapProbability(schedule, 500'000.0), 0.75);
    QCOMPARE(swapProbability(schedule, 9e9), 0.5);
    QCOMPARE(swapProbability({.swapProbability = {}}, 0.0), 0.0);
}

void TestGanSchedule::fadesTheBlur()
{
    const GanSchedule schedule; // 200 kimg at a batch of 32
    QCOMPARE(blurDeviation(schedule, 0.0), 10.0);
    QCOMPARE(blurDeviation(schedule, 100'000.0), 5.0);
    QCOMPARE(blurDeviation(schedule, 200'000.0), 0.0);
    const Tensor picture = torch::ones({1, 1, 5, 5});
    QVERIFY(torch::equal(blurred(picture, 0.0), picture));
    QCOMPARE(blurTaps(3.0).size(0), std::int64_t{19});
}

void TestGanSchedule::rampsTheResolution()
{
    QCOMPARE(rawResolution({}, 5e6), 64);
    QCOMPARE(rawResolution({.rawEnd = 128}, 500'000.0), 96);
    QCOMPARE(rawResolution({.rawEnd = 128}, 5e6), 128);
}

void TestGanSchedule::averagesSlowerLater()
{
    const GanSchedule schedule;
    QVERIFY(averageDecay(schedule, 0.0) == 0.0);
    QCOMPARE(averageDecay(schedule, 9e9), std::pow(0.5, 32.0 / 10'000.0));
    QVERIFY(averageDecay(schedule, 1000.0) < averageDecay(schedule, 2000.0));
}

void TestGanSchedule::scalesLazyRates()
{
    // 4 of 5 and 16 of 17 steps: 0.99 to the power 0.8 and 0.941.
    const LazyRates g = lazyRates(0.0025, 0.0, 0.99, 4), d = lazyRates(0.002, 0.0, 0.99, 16);
    QVERIFY(std::abs(g.learningRate - 0.002) < 1e-12 && std::abs(g.beta2 - 0.991992) < 1e-6);
    QVERIFY(std::abs(d.learningRate - 0.00188235) < 1e-8 && std::abs(d.beta2 - 0.9905855) < 1e-6);
}

void TestGanSchedule::swapsWithTheNeighbour()
{
    const Tensor label = torch::tensor({{1.0F, 2.0F}, {3.0F, 4.0F}});
    const Tensor swapped = swappedLabels(label, torch::tensor({{0.4F}, {0.6F}}), 0.5);
    QVERIFY(torch::equal(swapped, torch::tensor({{3.0F, 4.0F}, {3.0F, 4.0F}})));
}

void TestGanSchedule::cleansGradients()
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    Tensor gradient =
        torch::tensor({std::numeric_limits<float>::quiet_NaN(), kInfinity, -kInfinity, 0.5F});
    cleanGradient(gradient);
    QVERIFY(torch::equal(gradient, torch::tensor({0.0F, 1e5F, -1e5F, 0.5F})));
}

void TestGanSchedule::averagesTrainedAndCopiesTheRest()
{
    tensorio::StateDict average, current;
    for (const char* name : {"weight", "buffer"}) {
        average.set(name, torch::zeros({2}));
        current.set(name, torch::ones({2}));
    }
    moveAverage(average, current, {"weight"}, 0.75);
    QVERIFY(torch::equal(average.at("weight"), torch::full({2}, 0.25F)));
    QVERIFY(torch::equal(average.at("buffer"), torch::ones({2})));
}

void TestGanSchedule::pathLengthsPassSecondGradients()
{
    // The gradient of the penalty in a noise strength against central differences, through the
    // synthesis networks.
    generator::GeneratorConfig config;
    config.wDim = 8;
    config.channelBase = 64;
    config.channelMax = 4;
    config.planeResolution = 8;
    config.mouth = config.blending = {8, 4, 8};
    tensorio::StateDict parameters = generator::randomParameters(config, 3);
    const std::string probe = "backbone.synthesis.b4.conv1.bias";
    const auto random = [](std::initializer_list<std::int64_t> shape, std::uint64_t seed) {
        return at::randn(shape, at::detail::createCPUGenerator(seed), torch::kFloat32);
    };
    const Tensor noise = random({2, 96, 8, 8}, 5);
    const auto penalty = [&](const Tensor& bias) {
        parameters.set(probe, bias);
        const Tensor ws = random({2, 4, 8}, 4).requires_grad_();
        const Tensor picture = generator::synthesisNetwork(
            generator::ParameterScope(parameters) / "backbone" / "synthesis", ws, 8, {});
        return pathLengths(picture, ws, noise, torch::zeros({})).penalty.sum();
    };
    const Tensor bias = random({4}, 6).requires_grad_();
    const Tensor gradient = torch::autograd::grad({penalty(bias)}, {bias})[0];
    constexpr double kStep = 1e-3;
    for (std::int64_t i = 0; i < 4; ++i) {
        Tensor up = bias.detach().clone(), down = up.clone();
        up[i] += kStep;
        down[i] -= kStep;
        const double numeric = (penalty(up) - penalty(down)).item<double>() / (2.0 * kStep);
        const double analytic = gradient[i].item<double>();
        // f32 differences of a step of 1e-3, and the kinks of leaky ReLUs within it
        QVERIFY2(std::abs(numeric - analytic) <= 0.03 * std::max(1.0, std::abs(analytic)),
                 qPrintable(QStringLiteral("%1 is not %2").arg(numeric).arg(analytic)));
    }
}

void TestGanSchedule::judgesARenderingToo()
{
    generator::Discriminator discriminator;
    discriminator.config = {
        .imageResolution = 16, .renderingChannels = 3, .channelBase = 128, .channelMax = 8};
    discriminator.parameters = generator::randomParameters(discriminator.config, 1);
    const auto random = [](std::initializer_list<std::int64_t> shape, std::uint64_t seed) {
        return at::randn(shape, at::detail::createCPUGenerator(seed), torch::kFloat32);
    };
    const Tensor rendering = random({4, 3, 16, 16}, 2).requires_grad_();
    generator::DiscriminatorInput input = {random({4, 3, 16, 16}, 3), random({4, 3, 4, 4}, 4),
                                           rendering, random({4, 25}, 5)};
    const Tensor logits = generator::discriminate(discriminator, input);
    QCOMPARE(logits.sizes(), at::IntArrayRef({4, 1}));
    const Tensor gradient = torch::autograd::grad({logits.sum()}, {rendering})[0];
    QVERIFY(gradient.abs().max().item<float>() > 0.0F);
    input.rendering = Tensor();
    QVERIFY_THROWS_EXCEPTION(std::exception, (void)generator::discriminate(discriminator, input));
}

QTEST_GUILESS_MAIN(TestGanSchedule)
#include "tst_gan_schedule.moc"
