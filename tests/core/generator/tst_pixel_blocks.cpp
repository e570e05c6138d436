// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator/drawn.h"
#include "generator/camera_label.h"
#include "generator/pixel_blocks.h"
#include "generator/rays.h"
#include "generator/texture_blocks.h"

#include <QtTest>

#include <ATen/ATen.h>

#include <Eigen/Geometry>

#include <numbers>

using namespace effigy;
using namespace effigy::generator;
using effigy::test::drawn;
using effigy::test::largest;
using torch::Tensor;

namespace {

constexpr int kPlane = 32;
constexpr int kChannels = kCodeChannels + 1;
constexpr int kRays = 16;
constexpr double kRounding = 1e-4;

PlaneGeometry geometry()
{
    GeneratorConfig config;
    config.planeBlend = PlaneBlend::Aligned;
    return planeGeometry(config);
}

/// A camera on its way round the head, `yaw` radians to the subject's left.
Tensor labelFrom(double yaw)
{
    mesh::Camera camera;
    camera.headFromCamera.linear() = Eigen::AngleAxisd(yaw, Eigen::Vector3d::UnitY()).toRotationMatrix() * Eigen::Vector3d(1.0, -1.0, -1.0).asDiagonal();
    camera.headFromCamera.translation() = camera.headFromCamera.linear() * Eigen::Vector3d(0.0, 0.0, -1.0);
    camera.fx = camera.fy = 2.6;
    return toTensor(cameraLabel(camera));
}

/// Points where the rays of a picture cross the plane through the head's middle that faces the camera: [1, rays, 3].
Tensor middlePoints(const Tensor& label, int resolution)
{
    const Rays rays = cameraRays(label, resolution);
    const Tensor quarters = pixelQuarters(label, resolution), axis = quarters.slice(1, 1, 2), from = quarters.slice(1, 0, 1);
    const Tensor far = (-from * axis).sum(2, true); // to the origin
    return rays.origins + rays.directions * (far / (rays.directions * axis).sum(2, true));
}

/// Planes whose pictures are slopes: what colour c of a view shows is `slope(column, row)` of its own coordinates, world units.
Tensor slopes(double alongColumns, double alongRows)
{
    const Tensor at = ((at::arange(2 * kPlane, torch::kFloat32) + 0.5) / (2.0 * kPlane) - 0.5);
    const Tensor laid = (alongColumns * at.reshape({1, -1}) + alongRows * at.reshape({-1, 1})).reshape({1, 1, 2 * kPlane, 2 * kPlane}).expand({1, 3, -1, -1}).contiguous();
    Tensor planes = at::zeros({1, 4, kPlane, kPlane, kChannels});
    const std::array views = {View::Front, View::TopFromAbove, View::LeftMirrored, View::Right};
    for (const std::size_t k : {0, 2, 3}) {
        const auto flips = flippedAxes(views[k]);
        const Tensor upright = laid.flip(flips);
        Tensor code = at::zeros({1, kChannels, kPlane, kPlane});
        code.slice(1, 0, kColourChannels).copy_(at::pixel_unshuffle(upright, 2));
        code.slice(1, kSideColour, kTopColour).copy_(at::avg_pool2d(upright, {2, 2}));
        code.slice(1, kSideDetail, kCodeChannels).copy_(sideDetail(upright));
        const Tensor gain = at::zeros({kChannels});
        if (k == 0)
            gain.slice(0, 0, kColourChannels).fill_(3.0); // the mean of three planes is taken
        else {
            gain.slice(0, kSideColour, kTopColour).fill_(3.0);
            gain.slice(0, kSideDetail, kCodeChannels).fill_(3.0);
        }
        planes.select(1, static_cast<std::int64_t>(k)).copy_(code.flip(flips).permute({0, 2, 3, 1}) * gain);
    }
    return planes;
}

Tensor seenBy(const Tensor& planes, const Tensor& label)
{
    const Tensor points = middlePoints(label, kRays);
    return withPixelBlocks(samplePlanes(planes, points, geometry()), planes, points, pixelQuarters(label, kRays), geometry());
}

} // namespace

class TestPixelBlocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quartersLieBetweenRaysOfTwiceAsMany();
    void theFrontIsSeenTwiceAsFinely();
    void sidesAreSeenTwiceAsFinely_data();
    void sidesAreSeenTwiceAsFinely();
    void pointByPointTheSame_data();
    void pointByPointTheSame();
    void otherChannelsStay();
    void letsGradientsThrough();
    void fullyCoveredQuartersAreThePicture();
    void outlinesOfQuartersAreSmooth();
    void picturesWithAndWithoutGradient();
};

