// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "encoder/face_square.h"

#include <QtTest/QtTest>

#include <Eigen/Geometry>

#include <cmath>

using namespace effigy;
using namespace effigy::encoder;

namespace {

/// Eyes above the mouth, jaw around, a face 100 pixels across; turned clockwise by `angle` about its middle and moved there.
std::array<Eigen::Vector2f, head::kLandmarkCount> face(double angle, const Eigen::Vector2d& middle)
{
    std::array<Eigen::Vector2f, head::kLandmarkCount> marks;
    const Eigen::Rotation2Dd turn(angle);
    for (int i = 0; i < head::kLandmarkCount; ++i) {
        Eigen::Vector2d at(0.0, 0.0);
        if (i < 17)
            at = {-50.0 + 100.0 * i / 16.0, i == 8 ? 50.0 : 0.0};
        else if (i < 27)
            at = {-40.0 + 8.0 * (i - 17), -50.0};
        else if (i >= 36 && i < 48)
            at = {i < 42 ? -20.0 : 20.0, -20.0};
        else if (i >= 48)
            at = {0.0, 30.0};
        marks[static_cast<std::size_t>(i)] = (turn * at + middle).cast<float>();
    }
    return marks;
}

} // namespace

class TestFaceSquare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void standsUprightAroundTheFace_data();
    void standsUprightAroundTheFace();
    void takesPlacesThereAndBack();
    void cutsWhatItShows();
    void averagesWhenItShrinks();
};

void TestFaceSquare::standsUprightAroundTheFace_data()
{
    QTest::addColumn<double>("angle");
    for (const double angle : {0.0, 0.4, -1.2, 3.0})
        QTest::addRow("%g", angle) << angle;
}

void TestFaceSquare::standsUprightAroundTheFace()
{
    QFETCH(double, angle);
    const FaceSquare square = squareAround(face(angle, {300.0, 200.0}));
    QVERIFY(std::abs(std::remainder(square.angle - angle, 2.0 * M_PI)) < 1e-5);
    QVERIFY(std::abs(square.side - kSquareMargin * 100.0) < 1e-3);
    QVERIFY((square.centre - Eigen::Vector2d(300.0, 200.0)).norm() < 1e-3); // the box is symmetric about the middle
}

void TestFaceSquare::takesPlacesThereAndBack()
{
    const FaceSquare square{.centre = {40.0, 60.0}, .side = 20.0, .angle = 0.5 * M_PI};
    // A quarter turn clockwise: what is right in the square lies below in the picture.
    QVERIFY((square.toPicture({1.0, 0.0}) - Eigen::Vector2d(40.0, 70.0)).norm() < 1e-12);
    const Eigen::Vector2d there(0.3, -0.7);
    QVERIFY((square.fromPicture(square.toPicture(there)) - there).norm() < 1e-12);
}

void TestFaceSquare::cutsWhatItShows()
{
    base::Image picture(kSquareSide, kSquareSide, 3);
    for (int y = 0; y < kSquareSide; ++y)
        for (int x = 0; x < kSquareSide; ++x) {
            picture.at(x, y)[0] = static_cast<std::uint8_t>(x);
            picture.at(x, y)[1] = static_cast<std::uint8_t>(y);
        }
    const double middle = 0.5 * kSquareSide;
    const torch::Tensor same = cutSquare(picture, {.centre = {middle, middle}, .side = kSquareSide, .angle = 0.0});
    QVERIFY(std::abs(same[0][10][50].item<float>() - 50.0F / 255.0F) < 1e-5F);
    QVERIFY(std::abs(same[1][10][50].item<float>() - 10.0F / 255.0F) < 1e-5F);
    const torch::Tensor turned = cutSquare(picture, {.centre = {middle, middle}, .side = kSquareSide, .angle = 0.5 * M_PI});
    // Its first row runs down the picture's last column.
    QVERIFY(std::abs(turned[0][0][10].item<float>() - (kSquareSide - 1.0F) / 255.0F) < 1e-4F);
    QVERIFY(std::abs(turned[1][0][10].item<float>() - 10.0F / 255.0F) < 1e-4F);
}

void TestFaceSquare::averagesWhenItShrinks()
{
    // Lines one pixel wide, shown at a quarter of their size: grey, not a moire of black and white.
    base::Image picture(4 * kSquareSide, 4 * kSquareSide, 1);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            *picture.at(x, y) = x % 2 == 0 ? 255 : 0;
    const double middle = 2.0 * kSquareSide;
    const torch::Tensor cut = cutSquare(picture, {.centre = {middle, middle}, .side = 4.0 * kSquareSide, .angle = 0.0});
    QVERIFY((cut - 0.5).abs().max().item<float>() < 1e-4F);
}

QTEST_GUILESS_MAIN(TestFaceSquare)
#include "tst_face_square.moc"
