// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/framing.h"
#include "head/head_model.h"

#include <QtTest/QtTest>

#include <cmath>
#include <random>

using namespace effigy;
using avatar::Framing;

namespace {

constexpr double kRounding = 1e-9; // a few operations in f64 on pixel coordinates

base::FloatImage noise(int width, int height, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> unit(0.0F, 1.0F);
    base::FloatImage image(width, height, 4);
    for (float& value : image.values)
        value = unit(random);
    return image;
}

} // namespace

class TestFraming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCloseSquareViewIsTakenAsItIs();
    void aFarViewIsCutToTheHead();
    void pointsLandWhereTheViewHasThem_data();
    void pointsLandWhereTheViewHasThem();
    void aTurnedHeadIsSeenAsATurnedHead();
    void anUnturnedHeadKeepsTheCameraExactly();
    void viewportKeepsPixelsSquare();
    void aWidenedCameraSeesAnApron();
    void placingMatchingPixelsCopies();
    void placingAtHalfSizeAverages();
    void nothingLiesOutsideTheSquare();
    void constantsStayConstant();
};

void TestFraming::aCloseSquareViewIsTakenAsItIs()
{
    mesh::OrbitView view;
    view.fov = 2.0 * std::atan(0.15 / 1.08); // 0.30 m across
    const auto camera = mesh::orbitCamera(view);
    const auto framing = avatar::frameHead(camera, 512, 512);
    QCOMPARE(framing.left, 0.0);
    QCOMPARE(framing.top, 0.0);
    QCOMPARE(framing.side, 512.0);
    QCOMPARE(framing.camera.fx, camera.fx);
    QCOMPARE(framing.camera.cx, camera.cx);
}

void TestFraming::aFarViewIsCutToTheHead()
{
    mesh::OrbitView view;
    view.distance = 4.0;
    const auto framing = avatar::frameHead(mesh::orbitCamera(view), 512, 512);
    QVERIFY(framing.side < 200.0);
    // The square is as wide as promised where the head is.
    const auto left = mesh::project(framing.camera, {-0.5 * avatar::kHeadSquareMetres, -0.005, 0.0});
    const auto right = mesh::project(framing.camera, {0.5 * avatar::kHeadSquareMetres, -0.005, 0.0});
    QVERIFY(std::abs(std::abs(right.x() - left.x()) - 1.0) < 1e-6);
}

void TestFraming::pointsLandWhereTheViewHasThem_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<double>("distance");
    QTest::newRow("square") << 512 << 512 << 1.08;
    QTest::newRow("wide") << 1200 << 700 << 1.08;
    QTest::newRow("tall") << 300 << 900 << 1.08;
    QTest::newRow("far") << 640 << 480 << 3.0;
    QTest::newRow("near") << 640 << 480 << 0.5;
}

void TestFraming::pointsLandWhereTheViewHasThem()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(double, distance);
    mesh::OrbitView view;
    view.yaw = 0.4;
    view.pitch = -0.2;
    view.distance = distance;
    view.target = {0.05, 0.02, 0.0};
    const auto camera = avatar::viewportCamera(view, width, height);
    const auto framing = avatar::frameHead(camera, width, height);
    for (const Eigen::Vector3d& point : {Eigen::Vector3d(0, 0, 0), Eigen::Vector3d(0.07, 0.1, 0.05)}) {
        const auto inView = mesh::project(camera, point);
        const auto inSquare = mesh::project(framing.camera, point);
        QVERIFY(std::abs(framing.left + framing.side * inSquare.x() - width * inView.x()) < kRounding * width);
        QVERIFY(std::abs(framing.top + framing.side * inSquare.y() - height * inView.y()) < kRounding * height);
    }
}

