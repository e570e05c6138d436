// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/surface.h"

#include <QtTest/QtTest>

using namespace effigy;

namespace {

constexpr int kSide = 64;

/// Half a metre before the head's origin, looking at it along -z of the head frame.
mesh::Camera frontCamera()
{
    mesh::OrbitView view;
    view.distance = 0.5;
    view.target = Eigen::Vector3d::Zero();
    return mesh::orbitCamera(view);
}

/// A plane through the head's origin that turns away to the right by `slope` (depth per sideways metre).
style::Surface plane(double slope)
{
    style::Surface surface{.depth = base::FloatImage(kSide, kSide, 1), .camera = frontCamera()};
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double ray = ((x + 0.5) / kSide - surface.camera.cx) / surface.camera.fx;
            *surface.depth.at(x, y) = static_cast<float>(0.5 / (1.0 - slope * ray)); // z = 0.5 + slope x, x = ray z
        }
    return surface;
}

} // namespace

class TestSurface : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normalsOfAPlaneLeanAsItDoes();
    void pointsLieOnThePlane();
    void depthAlongRaysIsLonger();
    void enlargingKeepsSteps();
    void aSquareLandsInItsPlace();
    void knowsTheScale();
};

void TestSurface::normalsOfAPlaneLeanAsItDoes()
{
    const double slope = 0.6;
    const auto normals = style::cameraNormals(plane(slope), 1.5);
    const Eigen::Vector3f expected = Eigen::Vector3f(0.6F, 0.0F, -1.0F).normalized();
    for (int y = 8; y < kSide - 8; ++y)
        for (int x = 8; x < kSide - 8; ++x) {
            const Eigen::Vector3f n(normals.at(x, y)[0], normals.at(x, y)[1], normals.at(x, y)[2]);
            QVERIFY((n - expected).norm() < 0.02F); // depth is no straight line in pixels, which smoothing bends a little
        }
}

void TestSurface::pointsLieOnThePlane()
{
    const auto points = style::pointsInHead(plane(0.0));
    for (int i = 0; i < kSide * kSide; ++i)
        QVERIFY(std::abs(points.values[3 * static_cast<std::size_t>(i) + 2]) < 1e-5F); // z = 0 in the head frame
    // Left in the picture is the subject's right: -x.
    QVERIFY(points.at(4, 32)[0] < points.at(60, 32)[0]);
    QVERIFY(points.at(32, 4)[1] > points.at(32, 60)[1]);
}

void TestSurface::depthAlongRaysIsLonger()
{
    const auto surface = plane(0.0);
    base::FloatImage ray = surface.depth;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double dx = ((x + 0.5) / kSide - 0.5) / surface.camera.fx, dy = ((y + 0.5) / kSide - 0.5) / surface.camera.fy;
            *ray.at(x, y) *= static_cast<float>(std::sqrt(1.0 + dx * dx + dy * dy));
        }
    const auto back = style::depthAlongZ(ray, surface.camera);
    for (std::size_t i = 0; i < back.values.size(); ++i)
        QVERIFY(std::abs(back.values[i] - 0.5F) < 1e-6F);
}

void TestSurface::enlargingKeepsSteps()
{
    style::Surface step{.depth = base::FloatImage(8, 8, 1, 0.5F), .camera = frontCamera()};
    for (int y = 0; y < 8; ++y)
        for (int x = 4; x < 8; ++x)
            *step.depth.at(x, y) = 0.6F;
    *step.depth.at(0, 0) = 0.0F;
    const auto large = style::enlarged(step, 24, 24);
    for (const float value : large.depth.values)
        QVERIFY(value == 0.0F || std::abs(value - 0.5F) < 1e-6F || std::abs(value - 0.6F) < 1e-6F);
    QCOMPARE(*large.depth.at(0, 0), 0.0F);
}

void TestSurface::aSquareLandsInItsPlace()
{
    const style::Surface square{.depth = base::FloatImage(10, 10, 1, 0.7F), .camera = frontCamera()};
    const auto view = style::placed(square, {.left = 5.0, .top = 0.0, .side = 20.0}, 40, 20, frontCamera());
    QCOMPARE(*view.depth.at(4, 10), 0.0F);
    QCOMPARE(*view.depth.at(5, 10), 0.7F);
    QCOMPARE(*view.depth.at(24, 10), 0.7F);
    QCOMPARE(*view.depth.at(25, 10), 0.0F);
}

void TestSurface::knowsTheScale()
{
    const auto surface = plane(0.0);
    QVERIFY(std::abs(style::pixelsPerMillimetre(surface) - surface.camera.fx * kSide / 0.5 / 1000.0) < 1e-9);
}

QTEST_APPLESS_MAIN(TestSurface)
#include "tst_surface.moc"
