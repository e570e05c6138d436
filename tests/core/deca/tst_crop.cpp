// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "deca/crop.h"
#include "deca/operators.h"
#include "deca/photo_camera.h"

#include <QtTest/QtTest>

#include <ATen/ATen.h>

#include <Eigen/Geometry>
#include <Eigen/LU>

using namespace effigy;
using namespace effigy::deca;

namespace {

base::Image ramp(int width, int height)
{
    base::Image image(width, height, 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            image.at(x, y)[0] = static_cast<std::uint8_t>(50 + x);
            image.at(x, y)[1] = static_cast<std::uint8_t>(60 + y);
            image.at(x, y)[2] = 90;
        }
    return image;
}

} // namespace

class TestCrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void squareIsAWholeNumberOfPixels();
    void detectorBoxesMoveDown();
    void transformTakesTheCornersToTheCrop();
    void wholePhotoIsFittedByLeastSquares();
    void samplesBetweenPixels();
    void isBlackOutside();
    void keepsWithinTheColoursOfThePhoto();
    void pointsComeBack();
    void orthographicCameraAgreesWithThePoints();
    void pinholeAgreesInItsPlane();
    void refusesTurnedCropsForThePinhole();
};

void TestCrop::squareIsAWholeNumberOfPixels()
{
    // base 80, a tenth more is 88, times 1.25 is 110; with 81.3 the side is 111.7875, cut to 111
    const CropCorners a =
        cropCorners({.left = 10, .top = 20, .right = 90, .bottom = 100}, BoundsKind::Landmarks);
    QCOMPARE(a(1, 1) - a(0, 1), 110.0);
    QCOMPARE(a(0, 0), 50.0 - 55.0);
    QCOMPARE(a(0, 1), 60.0 - 55.0);
    const CropCorners b =
        cropCorners({.left = 10, .top = 20, .right = 91.3, .bottom = 101.3}, BoundsKind::Landmarks);
    QVERIFY(std::abs(b(2, 0) - b(0, 0) - 111.0) < 1e-12); // rounding of f64 sums
}

void TestCrop::detectorBoxesMoveDown()
{
    const CropCorners c =
        cropCorners({.left = 0, .top = 0, .right = 100, .bottom = 100}, BoundsKind::Detector, 1.0);
    QCOMPARE(c(0, 0), 0.0);
    QCOMPARE(c(0, 1), 12.0);
}

void TestCrop::transformTakesTheCornersToTheCrop()
{
    const CropCorners c =
        cropCorners({.left = 10, .top = 20, .right = 90, .bottom = 100}, BoundsKind::Training, 1.6);
    const Eigen::Matrix3d t = cropFromPhoto(c);
    const Eigen::Vector3d corner = t * Eigen::Vector3d(c(2, 0), c(2, 1), 1.0);
    QVERIFY((corner - Eigen::Vector3d(223.0, 0.0, 1.0)).norm() < 1e-9); // f64 singular values
}

void TestCrop::wholePhotoIsFittedByLeastSquares()
{
    const Eigen::Matrix3d square = cropFromPhoto(wholePhoto(224, 224));
    QVERIFY((square - Eigen::Matrix3d::Identity()).norm() < 1e-9);
    const Eigen::Matrix3d wide = cropFromPhoto(wholePhoto(240, 320));
    QVERIFY(wide(0, 1) >
            0.01); // no similarity makes a rectangle square: the best one turns a little
}

void TestCrop::samplesBetweenPixels()
{
    Eigen::Matrix3d shift = Eigen::Matrix3d::Identity();
    shift(0, 2) = -3.25;
    const torch::Tensor crop = cropped(ramp(40, 30), shift);
    QCOMPARE(crop[0][5][2].item<float>(), static_cast<float>(55.25 / 255.0));
    QCOMPARE(crop[1][5][2].item<float>(), static_cast<float>(65.0 / 255.0));
}

void TestCrop::isBlackOutside()
{
    const torch::Tensor crop = cropped(ramp(40, 30), Eigen::Matrix3d::Identity());
    QCOMPARE(crop[0][10][40].item<float>(), 0.0F);
    QCOMPARE(crop[2][30][3].item<float>(), 0.0F);
    QCOMPARE(crop[2][29][39].item<float>(), static_cast<float>(90.0 / 255.0));
}

