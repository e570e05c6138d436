// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/gaze.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

/// An almond of skin colour with a white and a dark disc of radius 9, its highlight beside the pupil.
base::Image drawnEye(const Eigen::Vector2d& iris)
{
    base::Image image(120, 80, 3);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const Eigen::Vector2d p(x + 0.5, y + 0.5);
            const double lid = std::pow((p.x() - 60.0) / 34.0, 2) + std::pow((p.y() - 40.0) / 12.0, 2);
            const double cover = std::clamp(9.5 - (p - iris).norm(), 0.0, 1.0);
            double grey = lid > 1.0 ? 190.0 : 225.0 - cover * 165.0;
            if ((p - iris - Eigen::Vector2d(3, -3)).norm() < 1.5 && lid < 1.0)
                grey = 255.0;
            std::fill_n(image.at(x, y), 3, static_cast<std::uint8_t>(grey));
        }
    }
    return image;
}

std::vector<Eigen::Vector2d> lids(double opening)
{
    std::vector<Eigen::Vector2d> outline;
    for (const double turn : {0.0, 1.05, 2.09, 3.14, 4.19, 5.24})
        outline.emplace_back(60.0 - 34.0 * std::cos(turn), 40.0 - opening * std::sin(turn));
    return outline;
}

} // namespace

class TestGaze : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheIris_data();
    void findsTheIris();
    void findsNothingInAClosedEye();
    void findsNothingOnPlainSkin();
    void bringsTheIrisUnderThePixel();
    void staysWithinHumanReach();
    void bringsBothEyesToOneTarget();
};

void TestGaze::findsTheIris_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::newRow("ahead") << 60.0 << 40.0;
    QTest::newRow("left, half a pixel") << 71.5 << 40.0;
    QTest::newRow("right and up") << 49.25 << 37.5;
}

void TestGaze::findsTheIris()
{
    QFETCH(double, x);
    QFETCH(double, y);
    const auto iris = findIris(drawnEye({x, y}), lids(12.0), 9.0);
    QVERIFY(iris.has_value());
    QVERIFY2(std::abs(iris->x() - x) < 0.7, qPrintable(QString::number(iris->x()))); // a fraction of a pixel
    QVERIFY2(std::abs(iris->y() - y) < 1.5, qPrintable(QString::number(iris->y()))); // its rims are under the lids
}

void TestGaze::findsNothingInAClosedEye()
{
    QVERIFY(!findIris(drawnEye({60.0, 40.0}), lids(2.0), 9.0));
}

void TestGaze::findsNothingOnPlainSkin()
{
    QVERIFY(!findIris(base::Image(120, 80, 3, 180), lids(12.0), 9.0));
}

void TestGaze::bringsTheIrisUnderThePixel()
{
    const Eyeball eye{{0.032, 0.025, 0.06}, {0.032, 0.025, 0.072}};
    const mesh::Camera camera = mesh::orbitCamera({.yaw = 0.3, .pitch = -0.1});
    for (const Eigen::Vector2d& wanted : {Eigen::Vector2d(0.2, 0.0), Eigen::Vector2d(-0.3, 0.15), Eigen::Vector2d(0.1, -0.2)}) {
        const auto rotationOf = [](const Gaze& gaze) {
            const Eigen::Vector3d axis = eyeRotation(gaze).cast<double>();
            return Eigen::AngleAxisd(axis.norm(), axis.normalized()).toRotationMatrix();
        };
        const Eigen::Vector3d iris = eye.centre + rotationOf({wanted.x(), wanted.y()}) * (eye.iris - eye.centre);
        const Eigen::Vector3d pixel = mesh::project(camera, iris);
        const Gaze gaze = gazeTowards(eye, camera, {pixel.x() * 800, pixel.y() * 600}, 800, 600);
        QVERIFY(std::abs(gaze.yaw - wanted.x()) < 1e-4);   // the axis-angle is stored in single precision
        QVERIFY(std::abs(gaze.pitch - wanted.y()) < 1e-4);
    }
}

void TestGaze::staysWithinHumanReach()
{
    const Eyeball eye{{0.032, 0.025, 0.06}, {0.032, 0.025, 0.072}};
    const Gaze gaze = gazeTowards(eye, mesh::orbitCamera({}), {790, 590}, 800, 600);
    QVERIFY(std::abs(gaze.yaw) <= 0.6 + 1e-9);
    QVERIFY(std::abs(gaze.pitch) <= 0.45 + 1e-9);
}

void TestGaze::bringsBothEyesToOneTarget()
{
    const auto convergence = [](const GazePair& pair) { return pair.right.yaw - pair.left.yaw; };
    const GazePair apart = towardsOneTarget({{0.2, 0.1}, {0.1, 0.0}}); // eyes never look apart
    QCOMPARE(convergence(apart), 0.0);
    QVERIFY(std::abs(apart.left.yaw - 0.15) < 1e-12); // what they share stays
    QCOMPARE(apart.left.pitch, apart.right.pitch);
    QVERIFY(std::abs(apart.left.pitch - 0.05) < 1e-12);
    const GazePair parallel = towardsOneTarget({{0.3, 0.0}, {0.3, 0.0}});
    QVERIFY(convergence(parallel) > 0.0 && convergence(parallel) < 0.04); // somewhere beyond 1.5 m
    const GazePair crossed = towardsOneTarget({{-0.15, 0.0}, {0.15, 0.0}});
    QVERIFY(convergence(crossed) > 0.1 && convergence(crossed) < 0.3); // believed in part
}

QTEST_APPLESS_MAIN(TestGaze)
#include "tst_gaze.moc"
