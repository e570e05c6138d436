// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/height_map.h"

#include "base/error.h"
#include "mesh/mesh_renderer.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;

namespace {

constexpr int kSide = 64;

/// A square of 0.1 m in the plane z = 0, its texture all over it.
mesh::Mesh square()
{
    mesh::Mesh mesh;
    mesh.vertices = {
        {0.0F, 0.0F, 0.0F}, {0.1F, 0.0F, 0.0F}, {0.1F, 0.1F, 0.0F}, {0.0F, 0.1F, 0.0F}};
    mesh.uvs = {{0.0F, 0.0F}, {1.0F, 0.0F}, {1.0F, 1.0F}, {0.0F, 1.0F}};
    mesh.triangles = mesh.uvTriangles = {{0, 1, 2}, {0, 2, 3}};
    return mesh;
}

/// Heights that rise by `perU` along u and `perV` along v, metres.
base::FloatImage ramp(float perU, float perV)
{
    base::FloatImage heights(kSide, kSide, 1);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            *heights.at(x, y) = (perU * (static_cast<float>(x) + 0.5F) +
                                 perV * (kSide - static_cast<float>(y) - 0.5F)) /
                                kSide;
    return heights;
}

} // namespace

class TestHeightMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slopeOfARamp();
    void aRampBendsTheNormalAwayFromItsRise();
    void mapHoldsTheSlope();
    void rendererShowsTheBentNormal();
    void strengthZeroIsTheBareMesh();
    void refusesMeshesWithoutUvs();
};

void TestHeightMap::slopeOfARamp()
{
    const Eigen::Vector2f slope = mesh::heightSlope(ramp(0.02F, -0.01F), {0.4F, 0.7F});
    QVERIFY((slope - Eigen::Vector2f(0.02F, -0.01F)).norm() <
            1e-5F); // rounding of differences of f32 heights
}

void TestHeightMap::aRampBendsTheNormalAwayFromItsRise()
{
    // 0.02 m over 0.1 m is a slope of a fifth: the normal is (-0.2, 0, 1) / |...|.
    const Eigen::Vector3f bent =
        mesh::bentNormal(Eigen::Vector3f::UnitZ(), square(), 0, {0.02F, 0.0F});
    QVERIFY((bent - Eigen::Vector3f(-0.19611614F, 0.0F, 0.98058068F)).norm() < 1e-6F);
    const Eigen::Vector3f up =
        mesh::bentNormal(Eigen::Vector3f::UnitZ(), square(), 1, {0.0F, 0.02F});
    QVERIFY((up - Eigen::Vector3f(0.0F, -0.19611614F, 0.98058068F)).norm() < 1e-6F);
}

void TestHeightMap::mapHoldsTheSlope()
{
    const base::Image map = mesh::tangentNormals(square(), ramp(0.02F, 0.0F), 1.0F);
    const std::uint8_t* texel = map.at(kSide / 2, kSide / 2);
    QCOMPARE(int(texel[0]), 103); // 127.5 * -0.19612 + 128 = 102.995
    QCOMPARE(int(texel[1]), 128);
    QCOMPARE(int(texel[2]), 253); // 127.5 * 0.98058 + 128 = 253.02
    QCOMPARE(
        int(mesh::tangentNormals(square(), ramp(0.0F, 0.02F), 1.0F).at(kSide / 2, kSide / 2)[1]),
        103);
}

void TestHeightMap::rendererShowsTheBentNormal()
{
    mesh::OrbitView view;
    view.target = Eigen::Vector3d(0.05, 0.05, 0.0);
    view.distance = 0.5;
    const base::FloatImage heights = ramp(0.02F, 0.0F);
    mesh::MeshRenderOptions options;
    options.heights = &heights;
    const auto render = mesh::renderMesh(square(), mesh::orbitCamera(view), 32, 32, options);
    const Eigen::Vector3f normal(render.normals.at(16, 16));
    QVERIFY((normal - Eigen::Vector3f(-0.19611614F, 0.0F, 0.98058068F)).norm() < 1e-4F);
}

void TestHeightMap::strengthZeroIsTheBareMesh()
{
    mesh::OrbitView view;
    view.target = Eigen::Vector3d(0.05, 0.05, 0.0);
    const base::FloatImage heights = ramp(0.02F, 0.01F);
    mesh::MeshRenderOptions options;
    const auto bare = mesh::renderMesh(square(), mesh::orbitCamera(view), 32, 32, options);
    options.heights = &heights;
    QVERIFY(!(mesh::renderMesh(square(), mesh::orbitCamera(view), 32, 32, options).colour ==
              bare.colour));
    options.heightStrength = 0.0F;
    QVERIFY(mesh::renderMesh(square(), mesh::orbitCamera(view), 32, 32, options).colour ==
            bare.colour);
}

void TestHeightMap::refusesMeshesWithoutUvs()
{
    mesh::Mesh bare = square();
    bare.uvs.clear();
    bare.uvTriangles.clear();
    QVERIFY_EXCEPTION_THROWN((void)mesh::tangentNormals(bare, ramp(0.01F, 0.0F), 1.0F),
                             base::ContractError);
}

QTEST_APPLESS_MAIN(TestHeightMap)
#include "tst_height_map.moc"