void TestPixelBlocks::quartersLieBetweenRaysOfTwiceAsMany()
{
    const Tensor label = labelFrom(0.4), quarters = pixelQuarters(label, kRays);
    const Tensor points = middlePoints(label, kRays).reshape({kRays, kRays, 3}), fine = middlePoints(label, 2 * kRays).reshape({2 * kRays, 2 * kRays, 3});
    const Tensor ahead = -(quarters[0][0] * quarters[0][1]).sum(); // of all of them
    const Tensor rightBelow = points + ahead * (quarters[0][2] + quarters[0][3]);
    QVERIFY(largest(rightBelow - fine.slice(0, 1, 2 * kRays, 2).slice(1, 1, 2 * kRays, 2)) < kRounding);
}

void TestPixelBlocks::theFrontIsSeenTwiceAsFinely()
{
    const Tensor label = labelFrom(0.0);
    const Tensor blocks = seenBy(slopes(1.0, 0.5), label).slice(2, 0, kColourChannels);
    const Tensor picture = at::pixel_shuffle(blocks.reshape({1, kRays, kRays, kColourChannels}).permute({0, 3, 1, 2}), 2);
    const Tensor points = middlePoints(label, 2 * kRays).reshape({2 * kRays, 2 * kRays, 3});
    const Tensor expected = points.select(2, 0) + 0.5 * points.select(2, 1);
    for (int c = 0; c < 3; ++c) {
        const Tensor off = (picture[0][c] - expected).slice(0, 4, 2 * kRays - 4).slice(1, 4, 2 * kRays - 4);
        QVERIFY2(largest(off) < kRounding, qPrintable(QString::number(largest(off))));
    }
}

void TestPixelBlocks::sidesAreSeenTwiceAsFinely_data()
{
    QTest::addColumn<double>("yaw");
    QTest::newRow("left") << 0.5 * std::numbers::pi;
    QTest::newRow("right") << -0.5 * std::numbers::pi;
}

void TestPixelBlocks::sidesAreSeenTwiceAsFinely()
{
    QFETCH(double, yaw);
    const Tensor label = labelFrom(yaw);
    const Tensor planes = slopes(1.0, 0.5);
    // In front of the middle, where that side alone tells.
    const Tensor quarters = pixelQuarters(label, kRays), points = middlePoints(label, kRays) - 0.2 * quarters.slice(1, 1, 2);
    const Tensor seen = withPixelBlocks(samplePlanes(planes, points, geometry()), planes, points, quarters, geometry());
    const auto picture = [&](int channel) { return seen.select(2, channel).reshape({kRays, kRays}); };
    const Tensor at = points.reshape({kRays, kRays, 3});
    const auto inner = [](const Tensor& x) { return x.slice(0, 3, kRays - 3).slice(1, 3, kRays - 3); };
    QVERIFY(largest(inner(picture(kSideColour) - (at.select(2, 2) + 0.5 * at.select(2, 1)))) < kRounding);
    // To the right in the picture of the left side z falls, of the right side it rises; a quarter is half a step of a half.
    const Tensor ahead = ((points - quarters.slice(1, 0, 1)) * quarters.slice(1, 1, 2)).sum(2).reshape({kRays, kRays});
    const Tensor right = ahead * (quarters[0][2][2] + 0.5 * quarters[0][2][1]), below = ahead * (quarters[0][3][2] + 0.5 * quarters[0][3][1]);
    QVERIFY(std::abs(right.mean().item<double>()) > 1e-3 && below.mean().item<double>() < -1e-4);
    QCOMPARE(right.mean().item<double>() < 0.0, yaw > 0.0);
    QVERIFY2(largest(inner(picture(kSideDetail) - right)) < kRounding, qPrintable(QString::number(largest(inner(picture(kSideDetail) - right)))));
    QVERIFY(largest(inner(picture(kSideDetail + 1) - below)) < kRounding);
    QVERIFY(largest(inner(picture(kSideDetail + 2))) < kRounding);
}

void TestPixelBlocks::pointByPointTheSame_data()
{
    QTest::addColumn<double>("yaw");
    for (const double yaw : {0.0, 0.7, -1.2, 3.0})
        QTest::addRow("%g", yaw) << yaw;
}

void TestPixelBlocks::pointByPointTheSame()
{
    QFETCH(double, yaw);
    const Tensor label = labelFrom(yaw), planes = drawn({1, 4, kPlane, kPlane, kChannels}, 3), quarters = pixelQuarters(label, kRays);
    const Tensor points = 0.3 * drawn({1, 500, 3}, 4); // some outside
    const Tensor features = samplePlanes(planes, points, geometry());
    const Tensor expected = withPixelBlocks(features, planes, points, quarters, geometry());
    Tensor written = features.clone();
    const Tensor own = planes[0].contiguous(), places = points.contiguous();
    PixelBlocks(own, places[0], quarters[0], geometry()).write(places.data_ptr<float>(), 500, written.data_ptr<float>());
    // Noise changes by ten from pixel to pixel, and places are known to a millionth of the plane.
    QVERIFY2(largest(written - expected) < 5e-4, qPrintable(QString::number(largest(written - expected))));
    QVERIFY(largest(expected - features) > 0.1);
}