void TestCrop::keepsWithinTheColoursOfThePhoto()
{
    // The last row and column blend with the black outside by a quarter, yet no pixel is all black.
    Eigen::Matrix3d shift = Eigen::Matrix3d::Identity();
    shift(0, 2) = -0.75;
    const torch::Tensor crop = cropped(base::Image(224, 224, 3, 100), shift);
    QCOMPARE(crop.min().item<float>(), static_cast<float>(100.0 / 255.0));
}

void TestCrop::pointsComeBack()
{
    const Eigen::Matrix3d t = cropFromPhoto(
        cropCorners({.left = 60, .top = 40, .right = 220, .bottom = 230}, BoundsKind::Landmarks));
    const torch::Tensor inPhoto =
        torch::tensor({100.0, 90.0, 210.0, 222.0}, torch::kFloat64).view({2, 2});
    const torch::Tensor inCrop = trainingLandmarks(inPhoto, t).slice(1, 0, 2);
    const torch::Tensor back = pointsInPhoto(inCrop.to(torch::kFloat32).unsqueeze(0),
                                             photoFromCrop(matrixTensor(t)), 300, 400);
    const torch::Tensor pixels =
        (back[0].to(torch::kFloat64) + 1.0) / 2.0 * torch::tensor({400.0, 300.0}, torch::kFloat64);
    QVERIFY(at::allclose(pixels, inPhoto, 0.0, 1e-3)); // f32 numbers of some hundred
}

void TestCrop::orthographicCameraAgreesWithThePoints()
{
    const Eigen::Matrix3d t = cropFromPhoto(
        cropCorners({.left = 60, .top = 40, .right = 220, .bottom = 230}, BoundsKind::Landmarks));
    const CropCamera camera = {.scale = 8.0, .shiftX = 0.01, .shiftY = -0.02};
    const torch::Tensor point = torch::tensor({0.03F, 0.05F, 0.07F}).view({1, 1, 3});
    const torch::Tensor inCrop =
        projectToCrop(point, torch::tensor({8.0F, 0.01F, -0.02F}).view({1, 3}));
    const torch::Tensor inPhoto = pointsInPhoto(inCrop, photoFromCrop(matrixTensor(t)), 300, 400);
    const Eigen::Vector2d pixel =
        orthographicCamera(camera, t) * Eigen::Vector4d(0.03, 0.05, 0.07, 1.0);
    QVERIFY(std::abs(pixel.x() - (inPhoto[0][0][0].item<double>() + 1.0) * 200.0) < 1e-3); // f32
    QVERIFY(std::abs(pixel.y() - (inPhoto[0][0][1].item<double>() + 1.0) * 150.0) < 1e-3);
}

void TestCrop::pinholeAgreesInItsPlane()
{
    const Eigen::Matrix3d t = cropFromPhoto(
        cropCorners({.left = 60, .top = 40, .right = 220, .bottom = 230}, BoundsKind::Landmarks));
    const CropCamera camera = {.scale = 8.0, .shiftX = 0.01, .shiftY = -0.02};
    const PinholeCamera pinhole = pinholeCamera(camera, t, 900.0, {400.0, 300.0}, 0.05);
    const Eigen::Vector4d point(0.03, 0.06, 0.05, 1.0);
    const Eigen::Vector2d flat = orthographicCamera(camera, t) * point;
    const Eigen::Vector2d seen =
        (pinhole.intrinsics * (pinhole.cameraFromHead * point)).hnormalized();
    QVERIFY((flat - seen).norm() < 1e-9);
    QVERIFY((pinhole.cameraFromHead * point).z() > 0.0);
}

void TestCrop::refusesTurnedCropsForThePinhole()
{
    const Eigen::Matrix3d turned = cropFromPhoto(wholePhoto(240, 320));
    QVERIFY_EXCEPTION_THROWN((void)pinholeCamera({}, turned, 900.0, {320.0, 240.0}, 0.0),
                             base::ContractError);
}

QTEST_APPLESS_MAIN(TestCrop)
#include "tst_crop.moc"
