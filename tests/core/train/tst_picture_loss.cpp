// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/picture_loss.h"

#include <QtTest/QtTest>

#include <ATen/CPUGeneratorImpl.h>

#include <functional>

using namespace effigy::train;

namespace {

torch::Tensor randomPicture(std::uint64_t seed, int size, int channels = 3)
{
    const auto generator = at::detail::createCPUGenerator(seed);
    return torch::rand({1, channels, size, size}, generator, torch::TensorOptions(torch::kFloat64));
}

torch::Tensor ones(int size)
{
    return torch::ones({1, 1, size, size}, torch::kFloat64);
}

using Loss = std::function<torch::Tensor(const torch::Tensor&, const torch::Tensor&, const torch::Tensor&)>;

const Loss kLaplacian = [](const auto& a, const auto& b, const auto& w) { return laplacianLoss(a, b, w, 3); };
const Loss kDirection = [](const auto& a, const auto& b, const auto& w) { return gradientDirectionLoss(a, b, w, 0.1); };
const Loss kColour = [](const auto& a, const auto& b, const auto& w) { return blurredColourLoss(a, b, w, 2); };

/// Largest difference between the gradient and central differences over the pixels of an 8x8 picture.
double gradientError(const Loss& loss)
{
    auto a = randomPicture(1, 8).set_requires_grad(true);
    const auto b = randomPicture(2, 8);
    const auto weight = randomPicture(3, 8, 1);
    loss(a, b, weight).backward();
    const auto gradient = a.grad().flatten();
    const torch::NoGradGuard noGrad;
    constexpr double step = 1e-6;
    double worst = 0.0;
    for (std::int64_t i = 0; i < gradient.numel(); ++i) {
        auto up = a.detach().clone(), down = a.detach().clone();
        up.view(-1)[i] += step;
        down.view(-1)[i] -= step;
        const double slope =
            (loss(up, b, weight).item<double>() - loss(down, b, weight).item<double>()) / (2.0 * step);
        worst = std::max(worst, std::abs(slope - gradient[i].item<double>()));
    }
    return worst;
}

} // namespace

class TestPictureLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void laplacianOfAConstantIsTheLastLevel();
    void laplacianSeesNothingOfHiddenPixels();
    void directionIgnoresContrast();
    void weightZeroHidesPixels();
    void vanishesOnlyForEqualPictures();
    void gradientsMatchFiniteDifferences();
    void signalToNoiseOfAKnownError();
    void refusesOtherShapes();
};

void TestPictureLoss::laplacianSeesNothingOfHiddenPixels()
{
    const auto a = randomPicture(4, 16), b = randomPicture(5, 16);
    auto weight = ones(16);
    weight.slice(3, 6, 11).zero_();
    auto other = a.clone();
    other.slice(3, 6, 11) += 0.5;
    QCOMPARE(laplacianLoss(other, b, weight, 3).item<double>(), laplacianLoss(a, b, weight, 3).item<double>());
}

void TestPictureLoss::laplacianOfAConstantIsTheLastLevel()
{
    const auto a = ones(16).expand({1, 3, 16, 16});
    QVERIFY(std::abs(laplacianLoss(a * 0.75, a * 0.5, ones(16), 3).item<double>() - 4 * 0.25) < 1e-12);
}

void TestPictureLoss::directionIgnoresContrast()
{
    const auto a = randomPicture(4, 16) * 100.0; // far above the floor
    QVERIFY(gradientDirectionLoss(a * 2.0, a, ones(16), 0.01).item<double>() < 1e-3);
    QVERIFY(gradientDirectionLoss(-a, a, ones(16), 0.01).item<double>() > 0.5);
}

void TestPictureLoss::weightZeroHidesPixels()
{
    const auto a = randomPicture(5, 16);
    auto b = a.clone();
    b.slice(3, 8) += 0.5;
    auto weight = ones(16);
    weight.slice(3, 8) = 0.0;
    QVERIFY(absoluteError(a, b, weight).item<double>() < 1e-12);
    QVERIFY(squaredError(a, b, weight).item<double>() < 1e-12);
    QVERIFY(absoluteError(a, b, ones(16)).item<double>() > 0.2);
}

void TestPictureLoss::vanishesOnlyForEqualPictures()
{
    const auto a = randomPicture(6, 16), b = randomPicture(7, 16);
    for (const auto& loss : {kLaplacian, kDirection, kColour}) {
        QVERIFY(loss(a, a, ones(16)).item<double>() < 1e-12);
        QVERIFY(loss(a, b, ones(16)).item<double>() > 1e-4);
    }
}

void TestPictureLoss::gradientsMatchFiniteDifferences()
{
    for (const auto& loss : {kLaplacian, kDirection, kColour})
        QVERIFY(gradientError(loss) < 1e-6); // f64 with steps of 1e-6
}

void TestPictureLoss::signalToNoiseOfAKnownError()
{
    const auto a = randomPicture(8, 16);
    QVERIFY(std::abs(peakSignalToNoise(a, a + 0.1, ones(16), 1.0) - 20.0) < 1e-9);
    auto mask = ones(16);
    mask.slice(2, 0, 8) = 0.0;
    auto b = a + 0.1;
    b.slice(2, 0, 8) += 5.0;
    QVERIFY(std::abs(peakSignalToNoise(a, b, mask, 1.0) - 20.0) < 1e-9);
}

void TestPictureLoss::refusesOtherShapes()
{
    QVERIFY_EXCEPTION_THROWN((void)absoluteError(randomPicture(1, 8), randomPicture(1, 16), ones(8)),
                             effigy::base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)absoluteError(randomPicture(1, 8), randomPicture(1, 8), ones(16)),
                             effigy::base::ContractError);
}

QTEST_APPLESS_MAIN(TestPictureLoss)
#include "tst_picture_loss.moc"
