// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/clip_skin.h"

#include "base/error.h"
#include "painted_photo.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSize = 360;       // pixels of the pictures
constexpr double kFocal = 900.0; // pixels
const Eigen::Vector2d kCentre(0.5 * kSize, 0.5 * kSize);
const Eigen::Vector3d kAt(0.0, 0.0, 0.75);              // metres, camera frame
const encoder::FaceSquare kSquare = {.centre = {0.5 * kSize, 0.5 * kSize}, .side = 320.0, .angle = 0.0};

const head::HeadModel& model()
{
    static const auto head = head::loadFreeHead();
    return *head;
}

/// Blotches all over, as brows and freckles are in places.
const base::Image& blotches()
{
    static const base::Image texture = [] {
        constexpr int kSide = 512, kBlotch = 10; // texels
        std::mt19937 random(7);
        base::Image image(kSide, kSide, 3);
        std::vector<int> levels;
        for (int i = 0; i < (kSide / kBlotch + 1) * (kSide / kBlotch + 1); ++i)
            levels.push_back(90 + static_cast<int>(random() % 130));
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                std::fill_n(image.at(x, y), 3, static_cast<std::uint8_t>(levels[static_cast<std::size_t>(y / kBlotch * (kSide / kBlotch + 1) + x / kBlotch)]));
        return image;
    }();
    return texture;
}

Eigen::Index indexOf(std::string_view name)
{
    const auto& names = model().data().expressionNames;
    return std::ranges::find(names, name) - names.begin();
}

/// The head from in front.
FrameEstimate frontal()
{
    FrameEstimate head;
    head.cameraFromHead = Eigen::Vector3d(1.0, -1.0, -1.0).asDiagonal();
    head.headInCamera = kAt;
    head.expression = Eigen::VectorXd::Zero(model().expressionCount());
    return head;
}

SkinPicture pictureOf(const FrameEstimate& head)
{
    head::HeadCoefficients c;
    c.expression = head.expression.cast<float>();
    mesh::Camera camera;
    camera.headFromCamera.linear() = head.cameraFromHead.transpose();
    camera.headFromCamera.translation() = -head.cameraFromHead.transpose() * head.headInCamera;
    camera.fx = camera.fy = kFocal / kSize;
    base::Image photo(kSize, kSize, 3, 128);
    tests::paintHead(photo, model().mesh(c), camera, {.texture = blotches(), .light = {}});
    return skinPicture(encoder::cutSquare(photo, kSquare), kSquare);
}

/// A clip of a head at rest.
ClipSkin skinAtRest()
{
    const FrameEstimate rest = frontal();
    const SkinPicture picture = pictureOf(rest);
    const std::vector<ClipSkin::Sight> sights(5, ClipSkin::Sight{picture, rest});
    return {model(), Eigen::VectorXf::Zero(1), kFocal, kCentre, sights};
}

/// The step that `equations` ask for along number `i` alone.
double stepAlong(const StepEquations& equations, Eigen::Index i)
{
    return -equations.gradient[i] / equations.hessian(i, i);
}

} // namespace

class TestClipSkin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void restsWhereTheSkinRests();
    void findsWhatMoved_data();
    void findsWhatMoved();
    void findsTheHeadsShift();
    void outliersLoseTheirSay();
    void saysNothingOfTheBackOfAHead();
    void refusesALensOfNothing();
};

void TestClipSkin::restsWhereTheSkinRests()
{
    const FrameEstimate rest = frontal();
    const StepEquations pull = skinAtRest().pull({pictureOf(rest), rest}, 0.15F);
    QCOMPARE(pull.hessian.rows(), kPoseNumbers + model().expressionCount());
    QVERIFY(pull.hessian.isApprox(pull.hessian.transpose()));
    QVERIFY(pull.hessian(indexOf("browInnerUp") + kPoseNumbers, indexOf("browInnerUp") + kPoseNumbers) > 1.0);
    QCOMPARE(pull.gradient.norm(), 0.0);
}

void TestClipSkin::findsWhatMoved_data()
{
    QTest::addColumn<QString>("control");
    for (const char* control : {"browInnerUp", "browOuterUpLeft", "browDownRight", "noseSneerLeft", "mouthUpperUpRight", "mouthPucker"})
        QTest::newRow(control) << control;
}

void TestClipSkin::findsWhatMoved()
{
    QFETCH(QString, control);
    constexpr double kMoved = 0.3; // within a blotch, for one step
    const Eigen::Index index = indexOf(control.toStdString());
    FrameEstimate moved = frontal();
    moved.expression[index] = kMoved;
    const double found = stepAlong(skinAtRest().pull({pictureOf(moved), frontal()}, 0.5F), kPoseNumbers + index);
    // A step is exact where the skin is smooth; blotches have edges.
    QVERIFY2(found > 0.5 * kMoved && found < 1.5 * kMoved, qPrintable(QString::number(found)));
}

void TestClipSkin::findsTheHeadsShift()
{
    constexpr double kShift = 0.001; // metres
    FrameEstimate moved = frontal();
    moved.headInCamera.x() += kShift;
    const double found = stepAlong(skinAtRest().pull({pictureOf(moved), frontal()}, 0.5F), 3);
    QVERIFY2(found > 0.7 * kShift && found < 1.3 * kShift, qPrintable(QString::number(found)));
}

void TestClipSkin::outliersLoseTheirSay()
{
    const Eigen::Index brow = indexOf("browInnerUp");
    FrameEstimate moved = frontal();
    moved.expression[brow] = 1.0;
    const SkinPicture picture = pictureOf(moved);
    const ClipSkin skin = skinAtRest();
    const auto sayOf = [&](float outlier) { return skin.pull({picture, frontal()}, outlier).hessian(kPoseNumbers + brow, kPoseNumbers + brow); };
    QVERIFY2(sayOf(0.05F) < 0.7 * sayOf(0.5F), qPrintable(QString("%1 %2").arg(sayOf(0.05F)).arg(sayOf(0.5F))));
}

void TestClipSkin::saysNothingOfTheBackOfAHead()
{
    FrameEstimate away = frontal();
    away.cameraFromHead = Eigen::Vector3d(-1.0, -1.0, 1.0).asDiagonal();
    QCOMPARE(skinAtRest().pull({pictureOf(frontal()), away}, 0.15F).hessian.norm(), 0.0);
}

void TestClipSkin::refusesALensOfNothing()
{
    QVERIFY_THROWS_EXCEPTION(base::ContractError, ClipSkin(model(), Eigen::VectorXf::Zero(1), 0.0, kCentre, {}));
}

QTEST_GUILESS_MAIN(TestClipSkin)
#include "tst_clip_skin.moc"
