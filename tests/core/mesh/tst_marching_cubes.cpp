// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/marching_cubes.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <Eigen/Geometry>

#include <cmath>
#include <map>
#include <random>
#include <vector>

using namespace effigy;

namespace {

constexpr int kSize = 20;

std::vector<float> ball(float radius)
{
    std::vector<float> values;
    const Eigen::Vector3f centre = Eigen::Vector3f::Constant(0.5F * (kSize - 1));
    for (int x = 0; x < kSize; ++x)
        for (int y = 0; y < kSize; ++y)
            for (int z = 0; z < kSize; ++z)
                values.push_back(radius - (Eigen::Vector3f(x, y, z) - centre).norm());
    return values;
}

// How often each directed edge occurs: a closed, consistently turned surface has every edge once in
// each direction.
bool isClosed(const mesh::Mesh& mesh)
{
    std::map<std::pair<int, int>, int> edges;
    for (const auto& t : mesh.triangles)
        for (int k = 0; k < 3; ++k)
            ++edges[{t[k], t[(k + 1) % 3]}];
    for (const auto& [edge, count] : edges) {
        const auto back = edges.find({edge.second, edge.first});
        if (back == edges.end() || back->second != count)
            return false;
    }
    return !edges.empty();
}

double volumeOf(const mesh::Mesh& mesh)
{
    double volume = 0.0;
    for (const auto& t : mesh.triangles)
        volume += mesh.vertices[t[0]].dot(mesh.vertices[t[1]].cross(mesh.vertices[t[2]])) / 6.0;
    return volume;
}

} // namespace

class TestMarchingCubes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsOffOneCorner();
    void enclosesABall();
    void closesNoise();
    void refusesAnotherSize();
};

void TestMarchingCubes::cutsOffOneCorner()
{
    const std::vector<float> values = {1.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F};
    const mesh::Mesh mesh = mesh::marchingCubes({.size = {2, 2, 2}, .values = values}, 0.75F);
    QCOMPARE(mesh.vertices.size(), std::size_t{3});
    QCOMPARE(mesh.triangles.size(), std::size_t{1});
    for (const auto& vertex : mesh.vertices)
        QCOMPARE(vertex.sum(), 0.25F); // each lies a quarter step along one axis
    const auto& t = mesh.triangles[0];
    const Eigen::Vector3f normal = (mesh.vertices[t[1]] - mesh.vertices[t[0]])
                                       .cross(mesh.vertices[t[2]] - mesh.vertices[t[0]]);
    QVERIFY(normal.minCoeff() > 0.0F); // away from the corner above the level
}

void TestMarchingCubes::enclosesABall()
{
    constexpr float kRadius = 7.3F;
    const auto values = ball(kRadius);
    const mesh::Mesh mesh =
        mesh::marchingCubes({.size = {kSize, kSize, kSize}, .values = values}, 0.0F);
    QVERIFY(isClosed(mesh));
    const double exact = 4.0 / 3.0 * M_PI * std::pow(kRadius, 3.0);
    // Flat triangles of a step's size lie inside the ball: about 1 / (8 r^2) of the radius.
    QVERIFY2(std::abs(volumeOf(mesh) / exact - 1.0) < 0.02,
             qPrintable(QString::number(volumeOf(mesh) / exact)));
    const Eigen::Vector3f centre = Eigen::Vector3f::Constant(0.5F * (kSize - 1));
    for (const auto& vertex : mesh.vertices)
        QVERIFY(std::abs((vertex - centre).norm() - kRadius) <
                0.05F); // the field bends by 1 / (8 r) within a step
}

void TestMarchingCubes::closesNoise()
{
    // All 256 cases and every ambiguous face occur; the border is low, so that nothing is cut open.
    std::mt19937 random(7);
    std::vector<float> values(kSize * kSize * kSize);
    for (int i = 0; i < kSize * kSize * kSize; ++i) {
        const int x = i / (kSize * kSize), y = i / kSize % kSize, z = i % kSize;
        const bool isBorder = std::min({x, y, z}) == 0 || std::max({x, y, z}) == kSize - 1;
        values[i] = isBorder ? -1.0F : static_cast<float>(random() % 1000) / 500.0F - 1.0F;
    }
    const mesh::Mesh mesh =
        mesh::marchingCubes({.size = {kSize, kSize, kSize}, .values = values}, 0.0F);
    QVERIFY(isClosed(mesh));
    QVERIFY(volumeOf(mesh) > 0.0);
}

void TestMarchingCubes::refusesAnotherSize()
{
    const std::vector<float> values(7);
    QVERIFY_THROWS_EXCEPTION(base::ContractError, (void)mesh::marchingCubes(
                                                      {.size = {2, 2, 2}, .values = values}, 0.0F));
}

QTEST_GUILESS_MAIN(TestMarchingCubes)
#include "tst_marching_cubes.moc"
