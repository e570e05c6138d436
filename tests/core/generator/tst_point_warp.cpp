// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/camera_label.h"
#include "generator/point_warp.h"

#include "base/error.h"

#include <QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::generator;

namespace {

/// Points on a ball of 8 cm about the world's origin, metres, head frame.
std::vector<Eigen::Vector3f> ball()
{
    constexpr int kCount = 4000;
    const float golden = float(EIGEN_PI) * (3.0F - std::sqrt(5.0F));
    std::vector<Eigen::Vector3f> points;
    for (int i = 0; i < kCount; ++i) {
        const float y = 1.0F - 2.0F * (float(i) + 0.5F) / kCount, r = std::sqrt(1.0F - y * y);
        points.emplace_back(0.08F * Eigen::Vector3f(r * std::cos(golden * float(i)), y, r * std::sin(golden * float(i)))
                            - Eigen::Vector3f(0.0F, float(kWorldLift), 0.0F));
    }
    return points;
}

std::vector<Eigen::Vector3f> moved(std::vector<Eigen::Vector3f> points, const Eigen::Vector3f& way)
{
    for (auto& point : points)
        point += way;
    return points;
}

Eigen::Vector3f bent(const PointWarp& warp, Eigen::Vector3f point)
{
    warp.apply(point.data(), 1);
    return point;
}

} // namespace

class TestPointWarp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingMovedMovesNothing();
    void theSurfaceComesBack();
    void whatLiesAroundFollows();
    void theBordersStay();
    void isWeakerWhereSpaceWouldFold();
    void tensorsAndPointsAgree();
    void refusesSurfacesOfDifferentMeshes();
};

void TestPointWarp::nothingMovedMovesNothing()
{
    const PointWarp warp(ball(), ball());
    QCOMPARE(warp.strength(), 1.0F);
    for (const Eigen::Vector3f& point : {Eigen::Vector3f(0.0F, 0.0F, 0.2F), Eigen::Vector3f(0.49F, -0.49F, 0.1F)})
        QCOMPARE(bent(warp, point), point);
}

void TestPointWarp::theSurfaceComesBack()
{
    auto to = ball();
    for (auto& point : to) // a nose of one centimetre
        point.z() += 0.01F * std::exp(-(point.head<2>().squaredNorm()) / (2.0F * 0.03F * 0.03F)) * (point.z() > 0.0F ? 1.0F : 0.0F);
    const auto from = ball();
    const PointWarp warp(from, to);
    QCOMPARE(warp.strength(), 1.0F);
    for (std::size_t i = 0; i < to.size(); i += 7) {
        const auto inWorld = [](const Eigen::Vector3f& p) -> Eigen::Vector3f { return 2.5F * (p + Eigen::Vector3f(0.0F, 0.01F, 0.0F)); };
        const float off = (bent(warp, inWorld(to[i])) - inWorld(from[i])).norm() / 2.5F;
        QVERIFY2(off < 0.0015F, qPrintable(QString::number(off))); // of ten millimetres: the grid's points are six apart, and smoothed
    }
}

void TestPointWarp::whatLiesAroundFollows()
{
    const PointWarp warp(ball(), moved(ball(), {0.004F, 0.0F, 0.0F}));
    const Eigen::Vector3f hair(0.0F, 0.22F, 0.0F); // 8 mm above the ball
    QVERIFY(std::abs((hair - bent(warp, hair)).x() - 0.01F) < 0.002F);
}

void TestPointWarp::theBordersStay()
{
    const PointWarp warp(ball(), moved(ball(), {0.004F, 0.0F, 0.0F}));
    const Eigen::Vector3f far(0.499F, 0.499F, 0.499F);
    QVERIFY((bent(warp, far) - far).norm() < 0.002F); // a fifth of what the ball moves
}

void TestPointWarp::isWeakerWhereSpaceWouldFold()
{
    auto to = ball();
    for (auto& point : to) // the front goes back through the middle
        if (point.z() > 0.0F)
            point.z() *= -0.5F;
    const PointWarp warp(ball(), to);
    QVERIFY(warp.strength() < 1.0F);
}

void TestPointWarp::tensorsAndPointsAgree()
{
    const PointWarp warp(ball(), moved(ball(), {0.004F, -0.002F, 0.001F}));
    const auto points = test::drawn({1, 9000, 3}, 3) * 0.2;
    const auto together = warp.applied(points);
    const auto one = points.contiguous().clone();
    warp.apply(one.data_ptr<float>(), 9000);
    QVERIFY(torch::equal(together, one));
}

void TestPointWarp::refusesSurfacesOfDifferentMeshes()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError, PointWarp(ball(), std::vector<Eigen::Vector3f>(2)));
}

QTEST_GUILESS_MAIN(TestPointWarp)
#include "tst_point_warp.moc"
