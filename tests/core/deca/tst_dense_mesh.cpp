// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "deca/dense_mesh.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <fstream>

using namespace effigy;
using namespace effigy::deca;

namespace {

// Two triangles that fill the UV square between a tenth and nine tenths.
TemplateLayout squareLayout()
{
    TemplateLayout layout;
    layout.triangles = torch::tensor({0, 1, 2, 0, 2, 3}, torch::kInt64).view({2, 3});
    layout.uvTriangles = layout.triangles;
    layout.uvPlaces =
        torch::tensor({-0.8F, 0.8F, 1.0F, 0.8F, 0.8F, 1.0F, 0.8F, -0.8F, 1.0F, -0.8F, -0.8F, 1.0F})
            .view({1, 4, 3});
    layout.gridTriangles = gridTriangles();
    return layout;
}

} // namespace

class TestDenseMesh : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesAlongTheNormals();
    void madeTemplateCoversTheLayout();
    void madeTemplateFacesAsTheCoarseMesh();
    void refusesWhatIsNoTemplate();
};

void TestDenseMesh::movesAlongTheNormals()
{
    const DenseTemplate dense = {
        .triangles = torch::tensor({0, 1, 1}, torch::kInt64).view({1, 3}),
        .rows = torch::tensor({10, 20}, torch::kInt64),
        .columns = torch::tensor({11, 22}, torch::kInt64),
        .corners = torch::tensor({0, 1, 2, 2, 1, 0}, torch::kInt64).view({2, 3}),
        .weights = torch::tensor({0.5, 0.5, 0.0, 0.25, 0.75, 0.0}, torch::kFloat64).view({2, 3})};
    const auto vertices =
        torch::tensor({0.0F, 0.0F, 0.0F, 1.0F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F}).view({3, 3});
    const auto normals = torch::tensor({0.0F, 0.0F, 1.0F}).expand({3, 3}).contiguous();
    auto displacement = torch::zeros({kUvSide, kUvSide});
    displacement[10][11] = 0.5F;
    auto texture = torch::zeros({kUvSide, kUvSide, 3}, torch::kUInt8);
    texture[20][22][1] = 7;
    const DenseMesh mesh = denseMesh(dense, vertices, normals, displacement, texture);
    const auto wanted =
        torch::tensor({0.5, 0.0, 0.5, 0.75, 0.25, 0.0}, torch::kFloat64).view({2, 3});
    QVERIFY(at::equal(mesh.vertices, wanted));
    QCOMPARE(mesh.colours[1][1].item<int>(), 7);
    QCOMPARE(mesh.colours[0].sum().item<int>(), 0);
}

void TestDenseMesh::madeTemplateCoversTheLayout()
{
    const DenseTemplate dense = denseTemplate(squareLayout());
    // 0.8 of 256 pixels on each side; half of a pixel more or less at the rim
    QVERIFY(std::abs(static_cast<double>(dense.rows.numel()) - 204.8 * 204.8) < 2 * 205);
    QVERIFY(at::allclose(dense.weights.sum(1), torch::ones({dense.rows.numel()}, torch::kFloat64),
                         0.0,
                         1e-6)); // f32 weights
    QVERIFY(dense.triangles.max().item<std::int64_t>() < dense.rows.numel());
}

void TestDenseMesh::madeTemplateFacesAsTheCoarseMesh()
{
    // The square lies in the plane of x and y as in its UV map: all triangles face +z.
    const DenseTemplate dense = denseTemplate(squareLayout());
    const auto square =
        torch::tensor({-1.0F, -1.0F, 0.0F, 1.0F, -1.0F, 0.0F, 1.0F, 1.0F, 0.0F, -1.0F, 1.0F, 0.0F})
            .view({4, 3});
    const auto normals = torch::tensor({0.0F, 0.0F, 1.0F}).expand({4, 3}).contiguous();
    const DenseMesh mesh = denseMesh(dense, square, normals, torch::zeros({kUvSide, kUvSide}),
                                     torch::zeros({kUvSide, kUvSide, 3}, torch::kUInt8));
    const auto corner = [&](int k) {
        return mesh.vertices.index_select(0, mesh.triangles.select(1, k));
    };
    const auto facing = at::cross(corner(1) - corner(0), corner(2) - corner(0), 1).select(1, 2);
    QVERIFY(facing.min().item<double>() > 0.0);
}

void TestDenseMesh::refusesWhatIsNoTemplate()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("t.npy")).toStdString();
    const auto code = [&] {
        try {
            (void)readDenseTemplate(path, 3);
        } catch (const base::Error& error) {
            return error.code();
        }
        return std::string();
    };
    QCOMPARE(code(), std::string("model_missing"));
    std::ofstream(path) << "no numbers";
    QCOMPARE(code(), std::string("model_refused"));
    std::ofstream(path, std::ios::binary) << "\x80\x02}."; // an empty dictionary
    QCOMPARE(code(), std::string("model_refused"));
}

QTEST_APPLESS_MAIN(TestDenseMesh)
#include "tst_dense_mesh.moc"
