// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "train/face_losses.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <functional>

using namespace effigy;
using namespace effigy::train;
using torch::Tensor;

namespace {

Tensor random(std::uint64_t seed, at::IntArrayRef sizes)
{
    return torch::rand(sizes, at::detail::createCPUGenerator(seed),
                       torch::TensorOptions(torch::kFloat64));
}

// Largest difference between the gradient of `loss` and central differences, over every number.
double gradientError(const Tensor& at, const std::function<Tensor(const Tensor&)>& loss)
{
    const Tensor leaf = at.clone().requires_grad_(true);
    loss(leaf).backward();
    const at::NoGradGuard noGrad;
    constexpr double kStep = 1e-6;
    double worst = 0.0;
    for (std::int64_t i = 0; i < at.numel(); ++i) {
        const auto value = [&](double step) {
            Tensor moved = at.clone();
            moved.view(-1)[i] += step;
            return loss(moved).item<double>();
        };
        const double slope = (value(kStep) - value(-kStep)) / (2.0 * kStep);
        worst = std::max(worst, std::abs(slope - leaf.grad().reshape(-1)[i].item<double>()));
    }
    return worst;
}

constexpr double kSlopeNoise = 1e-6; // of f64 differences over 1e-6, for values near 1

} // namespace

class TestFaceLosses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void landmarksCountByWeightAndConfidence();
    void openingsOfEqualFacesCostNothing();
    void lidsThatCloseCostTheirGap();
    void energyGrowsWithTheBatch();
    void greyLightCostsNothing();
    void evenShadingCostsNothing();
    void erosionLeavesTheRim();
    void symmetricMapsCostNothing();
    void regionsAreStretched();
    void gradientsAreThoseOfDifferences();
    void refusesWrongShapes();
};

void TestFaceLosses::landmarksCountByWeightAndConfidence()
{
    const Tensor predicted = torch::zeros({1, 68, 2});
    Tensor truth = torch::cat({torch::zeros({1, 68, 2}), torch::ones({1, 68, 1})}, 2);
    truth[0][30][0] = 1.0F; // the tip of the nose is off by 1 and counts three times
    const double weights = 68 + 4 * 1.0 + (9 - 3) * 0.5 + 3 * 2.0 + (20 - 2) * 0.5 + 2 * 2.0;
    QVERIFY(std::abs(landmarkWeights().sum().item<double>() - weights) < 1e-6); // f32 sum
    QVERIFY(std::abs(landmarkLoss(predicted, truth, landmarkWeights()).item<double>() -
                     3.0 / (2.0 * weights)) < 1e-8);
    truth[0][30][2] = 0.0F;
    QCOMPARE(landmarkLoss(predicted, truth).item<double>(), 0.0);
}

void TestFaceLosses::openingsOfEqualFacesCostNothing()
{
    const Tensor face = random(1, {2, 68, 2});
    QCOMPARE(eyeClosureLoss(face, face + 0.25).item<double>() < 1e-12, true); // moved, not changed
    QCOMPARE(lipDistanceLoss(face, face + 0.25).item<double>() < 1e-12, true);
}

void TestFaceLosses::lidsThatCloseCostTheirGap()
{
    Tensor open = torch::zeros({1, 68, 2}, torch::kFloat64);
    for (const std::int64_t upper : {37, 38, 43, 44})
        open[0][upper][1] = 0.5;
    const Tensor shut = torch::zeros_like(open);
    QVERIFY(std::abs(eyeClosureLoss(shut, open).item<double>() - 0.5) <
            1e-5); // the tiny under the root
}

void TestFaceLosses::energyGrowsWithTheBatch()
{
    QCOMPARE(codeEnergy(torch::full({1, 3}, 2.0F)).item<double>(), 6.0);
    QCOMPARE(codeEnergy(torch::full({2, 3}, 2.0F)).item<double>(), 12.0);
}

void TestFaceLosses::greyLightCostsNothing()
{
    QCOMPARE(lightColourfulness(random(2, {2, 9, 1}).expand({2, 9, 3})).item<double>() < 1e-30,
             true);
    const Tensor red = torch::tensor({3.0, 0.0, 0.0}, torch::kFloat64).expand({1, 9, 3});
    QVERIFY(std::abs(lightColourfulness(red).item<double>() - 2.0) < 1e-12); // (4 + 1 + 1) / 3
}