void TestFraming::aTurnedHeadIsSeenAsATurnedHead()
{
    head::ControlValues controls;
    controls.set("headYaw", 30.0);
    controls.set("headPitch", -10.0);
    controls.set("headRoll", 5.0);
    const auto camera = mesh::orbitCamera({});
    const auto turned = avatar::cameraOfTurnedHead(camera, controls);
    const Eigen::Vector3d nose(0.01, -0.03, 0.1);
    const auto expected = mesh::project(camera, head::headRotation(controls) * nose);
    QVERIFY((mesh::project(turned, nose) - expected).norm() < kRounding);
}

void TestFraming::anUnturnedHeadKeepsTheCameraExactly()
{
    const auto camera = mesh::orbitCamera({.yaw = 0.3});
    QVERIFY(avatar::cameraOfTurnedHead(camera, {}).headFromCamera.matrix() == camera.headFromCamera.matrix());
}

void TestFraming::viewportKeepsPixelsSquare()
{
    const auto camera = avatar::viewportCamera({}, 1200, 800);
    QVERIFY(std::abs(camera.fx * 1200 - camera.fy * 800) < kRounding * 1200);
    QCOMPARE(camera.fy, mesh::orbitCamera({}).fy);
}

void TestFraming::aWidenedCameraSeesAnApron()
{
    auto camera = avatar::viewportCamera({.yaw = 0.4}, 300, 200);
    camera.cx = 0.45;
    const auto wide = avatar::widened(camera, 0.25); // of six quarters, the four in the middle are the camera's
    const Eigen::Vector3d nose(0.01, -0.03, 0.1);
    const auto before = mesh::project(camera, nose), after = mesh::project(wide, nose);
    QVERIFY(std::abs(after.x() - (before.x() + 0.25) / 1.5) < kRounding);
    QVERIFY(std::abs(after.y() - (before.y() + 0.25) / 1.5) < kRounding);
    QCOMPARE(after.z(), before.z());
}

void TestFraming::placingMatchingPixelsCopies()
{
    const auto image = noise(16, 16, 1);
    Framing framing;
    framing.side = 16;
    QVERIFY(avatar::placeInView(image, framing, 16, 16) == image);
    framing.left = 3;
    framing.top = 2;
    const auto moved = avatar::placeInView(image, framing, 24, 20);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x)
            QVERIFY(std::equal(image.at(x, y), image.at(x, y) + 4, moved.at(x + 3, y + 2)));
    }
}

void TestFraming::placingAtHalfSizeAverages()
{
    base::FloatImage columns(8, 8, 4);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x)
            std::fill_n(columns.at(x, y), 4, static_cast<float>(x % 2));
    }
    Framing framing;
    framing.side = 4;
    const auto half = avatar::placeInView(columns, framing, 4, 4);
    // Stripes finer than a pixel turn to grey; at the border the filter is cut.
    QVERIFY(std::abs(half.at(1, 1)[0] - 0.5F) < 1e-6F);
    QVERIFY(std::abs(half.at(2, 2)[0] - 0.5F) < 1e-6F);
}

void TestFraming::nothingLiesOutsideTheSquare()
{
    Framing framing;
    framing.side = 8;
    framing.left = 4;
    framing.top = 4;
    const auto view = avatar::placeInView(base::FloatImage(8, 8, 4, 1.0F), framing, 16, 16);
    QCOMPARE(view.at(0, 8)[3], 0.0F);
    QCOMPARE(view.at(8, 15)[3], 0.0F);
    QCOMPARE(view.at(8, 8)[3], 1.0F);
}

void TestFraming::constantsStayConstant()
{
    Framing framing;
    framing.side = 37.3;
    framing.left = -5.7;
    framing.top = -3.1;
    const auto view = avatar::placeInView(base::FloatImage(64, 64, 1, 0.25F), framing, 20, 20);
    for (const float value : view.values)
        QVERIFY(std::abs(value - 0.25F) < 1e-5F); // weights are normalised in f32
}

QTEST_APPLESS_MAIN(TestFraming)
#include "tst_framing.moc"
