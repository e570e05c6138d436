// SPDX-License-Identifier: GPL-3.0-or-later
// What is computed at once without gradients must be what is computed step by step with them.
#include "deca/detail_decoder.h"
#include "deca/operators.h"
#include "deca/parameter_list.h"
#include "deca/raster.h"
#include "deca/template_layout.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

using namespace effigy::deca;
using torch::Tensor;

class TestFastPaths : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(3); }
    void vertexNormalsAgree();
    void gridNormalsAgree();
    void interpolationAgrees();
    void detailAgrees();
};

void TestFastPaths::vertexNormalsAgree()
{
    const Tensor vertices = at::randn({2, 20, 3});
    const Tensor triangles = at::randint(20, {30, 3}, torch::kInt64);
    const Tensor slow = vertexNormals(vertices.clone().requires_grad_(true), triangles);
    QVERIFY(slow.requires_grad());
    QVERIFY(at::allclose(vertexNormals(vertices, triangles), slow, 0.0, 1e-5)); // order of f32 sums
}

void TestFastPaths::gridNormalsAgree()
{
    const Tensor places = at::randn({2, 3, kUvSide, kUvSide});
    const Tensor fast = gridNormals(places);
    const Tensor slow = gridNormals(places.clone().requires_grad_(true));
    QVERIFY(slow.requires_grad());
    QVERIFY(at::allclose(fast, slow, 0.0, 1e-4)); // short sums of random normals, then divided
    const Tensor mesh = vertexNormals(places.flatten(2).transpose(1, 2), gridTriangles());
    QVERIFY(at::allclose(fast, mesh.transpose(1, 2).reshape(places.sizes()), 0.0, 1e-4));
}

void TestFastPaths::interpolationAgrees()
{
    const Tensor corners = at::rand({2, 12, 3}) * 2.0 - 1.0 + torch::tensor({0.0F, 0.0F, 9.0F});
    const Tensor triangles = at::randint(12, {10, 3}, torch::kInt64);
    const Coverage coverage =
        rasterise(corners, triangles, {19, 23}, effigy::mesh::RasterRule::Pytorch3d);
    for (const std::int64_t batch : {1, 2}) {
        const Tensor attributes = at::randn({batch, 10, 3, 5});
        const Tensor slow = interpolate(coverage, attributes.clone().requires_grad_(true));
        QVERIFY(slow.requires_grad());
        QVERIFY(
            at::allclose(interpolate(coverage, attributes), slow, 0.0, 1e-5)); // f32 sums of three
    }
}

void TestFastPaths::detailAgrees()
{
    effigy::tensorio::StateDict parameters;
    for (const ParameterInfo& info : decaParameters())
        if (info.name.starts_with("D_detail."))
            parameters.set(info.name,
                           info.name.ends_with("running_var")
                               ? at::rand(info.shape) + 0.5
                               : at::randn(info.shape) * (info.shape.size() > 1 ? 0.05 : 0.3));
    const NetworkScope scope = {parameters, "D_detail."};
    const Tensor code = at::randn({2, 181});
    const Tensor wanted = displace(code, scope).displacement;
    QVERIFY(wanted.abs().max().item<double>() > 1e-3); // not all in the flat of the tanh
    QVERIFY(at::allclose(FastDetailDecoder(scope)(code), wanted, 0.0, 1e-7)); // metres; f32 layers
}

QTEST_APPLESS_MAIN(TestFastPaths)
#include "tst_fast_paths.moc"
