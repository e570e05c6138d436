// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "reconstruct/published_view.h"

#include <Eigen/LU>
#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

/// The standard points as a camera without perspective sees them: `scale` pixels a unit, centred on (x, y).
FivePoints standardPoints(double scale, double x, double y)
{
    constexpr double kPoints[5][2] = {{-0.31148657, 0.29036078}, {0.30979887, 0.28972036}, {0.003253499, -0.046179324},
                                      {-0.25216928, -0.38133916}, {0.2484662, -0.38128236}};
    FivePoints points;
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = {x + scale * kPoints[i][0], y - scale * kPoints[i][1]};
    return points;
}

} // namespace

class TestPublishedView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesFivePointsFromSixtyEight();
    void cropsStandardPointsAsPublished();
    void refusesPointsOnALine();
    void cutsWhatLiesThere_data();
    void cutsWhatLiesThere();
    void labelsAFrontalHead();
    void labelLooksAtTheHead();
};

void TestPublishedView::takesFivePointsFromSixtyEight()
{
    Landmarks2 landmarks;
    for (int i = 36; i < 42; ++i)
        landmarks[i] = {static_cast<float>(i), 10.0F};
    landmarks[30] = {5.0F, 6.0F};
    landmarks[54] = {7.0F, 8.0F};
    const FivePoints points = fivePoints(landmarks);
    QCOMPARE(points[0], Eigen::Vector2d(38.5, 10.0));
    QCOMPARE(points[2], Eigen::Vector2d(5.0, 6.0));
    QCOMPARE(points[4], Eigen::Vector2d(7.0, 8.0));
}

void TestPublishedView::cropsStandardPointsAsPublished()
{
    const PublishedCrop crop = publishedCrop(standardPoints(150.0, 320.0, 240.0), 480);
    // 300 pixels a unit on a square of which 700 are kept: 700 / 300 units, here of 150 pixels.
    QVERIFY(std::abs(crop.side - 350.0) < 1e-6);
    QVERIFY(std::abs(crop.left - (320.0 - 175.0)) < 1e-6);
    QVERIFY(std::abs(crop.top - (241.0 - 175.0)) < 1e-6); // y counts from the last row
}

void TestPublishedView::refusesPointsOnALine()
{
    FivePoints line;
    for (std::size_t i = 0; i < line.size(); ++i)
        line[i] = {10.0 * static_cast<double>(i), 50.0};
    QVERIFY_EXCEPTION_THROWN((void)publishedCrop(line, 100), base::Error);
}

void TestPublishedView::cutsWhatLiesThere_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("smaller") << 25;
    QTest::newRow("as it is") << 100;
    QTest::newRow("larger") << 200;
}

void TestPublishedView::cutsWhatLiesThere()
{
    QFETCH(int, size);
    base::Image photo(300, 200, 3);
    for (int y = 0; y < photo.height; ++y)
        for (int x = 0; x < photo.width; ++x) {
            photo.at(x, y)[0] = static_cast<std::uint8_t>(x / 2);
            photo.at(x, y)[1] = static_cast<std::uint8_t>(y);
            photo.at(x, y)[2] = 200;
        }
    const base::Image cut = cutPublished(photo, {-20.0, 40.0, 100.0}, size);
    const double step = 100.0 / size;
    const int x = size / 2, y = size / 4;
    QVERIFY(std::abs(cut.at(x, y)[0] - 0.5 * (-20.0 + step * (x + 0.5) - 0.5)) < 1.6);
    QVERIFY(std::abs(cut.at(x, y)[1] - (40.0 + step * (y + 0.5) - 0.5)) < 1.6);
    QCOMPARE(int(cut.at(size / 16, y)[2]), 0); // beyond the left edge
}

void TestPublishedView::labelsAFrontalHead()
{
    const auto label = publishedLabel(mesh::orbitCamera({.distance = 1.0, .fov = 0.3, .target = {0.0, -0.005, 0.0}}));
    const double wanted[16] = {1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 2.7, 0, 0, 0, 1};
    for (std::size_t i = 0; i < 16; ++i)
        QVERIFY2(std::abs(label[i] - wanted[i]) < 1e-9, qPrintable(QString::number(i)));
    QVERIFY(std::abs(label[16] - 4.2647) < 1e-4);
}

void TestPublishedView::labelLooksAtTheHead()
{
    mesh::Camera camera = mesh::orbitCamera({.yaw = 0.4, .pitch = -0.2, .roll = 0.1, .distance = 0.8, .fov = 0.5});
    // The camera turns aside, so that the head is seen near the picture's edge: the label must not follow.
    const auto before = publishedLabel(camera);
    camera.headFromCamera.linear() =
        camera.headFromCamera.linear() * Eigen::AngleAxisd(0.2, Eigen::Vector3d::UnitY()).toRotationMatrix();
    const auto label = publishedLabel(camera);
    const Eigen::Map<const Eigen::Matrix<double, 4, 4, Eigen::RowMajor>> pose(label.data());
    const Eigen::Matrix3d rotation = pose.topLeftCorner<3, 3>();
    QVERIFY((rotation.transpose() * rotation - Eigen::Matrix3d::Identity()).norm() < 1e-12);
    QVERIFY(std::abs(rotation.determinant() - 1.0) < 1e-12);
    const Eigen::Vector3d position = pose.topRightCorner<3, 1>();
    QVERIFY(std::abs(position.norm() - 2.7) < 1e-12);
    QVERIFY((rotation.col(2) + position.normalized()).norm() < 1e-12);
    for (const std::size_t i : {3U, 7U, 11U})
        QVERIFY(std::abs(label[i] - before[i]) < 1e-12);
}

QTEST_APPLESS_MAIN(TestPublishedView)
#include "tst_published_view.moc"
