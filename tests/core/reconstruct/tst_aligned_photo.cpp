// SPDX-License-Identifier: GPL-3.0-or-later
#include "painted_photo.h"
#include "procedural_head.h"
#include "reconstruct/aligned_photo.h"
#include "head/surface_view.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 800;

/// A procedural head before a blue wall with a yellow stripe at the picture's left rim.
struct Scene {
    head::HeadModel model = head::HeadModel(tests::proceduralHead());
    HeadFit fit;
    base::Image photo = base::Image(kWidth, kHeight, 3);

    explicit Scene(double shiftX = 0.0)
    {
        fit.photoWidth = kWidth;
        fit.photoHeight = kHeight;
        fit.coefficients.shape = Eigen::VectorXf::Zero(model.shapeCount());
        fit.coefficients.expression = Eigen::VectorXf::Zero(model.expressionCount());
        fit.camera = mesh::orbitCamera({.yaw = 0.2, .roll = 0.15, .distance = 1.2});
        fit.camera.fx = 2.4;
        fit.camera.fy = fit.camera.fx * kWidth / kHeight;
        fit.camera.cx = 0.45 + shiftX;
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) {
                const std::uint8_t wall[3] = {static_cast<std::uint8_t>(20 + (x * 7 + y * 3) % 11), 60, 150};
                const std::uint8_t stripe[3] = {230, 220, 20};
                std::copy_n(x < 30 ? stripe : wall, 3, photo.at(x, y));
            }
        tests::paintHead(photo, model.mesh(fit.coefficients), fit.camera, {tests::proceduralSkin(256), {}});
    }

    [[nodiscard]] AlignedPhoto align(int size = 256) const
    {
        base::SilentProgress progress;
        return alignPhoto(photo, fit, model, size, progress, base::CancelToken());
    }
};

} // namespace

class TestAlignedPhoto : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothCamerasSeeTheSamePlace();
    void hasTheStandardSizeAndPlace();
    void resamplesWithoutShift();
    void marksWhatLiesBeyondThePhoto();
    void mattesTheHead();
    void isDeterministic();
    void stopsWhenCancelled();
};

void TestAlignedPhoto::bothCamerasSeeTheSamePlace()
{
    const Scene scene;
    const mesh::Camera cut = alignedCamera(scene.fit.camera, kWidth, kHeight);
    const double side = scene.fit.camera.fx * kWidth / cut.fx;
    for (const Eigen::Vector3d& p : {Eigen::Vector3d(0, 0, 0), Eigen::Vector3d(0.07, -0.1, 0.05), Eigen::Vector3d(-0.05, 0.09, 0.1)}) {
        const Eigen::Vector3d inPhoto = mesh::project(scene.fit.camera, p), inCut = mesh::project(cut, p);
        const double left = scene.fit.camera.cx * kWidth - cut.cx * side;
        const double top = scene.fit.camera.cy * kHeight - cut.cy * side;
        QVERIFY(std::abs(inPhoto.x() * kWidth - (left + inCut.x() * side)) < 1e-9 * kWidth);
        QVERIFY(std::abs(inPhoto.y() * kHeight - (top + inCut.y() * side)) < 1e-9 * kHeight);
    }
}

void TestAlignedPhoto::hasTheStandardSizeAndPlace()
{
    const Scene scene;
    const mesh::Camera cut = alignedCamera(scene.fit.camera, kWidth, kHeight);
    const double depth = mesh::project(cut, Eigen::Vector3d::Zero()).z();
    QVERIFY(std::abs(depth / cut.fx - 0.30) < 1e-12); // metres that fill the side at the head's depth
    QVERIFY(std::abs(depth / cut.fy - 0.30) < 1e-12);
    const Eigen::Vector3d middle = mesh::project(cut, Eigen::Vector3d(0.0, -0.005, 0.0));
    QVERIFY(std::abs(middle.x() - 0.5) < 1e-12 && std::abs(middle.y() - 0.5) < 1e-12);
}

void TestAlignedPhoto::resamplesWithoutShift()
{
    Scene scene;
    // A plain ramp tells where every pixel came from.
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            scene.photo.at(x, y)[0] = static_cast<std::uint8_t>(x * 255 / kWidth);
            scene.photo.at(x, y)[1] = static_cast<std::uint8_t>(y * 255 / kHeight);
        }
    const AlignedPhoto aligned = scene.align();
    const Eigen::Vector3d p(0.02, 0.03, 0.09);
    const Eigen::Vector3d inPhoto = mesh::project(scene.fit.camera, p), inCut = mesh::project(aligned.camera, p);
    const auto* pixel = aligned.image.at(static_cast<int>(inCut.x() * 256), static_cast<int>(inCut.y() * 256));
    QVERIFY(std::abs(pixel[0] - 255 * inPhoto.x()) < 1.5); // the ramp's own rounding
    QVERIFY(std::abs(pixel[1] - 255 * inPhoto.y()) < 1.5);
}

void TestAlignedPhoto::marksWhatLiesBeyondThePhoto()
{
    const Scene scene(-0.35); // the head hangs out on the left
    const AlignedPhoto aligned = scene.align();
    QCOMPARE(*aligned.unseen.at(0, 128), 1.0F);
    QCOMPARE(*aligned.unseen.at(255, 128), 0.0F);
    const double edge = aligned.camera.cx - scene.fit.camera.cx * aligned.camera.fx / scene.fit.camera.fx;
    const int column = static_cast<int>(edge * 256);
    QCOMPARE(*aligned.unseen.at(column - 2, 128), 1.0F);
    QCOMPARE(*aligned.unseen.at(column + 2, 128), 0.0F);
}

void TestAlignedPhoto::mattesTheHead()
{
    const Scene scene;
    const AlignedPhoto aligned = scene.align();
    const mesh::Mesh mesh = scene.model.mesh(scene.fit.coefficients);
    const head::SurfaceView view = head::viewSurface(mesh.vertices, mesh.triangles, aligned.camera, 256);
    double inside = 0.0, insideCount = 0.0;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            if (view.triangle[view.index(x, y)] >= 0 && y < 170) {
                inside += *aligned.matte.at(x, y);
                ++insideCount;
            }
    QVERIFY2(inside / insideCount > 0.97, qPrintable(QString::number(inside / insideCount)));
    for (const auto& [x, y] : {std::pair{3, 3}, {252, 3}, {3, 250}, {252, 250}, {20, 128}, {240, 128}})
        QVERIFY2(*aligned.matte.at(x, y) < 0.02F, qPrintable(QString("%1 %2").arg(x).arg(y)));
}

void TestAlignedPhoto::isDeterministic()
{
    const Scene scene;
    const AlignedPhoto first = scene.align(128), second = scene.align(128);
    QVERIFY(first.image == second.image);
    QVERIFY(first.matte == second.matte);
}

void TestAlignedPhoto::stopsWhenCancelled()
{
    const Scene scene;
    base::SilentProgress progress;
    const base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_EXCEPTION_THROWN((void)alignPhoto(scene.photo, scene.fit, scene.model, 128, progress, cancel), base::Cancelled);
}

QTEST_APPLESS_MAIN(TestAlignedPhoto)
#include "tst_aligned_photo.moc"