void TestFaceLosses::evenShadingCostsNothing()
{
    QCOMPARE(shadingRoughness(torch::full({1, 3, 6, 7}, 0.4)).item<double>(), 0.0);
    QCOMPARE(albedoRoughness(torch::full({1, 3, 6, 7}, 0.4)).item<double>(), 0.0);
    QCOMPARE(shadingWhiteness(torch::full({1, 3, 6, 7}, 0.99, torch::kFloat64)).item<double>() <
                 1e-30,
             true);
}

void TestFaceLosses::erosionLeavesTheRim()
{
    const Tensor unsure = notSurelyVisible(torch::ones({1, 1, 9, 9}));
    QCOMPARE(unsure.sum().item<double>(), 81.0 - 25.0); // two pixels around are never sure
    Tensor hole = torch::ones({1, 1, 20, 20});
    hole[0][0][10][10] = 0.0F;
    QCOMPARE(notSurelyVisible(hole).slice(2, 5, 16).slice(3, 5, 16).sum().item<double>(), 25.0);
}

void TestFaceLosses::symmetricMapsCostNothing()
{
    const Tensor half = random(3, {1, 1, 8, 4});
    const Tensor whole = torch::cat({half, half.flip(3)}, 3);
    QCOMPARE(softSymmetry(whole, torch::ones_like(whole)).item<double>(), 0.0);
    // The mirrored copy is constant: each side is pulled by one, not by two.
    const Tensor leaf = random(4, {1, 1, 4, 4}).requires_grad_(true);
    softSymmetry(leaf, torch::ones({1, 1, 4, 4}, torch::kFloat64)).backward();
    QVERIFY(at::equal(leaf.grad().abs(), torch::ones({1, 1, 4, 4}, torch::kFloat64)));
}

void TestFaceLosses::regionsAreStretched()
{
    const Tensor columns =
        torch::arange(256, torch::kFloat32).view({1, 1, 1, 256}).expand({1, 1, 256, 256});
    const Tensor face = regionOfMap(columns, FaceRegion::Face);
    QCOMPARE(face.size(3), std::int64_t{256});
    QCOMPARE(face[0][0][0][0].item<float>(), 50.0F);
    QCOMPARE(face[0][0][9][255].item<float>(), 205.0F);
}

void TestFaceLosses::gradientsAreThoseOfDifferences()
{
    const Tensor truth = random(5, {2, 68, 3}), image = random(6, {2, 3, 5, 6}),
                 mask = random(7, {2, 1, 5, 6});
    const Tensor weights = landmarkWeights().to(torch::kFloat64);
    const Tensor points = random(8, {2, 68, 2});
    QVERIFY(gradientError(points, [&](const Tensor& p) {
                return landmarkLoss(p, truth, weights);
            }) < kSlopeNoise);
    QVERIFY(gradientError(points, [&](const Tensor& p) { return eyeClosureLoss(p, truth); }) <
            kSlopeNoise);
    QVERIFY(gradientError(points, [&](const Tensor& p) { return lipDistanceLoss(p, truth); }) <
            kSlopeNoise);
    const Tensor picture = random(9, {2, 3, 5, 6});
    QVERIFY(gradientError(picture, [&](const Tensor& p) {
                return photometricLoss(p, image, mask);
            }) < kSlopeNoise);
    QVERIFY(gradientError(picture, shadingRoughness) < kSlopeNoise);
    QVERIFY(gradientError(picture, shadingWhiteness) < kSlopeNoise);
    QVERIFY(gradientError(random(10, {2, 9, 3}), lightColourfulness) < kSlopeNoise);
    QVERIFY(gradientError(random(11, {2, 20}), codeEnergy) < kSlopeNoise);
}

void TestFaceLosses::refusesWrongShapes()
{
    QVERIFY_EXCEPTION_THROWN((void)landmarkLoss(torch::zeros({1, 68, 2}), torch::zeros({1, 68, 2})),
                             base::ContractError);
    QVERIFY_EXCEPTION_THROWN(
        (void)eyeClosureLoss(torch::zeros({1, 51, 2}), torch::zeros({1, 51, 2})),
        base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)regionOfMap(torch::zeros({1, 1, 128, 128}), FaceRegion::Mouth),
                             base::ContractError);
}

QTEST_APPLESS_MAIN(TestFaceLosses)
#include "tst_face_losses.moc"