void TestPixelBlocks::otherChannelsStay()
{
    const Tensor planes = drawn({1, 4, kPlane, kPlane, kChannels}, 5), label = labelFrom(0.3), points = middlePoints(label, kRays);
    const Tensor features = samplePlanes(planes, points, geometry());
    const Tensor seen = withPixelBlocks(features, planes, points, pixelQuarters(label, kRays), geometry());
    QCOMPARE(largest((seen - features).slice(2, kTopColour, kSideDetail)), 0.0);
    QCOMPARE(largest((seen - features).slice(2, kCodeChannels)), 0.0);
}

void TestPixelBlocks::letsGradientsThrough()
{
    const Tensor label = labelFrom(-0.6), weight = drawn({1, kRays * kRays, kChannels}, 7), along = drawn({1, 4, kPlane, kPlane, kChannels}, 8);
    const Tensor planes = drawn({1, 4, kPlane, kPlane, kChannels}, 6).set_requires_grad(true);
    (seenBy(planes, label) * weight).sum().backward();
    const double told = (planes.grad() * along).sum().item<double>(), change = (seenBy(along, label) * weight).sum().item<double>();
    QVERIFY(std::abs(change) > 0.1);
    QVERIFY2(std::abs(told - change) < 1e-3 * (1.0 + std::abs(change)), qPrintable(QStringLiteral("%1 %2").arg(told).arg(change)));
}

void TestPixelBlocks::fullyCoveredQuartersAreThePicture()
{
    const torch::NoGradGuard noGradient;
    const Tensor picture = drawn({2, 3, 2 * kRays, 2 * kRays}, 9).clamp(-1.0, 1.0);
    const Tensor features = at::cat({drawn({2, 3, kRays, kRays}, 10), at::pixel_unshuffle(picture, 2), drawn({2, 17, kRays, kRays}, 11)}, 1);
    const Tensor seen = pictureOfQuarters(features, at::ones({2, 1, kRays, kRays}));
    const auto inner = [](const Tensor& x) { return x.slice(2, 2, 2 * kRays - 2).slice(3, 2, 2 * kRays - 2); };
    QVERIFY(largest(inner(seen.slice(1, 0, 3) - picture)) < 1e-5);
    QVERIFY(largest(inner(seen.slice(1, 3) - 1.0)) < 1e-5);
}

// Something of one colour that ends: it has that colour as far as its enlarged coverage goes.
void TestPixelBlocks::outlinesOfQuartersAreSmooth()
{
    const torch::NoGradGuard noGradient;
    Tensor alpha = at::zeros({1, 1, kRays, kRays});
    alpha.slice(3, 0, kRays / 2).fill_(1.0);
    alpha.slice(3, kRays / 2, kRays / 2 + 1).fill_(0.3);
    const Tensor features = (0.8 * alpha).expand({1, 32, kRays, kRays}) * 2.0 - 1.0;
    const Tensor seen = pictureOfQuarters(features.contiguous(), alpha) * 0.5 + 0.5;
    const Tensor isThere = seen.slice(1, 3).gt(0.01);
    QVERIFY(largest((seen.slice(1, 0, 3) - 0.8) * isThere) < 1e-3);
    const Tensor row = seen[0][3][kRays];
    QVERIFY((row.slice(0, 2) - row.slice(0, 1, 2 * kRays - 1)).le(1e-5).all().item<bool>()); // it only falls
    QVERIFY(row.gt(0.05).logical_and(row.lt(0.95)).sum().item<int>() >= 4);
}

void TestPixelBlocks::picturesWithAndWithoutGradient()
{
    const Tensor alpha = drawn({2, 1, kRays, kRays}, 12).clamp(0.0, 1.0);
    const Tensor features = drawn({2, 32, kRays, kRays}, 13).set_requires_grad(true);
    const Tensor picture = pictureOfQuarters(features, alpha);
    Tensor plain;
    {
        const torch::NoGradGuard noGradient;
        plain = pictureOfQuarters(features.detach().contiguous(at::MemoryFormat::ChannelsLast), alpha);
    }
    QVERIFY2(largest(picture - plain) < 1e-3 * largest(picture), qPrintable(QString::number(largest(picture - plain))));
    const Tensor weight = drawn(picture.sizes().vec(), 14);
    (picture * weight).sum().backward();
    QVERIFY(features.grad().slice(1, 3, 15).abs().sum().item<double>() > 1.0);
    QVERIFY(features.grad().slice(1, 0, 3).abs().sum().item<double>() > 0.1);
}

QTEST_APPLESS_MAIN(TestPixelBlocks)
#include "tst_pixel_blocks.moc"
