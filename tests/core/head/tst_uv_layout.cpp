// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/uv_layout.h"

#include <Eigen/Geometry>

#include <QtTest>

#include <numbers>

using namespace effigy::head;

namespace {

constexpr int kRings = 8;
constexpr int kColumns = 16;

/// A spherical cap of radius 1 that reaches `reach` radians from its pole.
struct Cap {
    std::vector<Eigen::Vector3d> points = {{0, 0, 1}};
    FlatteningInput input;

    explicit Cap(double reach)
    {
        const auto index = [](int ring, int column) {
            return 1 + ring * kColumns + column % kColumns;
        };
        for (int ring = 0; ring < kRings; ++ring) {
            for (int column = 0; column < kColumns; ++column) {
                const double theta = reach * (ring + 1) / kRings;
                const double phi = 2.0 * std::numbers::pi * column / kColumns;
                points.emplace_back(std::sin(theta) * std::cos(phi),
                                    std::sin(theta) * std::sin(phi), std::cos(theta));
            }
        }
        for (int column = 0; column < kColumns; ++column) {
            input.triangles.emplace_back(0, index(0, column), index(0, column + 1));
            for (int ring = 0; ring + 1 < kRings; ++ring) {
                input.triangles.emplace_back(index(ring, column), index(ring + 1, column),
                                             index(ring + 1, column + 1));
                input.triangles.emplace_back(index(ring, column), index(ring + 1, column + 1),
                                             index(ring, column + 1));
            }
            input.boundary.push_back(index(kRings - 1, column));
            const double phi = 2.0 * std::numbers::pi * column / kColumns;
            input.boundaryStart.emplace_back(std::cos(phi), std::sin(phi));
        }
        input.vertexCount = static_cast<int>(points.size());
        for (const Eigen::Vector3i& t : input.triangles)
            input.restShape.push_back(restTriangle(point(t[0]), point(t[1]), point(t[2]), 1.0));
    }
    const Eigen::Vector3d& point(int i) const { return points[static_cast<std::size_t>(i)]; }
};

double area(const std::vector<Eigen::Vector2d>& at, const Eigen::Vector3i& t)
{
    const Eigen::Vector2d u =
        at[static_cast<std::size_t>(t[1])] - at[static_cast<std::size_t>(t[0])];
    const Eigen::Vector2d v =
        at[static_cast<std::size_t>(t[2])] - at[static_cast<std::size_t>(t[0])];
    return 0.5 * (u.x() * v.y() - u.y() * v.x());
}

} // namespace

class TestUvLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void restTriangleKeepsLengths();
    void flatSurfaceKeepsItsSize();
    void deepCapFlipsNothing();
    void findsOverlaps();
};

void TestUvLayout::restTriangleKeepsLengths()
{
    const auto flat = restTriangle({1, 2, 3}, {4, 2, 3}, {1, 2, 7}, 2.0);
    QCOMPARE((flat[1] - flat[0]).norm(), 6.0);
    QCOMPARE((flat[2] - flat[0]).norm(), 8.0);
    QCOMPARE((flat[2] - flat[1]).norm(), 10.0);
}

void TestUvLayout::flatSurfaceKeepsItsSize()
{
    const Cap cap(0.05); // all but flat
    const auto at = flatten(cap.input, 40);
    for (const Eigen::Vector3i& t : cap.input.triangles) {
        const double real =
            0.5 *
            (cap.point(t[1]) - cap.point(t[0])).cross(cap.point(t[2]) - cap.point(t[0])).norm();
        QVERIFY(std::abs(area(at, t) / real - 1.0) <
                0.02); // what 40 rounds leave of the start's distortion
    }
}

void TestUvLayout::deepCapFlipsNothing()
{
    const Cap cap(2.6); // far beyond a hemisphere
    const auto at = flatten(cap.input, 30);
    for (const Eigen::Vector3i& t : cap.input.triangles)
        QVERIFY(area(at, t) > 0.0);
}

void TestUvLayout::findsOverlaps()
{
    const std::vector<Eigen::Vector2f> uvs = {{0, 0}, {0.5F, 0}, {0, 0.5F}, {0.5F, 0.5F}};
    const std::vector<Eigen::Vector3i> apart = {{0, 1, 2}, {1, 3, 2}};
    const std::vector<Eigen::Vector3i> twice = {{0, 1, 2}, {0, 1, 2}};
    QCOMPARE(overlapShare(uvs, apart, 64), 0.0);
    QVERIFY(std::abs(overlapShare(uvs, twice, 64) - 0.125) <
            0.01); // a triangle of an eighth; its edge is 32 texels
}

QTEST_APPLESS_MAIN(TestUvLayout)
#include "tst_uv_layout.moc"
