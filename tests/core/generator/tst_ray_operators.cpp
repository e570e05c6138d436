// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/ray_operators.h"
#include "generator/rays.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy::generator;
using effigy::test::drawn;
using torch::Tensor;

// The kernels of the CPU are the reference: both must give the same for the same arguments.
class TestRayOperators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marchesAsTheKernel_data();
    void marchesAsTheKernel();
    void drawsDepthsAsTheKernel();
};

void TestRayOperators::marchesAsTheKernel_data()
{
    QTest::addColumn<bool>("isWhiteBack");
    QTest::newRow("on black") << false;
    QTest::newRow("on white") << true;
}

void TestRayOperators::marchesAsTheKernel()
{
    QFETCH(bool, isWhiteBack);
    const Tensor colours = drawn({2, 5, 12, 7}, 1), density = 3.0 * drawn({2, 5, 12}, 2);
    const Tensor depths = std::get<0>(at::sort(2.0 + drawn({2, 5, 12}, 3).abs(), -1));
    const March kernel = marchRays(colours, density, depths, isWhiteBack), operators = marchWithOperators(colours, density, depths, isWhiteBack);
    constexpr double kRounding = 2e-6;
    QVERIFY(at::allclose(operators.colour, kernel.colour, kRounding, kRounding));
    QVERIFY(at::allclose(operators.opacity, kernel.opacity, kRounding, kRounding));
    QVERIFY(at::allclose(operators.weights, kernel.weights, kRounding, kRounding));
    QVERIFY(at::allclose(operators.depth, kernel.depth, 1e-5, 1e-5)); // a ratio of sums
    // A ray through nothing ends at the farthest sample for both.
    const Tensor nothing = at::full_like(density, -200.0);
    QVERIFY(at::equal(marchRays(colours, nothing, depths, false).depth, marchWithOperators(colours, nothing, depths, false).depth));
}

void TestRayOperators::drawsDepthsAsTheKernel()
{
    const Tensor depths = std::get<0>(at::sort(2.0 + drawn({2, 6, 16}, 4).abs(), -1));
    const Tensor weights = drawn({2, 6, 15}, 5).abs() * 0.1;
    const Tensor draws = at::rand({1, 6, 24}, at::detail::createCPUGenerator(6));
    const Tensor kernel = importanceDepths(depths, weights, draws), operators = importanceDepthsWithOperators(depths, weights, draws);
    QVERIFY(at::allclose(operators, kernel, 1e-4, 1e-4)); // a draw near the edge of a bin, divided by the bin's share
    // Certain to find what the last sample but one saw.
    const Tensor alone = at::zeros({1, 1, 15});
    alone[0][0][7] = 1.0;
    const Tensor even = ((at::arange(24) + 0.5) / 24.0).reshape({1, 1, 24});
    const Tensor first = depths.slice(0, 0, 1).slice(1, 0, 1);
    QVERIFY(at::allclose(importanceDepthsWithOperators(first, alone, even), importanceDepths(first, alone, even), 1e-4, 1e-4));
}

QTEST_GUILESS_MAIN(TestRayOperators)
#include "tst_ray_operators.moc"
