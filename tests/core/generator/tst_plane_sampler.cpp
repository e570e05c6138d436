// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/generator/drawn.h"
#include "generator/plane_sampler.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using torch::Tensor;

namespace {

// The mean over three planes from torch's own sampler.
Tensor reference(const Tensor& planes, const Tensor& points, const PlaneGeometry& geometry)
{
    Tensor sum = torch::zeros({1});
    for (std::size_t k = 0; k < geometry.planes.size(); ++k) {
        const auto& axes = geometry.planes[k];
        const Tensor grid = at::stack({points.select(2, axes.column), points.select(2, axes.row)}, 2) * geometry.scale;
        const Tensor plane = planes.select(1, static_cast<std::int64_t>(k)).permute({0, 3, 1, 2});
        sum = sum + at::grid_sampler(plane, grid.unsqueeze(1), 0, 0, false).squeeze(2).transpose(1, 2);
    }
    return sum / geometry.shareSum;
}

} // namespace

class TestPlaneSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTexelCentres();
    void agreesWithTorch_data();
    void agreesWithTorch();
    void gradientAgreesWithTorch();
    void sidesShareTheHead();
    void refusesPointsWithoutDepth();
};

void TestPlaneSampler::readsTexelCentres()
{
    // A 2x2 picture: texel centres lie at -0.5 and 0.5; the middle is the mean; far outside is zero.
    const Tensor picture = torch::tensor({1.0F, 2.0F, 3.0F, 4.0F}).reshape({1, 1, 2, 2, 1});
    const Tensor points = torch::tensor({-0.5F, -0.5F, 0.5F, -0.5F, -0.5F, 0.5F, 0.0F, 0.0F, 2.0F, 0.0F}).reshape({1, 5, 2});
    const Tensor expected = torch::tensor({1.0F, 2.0F, 3.0F, 2.5F, 0.0F}).reshape({1, 5, 1});
    QVERIFY(torch::equal(samplePlanes(picture, points, flatPlane()), expected));
}

void TestPlaneSampler::agreesWithTorch_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("points");
    for (const int channels : {1, 4, 5, 8, 12, 16, 31, 32, 40, 69}) // of vectors of 4, 8 and 16 numbers: none, whole ones, remainders
        QTest::addRow("%d channels", channels) << channels << 500;
    for (const int points : {1, 15, 16, 63, 64, 65})
        QTest::addRow("%d points", points) << 8 << points;
}

void TestPlaneSampler::agreesWithTorch()
{
    QFETCH(int, channels);
    QFETCH(int, points);
    const PlaneGeometry geometry = planeGeometry({});
    const Tensor planes = drawn({2, 3, 9, 11, channels}, 1), places = drawn({2, points, 3}, 2) * 0.4; // a good part lies outside
    QVERIFY(torch::allclose(samplePlanes(planes, places, geometry), reference(planes, places, geometry), 1e-5, 1e-5));
}

void TestPlaneSampler::gradientAgreesWithTorch()
{
    const PlaneGeometry geometry = planeGeometry({});
    const Tensor points = drawn({2, 500, 3}, 3) * 0.4, dy = drawn({2, 500, 5}, 4);
    Tensor ours = drawn({2, 3, 9, 11, 5}, 5).set_requires_grad(true);
    Tensor theirs = ours.detach().clone().set_requires_grad(true);
    (samplePlanes(ours, points, geometry) * dy).sum().backward();
    (reference(theirs, points, geometry) * dy).sum().backward();
    QVERIFY(torch::allclose(ours.grad(), theirs.grad(), 1e-4, 1e-4)); // sums of a few hundred f32 numbers in another order
}

void TestPlaneSampler::sidesShareTheHead()
{
    GeneratorConfig config;
    config.planeBlend = PlaneBlend::Aligned;
    const PlaneGeometry geometry = planeGeometry(config);
    Tensor planes = torch::zeros({1, 4, 8, 8, 1});
    planes.select(1, 2).fill_(3.0F); // the side of x > 0
    planes.select(1, 3).fill_(6.0F); // the side of x < 0
    const Tensor points = torch::tensor({0.2F, 0.0F, 0.0F, -0.2F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F}).reshape({1, 3, 3});
    const Tensor expected = torch::tensor({1.0F, 2.0F, 1.5F}).reshape({1, 3, 1});
    QVERIFY(torch::allclose(samplePlanes(planes, points, geometry), expected));
}

void TestPlaneSampler::refusesPointsWithoutDepth()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError,
                             (void)samplePlanes(torch::zeros({1, 3, 4, 4, 1}), torch::zeros({1, 2, 2}), planeGeometry({})));
}

QTEST_GUILESS_MAIN(TestPlaneSampler)
#include "tst_plane_sampler.moc"
