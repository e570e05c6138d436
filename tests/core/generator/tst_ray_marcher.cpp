// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/ray_marcher.h"
#include "generator/ray_marcher_kernel.h"
#include "generator/ray_operators.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <cmath>

using namespace effigy::generator;
using effigy::test::drawn;
using torch::Tensor;

namespace {

// The quadrature from torch's own operators, in f64.
struct Reference {
    Tensor colour, depth, opacity;
};
Reference reference(const Tensor& colours, const Tensor& density, const Tensor& depths, bool whiteBack)
{
    const auto s = depths.size(2);
    const auto middle = [&](const Tensor& x) { return (x.slice(2, 0, s - 1) + x.slice(2, 1)) * 0.5; };
    const Tensor delta = depths.slice(2, 1) - depths.slice(2, 0, s - 1);
    const Tensor alpha = 1.0 - (-at::softplus(middle(density) - 1.0) * delta).exp();
    const Tensor kept = at::cat({at::ones_like(alpha.slice(2, 0, 1)), 1.0 - alpha + 1e-10}, 2).cumprod(2).slice(2, 0, s - 1);
    const Tensor weights = alpha * kept;
    Reference r;
    r.opacity = weights.sum(2);
    r.colour = (weights.unsqueeze(3) * middle(colours)).sum(2);
    if (whiteBack)
        r.colour = r.colour + 1.0 - r.opacity.unsqueeze(2);
    r.colour = 2.0 * r.colour - 1.0;
    r.depth = (weights * middle(depths)).sum(2) / r.opacity;
    return r;
}

} // namespace

class TestRayMarcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gathersAnOpaqueSurface();
    void leavesEmptySpaceEmpty();
    void gradientAgreesWithTorch_data();
    void gradientAgreesWithTorch();
    void ordersDepths();
    void weighsWhatIsEmptyAndFull();
};

void TestRayMarcher::gathersAnOpaqueSurface()
{
    // Density far above one between the second and the third sample stops the ray there.
    const Tensor density = torch::tensor({-50.0F, 1000.0F, 1000.0F, -50.0F}).reshape({1, 1, 4});
    const Tensor depths = torch::tensor({1.0F, 2.0F, 3.0F, 4.0F}).reshape({1, 1, 4});
    const Tensor colours = torch::tensor({0.0F, 1.0F, 0.0F, 0.0F}).reshape({1, 1, 4, 1});
    const March march = marchRays(colours, density, depths, false);
    QVERIFY(std::abs(march.opacity.item<float>() - 1.0F) < 1e-5F);
    QVERIFY(std::abs(march.depth.item<float>() - 1.5F) < 1e-5F);   // the interval from 1 to 2 is opaque: its mean density is
    QVERIFY(std::abs(march.colour.item<float>() - 0.0F) < 1e-5F);  // colour 0.5 in its middle, mapped to 0
}

void TestRayMarcher::leavesEmptySpaceEmpty()
{
    const Tensor density = torch::full({1, 2, 5}, -1000.0F), colours = torch::ones({1, 2, 5, 3});
    const Tensor depths = at::linspace(1.0, 2.0, 5).expand({1, 2, 5});
    const March black = marchRays(colours, density, depths, false), white = marchRays(colours, density, depths, true);
    QVERIFY(torch::equal(black.colour, torch::full({1, 2, 3}, -1.0F)));
    QVERIFY(torch::equal(white.colour, torch::full({1, 2, 3}, 1.0F)));
    QVERIFY(torch::equal(black.depth, torch::full({1, 2, 1}, 2.0F))); // the farthest sample
}

void TestRayMarcher::gradientAgreesWithTorch_data()
{
    QTest::addColumn<bool>("whiteBack");
    QTest::newRow("black") << false;
    QTest::newRow("white") << true;
}

void TestRayMarcher::gradientAgreesWithTorch()
{
    QFETCH(bool, whiteBack);
    const Tensor depths = std::get<0>(drawn({2, 7, 12}, 1).abs().sort(2)) + 1.0;
    Tensor colours = drawn({2, 7, 12, 5}, 2).set_requires_grad(true), density = (drawn({2, 7, 12}, 3) * 3.0).set_requires_grad(true);
    Tensor colours64 = colours.detach().to(torch::kFloat64).set_requires_grad(true);
    Tensor density64 = density.detach().to(torch::kFloat64).set_requires_grad(true);
    const Tensor dc = drawn({2, 7, 5}, 4), dd = drawn({2, 7}, 5), dw = drawn({2, 7}, 6);

    const March march = marchRays(colours, density, depths, whiteBack);
    ((march.colour * dc).sum() + (march.depth.squeeze(2) * dd).sum() + (march.opacity.squeeze(2) * dw).sum()).backward();
    const Reference expected = reference(colours64, density64, depths.to(torch::kFloat64), whiteBack);
    ((expected.colour * dc).sum() + (expected.depth * dd).sum() + (expected.opacity * dw).sum()).backward();

    constexpr double kRounding = 2e-4; // f32 against f64 through exponentials of a dozen factors
    QVERIFY(torch::allclose(march.colour.to(torch::kFloat64), expected.colour, kRounding, kRounding));
    QVERIFY(torch::allclose(colours.grad().to(torch::kFloat64), colours64.grad(), kRounding, kRounding));
    QVERIFY(torch::allclose(density.grad().to(torch::kFloat64), density64.grad(), kRounding, kRounding));
}

void TestRayMarcher::ordersDepths()
{
    const Tensor order = depthOrder(torch::tensor({3.0F, 1.0F, 2.0F, 1.0F}).reshape({1, 1, 4}));
    QVERIFY(torch::equal(order.flatten(), torch::tensor({1, 3, 2, 0}, torch::kInt64))); // equal depths stay in order
}

void TestRayMarcher::weighsWhatIsEmptyAndFull()
{
    constexpr int kRays = 200, kSamples = 9;
    // Densities from nothing to a wall, about the places where an exponential is spared as well.
    const Tensor density = (drawn({1, kRays, kSamples}, 1) * 30.0).contiguous();
    const Tensor depths = (std::get<0>(drawn({1, kRays, kSamples}, 2).abs().sort(2)) + 1.0).contiguous();
    const Tensor expected =
        marchWithOperators(torch::zeros({1, kRays, kSamples, 1}), density, depths, false).weights.reshape({kRays, kSamples - 1});
    const Tensor weights = torch::empty({kRays, kSamples - 1});
    for (int ray = 0; ray < kRays; ++ray)
        weighIntervals(density.data_ptr<float>() + ray * kSamples, depths.data_ptr<float>() + ray * kSamples, kSamples,
                       weights.data_ptr<float>() + ray * (kSamples - 1));
    QVERIFY(torch::allclose(weights, expected, 1e-5, 1e-6)); // rounding of eight factors
    QVERIFY(weights.eq(0.0).any().item<bool>() && weights.gt(0.99).any().item<bool>());
}

QTEST_GUILESS_MAIN(TestRayMarcher)
#include "tst_ray_marcher.moc"
