// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/uv_atlas.h"

#include "base/error.h"
#include "sphere_mesh.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::mesh;

class TestUvAtlas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesTexelsOnTheirTriangles();
    void aProperLayoutDoesNotOverlap();
    void countsOverlappingTexels();
    void refusesAMeshWithoutUvs();
};

void TestUvAtlas::placesTexelsOnTheirTriangles()
{
    const auto sphere = sphereMesh();
    const auto atlas = rasteriseAtlas(sphere, 128);
    QCOMPARE(std::count(atlas.face.begin(), atlas.face.end(), -1), 0);
    for (int y = 0; y < 128; y += 17)
        for (int x = 0; x < 128; x += 13) {
            const std::size_t texel = static_cast<std::size_t>(y) * 128 + x;
            const auto& t = sphere.uvTriangles[atlas.face[texel]];
            const float* w = &atlas.barycentrics[3 * texel];
            const Eigen::Vector2f uv =
                w[0] * sphere.uvs[t[0]] + w[1] * sphere.uvs[t[1]] + w[2] * sphere.uvs[t[2]];
            // Triangles of 0.0003 of the atlas: the bias of 1e-8 on twice their area (in -1..1) is
            // 1e-5 of it.
            QVERIFY((uv - Eigen::Vector2f((x + 0.5F) / 128.0F, 1.0F - (y + 0.5F) / 128.0F)).norm() <
                    1e-4F);
        }
}

void TestUvAtlas::aProperLayoutDoesNotOverlap()
{
    QCOMPARE(countUvOverlaps(sphereMesh(), 256), 0);
}

void TestUvAtlas::countsOverlappingTexels()
{
    Mesh mesh;
    mesh.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    mesh.triangles = {{0, 1, 2}, {0, 1, 2}};
    mesh.uvs = {{0, 0}, {1, 0}, {0, 1}, {0.5F, 0}, {0.5F, 0.5F}, {1, 0}};
    mesh.uvTriangles = {{0, 1, 2}, {0, 1, 2}};
    QCOMPARE(countUvOverlaps(mesh, 8), 28); // all texels below the diagonal
    mesh.uvTriangles = {{0, 1, 2}, {2, 1, 0}};
    QCOMPARE(countUvOverlaps(mesh, 8), 28); // mirrored as well
}

void TestUvAtlas::refusesAMeshWithoutUvs()
{
    auto sphere = sphereMesh();
    sphere.uvTriangles.clear();
    QVERIFY_EXCEPTION_THROWN((void)rasteriseAtlas(sphere, 16), base::ContractError);
    QVERIFY_EXCEPTION_THROWN((void)countUvOverlaps(sphere, 16), base::ContractError);
}

QTEST_APPLESS_MAIN(TestUvAtlas)
#include "tst_uv_atlas.moc"
