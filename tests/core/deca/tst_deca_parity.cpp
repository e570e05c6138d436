// SPDX-License-Identifier: GPL-3.0-or-later
#include "deca/operators.h"
#include "deca/raster.h"
#include "head/flame_model.h"
#include "parity/deca_stages.h"
#include "parity/formula_weights.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;

class TestDecaParity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesTheBlocks();
    void cropsPhotos();
    void drawsTheWeightsOfTheFormula();
    void turnsNothingByZero();
    void choosesTheContourByYaw();
    void projectsAndTurnsHalfAround();
    void gridHasItsTriangles();
    void standardRuleGivesTiesToTheLast();
    void weightsHaveTheGradientOfDifferences();
};

// Tolerances stand in tests/data/deca/README.md.
void TestDecaParity::computesTheBlocks()
{
    const parity::ParitySet set(EFFIGY_TEST_DATA "/deca");
    const auto results = parity::compare(set, "blocks", parity::DecaStages(set).blocks());
    QCOMPARE(results.size(), std::size_t{14});
    for (const auto& result : results)
        QVERIFY2(result.fits, result.name.c_str());
}

void TestDecaParity::cropsPhotos()
{
    const parity::ParitySet set(EFFIGY_TEST_DATA "/deca");
    const auto results = parity::compare(set, "crop", parity::DecaStages(set).crops());
    QCOMPARE(results.size(), std::size_t{38});
    for (const auto& result : results)
        QVERIFY2(result.fits,
                 (result.name + " differs by " + std::to_string(result.worst)).c_str());
}

void TestDecaParity::drawsTheWeightsOfTheFormula()
{
    QCOMPARE(parity::formulaKey("E_flame.encoder.conv1.weight"), std::uint64_t{0x5ce7e4016013c3b2});
}

void TestDecaParity::turnsNothingByZero()
{
    QVERIFY(at::equal(head::rotationMatrices(at::zeros({2, 3})), at::eye(3).expand({2, 3, 3})));
}

void TestDecaParity::choosesTheContourByYaw()
{
    const auto yaw = torch::tensor({0.0F, 0.5F, 1.5F, -1.0F, 38.9F, 39.0F, 60.0F, -39.0F, -60.0F});
    const auto rows = torch::tensor({0, 0, 2, 40, 39, 39, 39, 78, 78}, torch::kInt64);
    QVERIFY(at::equal(head::contourRows(yaw), rows));
}

void TestDecaParity::projectsAndTurnsHalfAround()
{
    const auto point = torch::tensor({0.3F, 0.4F, 0.5F}).view({1, 1, 3});
    const auto camera = torch::tensor({2.0F, 0.1F, -0.2F}).view({1, 3});
    const auto wanted = torch::tensor({0.8F, -0.4F, -1.0F}).view({1, 1, 3});
    QVERIFY(at::allclose(deca::projectToCrop(point, camera), wanted, 0.0,
                         1e-6)); // rounding of three f32 operations
}

void TestDecaParity::gridHasItsTriangles()
{
    const auto grid = deca::gridTriangles();
    QCOMPARE(grid.size(0), std::int64_t{122990});
    QVERIFY(at::equal(grid[0], torch::tensor({1282, 1538, 1283}, torch::kInt64)));
}

void TestDecaParity::standardRuleGivesTiesToTheLast()
{
    const auto corners =
        torch::tensor({-0.9F, -0.9F, 5.0F, 0.9F, -0.9F, 5.0F, 0.0F, 0.9F, 5.0F}).view({1, 3, 3});
    const auto triangles = torch::tensor({0, 1, 2, 0, 1, 2}, torch::kInt64).view({2, 3});
    const auto winner = [&](mesh::RasterRule rule) {
        return deca::rasterise(corners, triangles, {16, 16}, rule).face.max().item<std::int64_t>();
    };
    QCOMPARE(winner(mesh::RasterRule::DecaStandard), std::int64_t{1});
    QCOMPARE(winner(mesh::RasterRule::Pytorch3d), std::int64_t{0});
}

void TestDecaParity::weightsHaveTheGradientOfDifferences()
{
    const auto corners =
        torch::tensor({-0.93F, -0.88F, 5.0F, 0.91F, -0.9F, 6.0F, 0.03F, 0.92F, 5.0F})
            .view({1, 3, 3});
    const auto triangles = torch::tensor({0, 1, 2}, torch::kInt64).view({1, 3});
    const auto attributes = torch::tensor({1.0F, -2.0F, 0.5F}).view({1, 1, 3, 1});
    const auto middle = [&](const torch::Tensor&
                                places) { // a pixel far from every edge: coverage stays
        const auto seen = deca::rasterise(places, triangles, {8, 8}, mesh::RasterRule::Pytorch3d);
        return deca::interpolate(seen, attributes)[0][0][3][4];
    };
    const auto leaf = corners.clone().requires_grad_(true);
    middle(leaf).backward();
    constexpr float kStep = 1e-3F;
    for (int corner = 0; corner < 3; ++corner) {
        for (int axis = 0; axis < 2; ++axis) {
            auto up = corners.clone(), down = corners.clone();
            up[0][corner][axis] += kStep;
            down[0][corner][axis] -= kStep;
            const float slope = (middle(up) - middle(down)).item<float>() / (2.0F * kStep);
            // f32 rounding of a value near 1 over a step of 2e-3
            QVERIFY(std::abs(slope - leaf.grad()[0][corner][axis].item<float>()) < 1e-3F);
        }
    }
}

QTEST_APPLESS_MAIN(TestDecaParity)
#include "tst_deca_parity.moc"
