// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "procedural_head.h"
#include "reconstruct/live_fit.h"

#include <QtTest/QtTest>

#include <cmath>
#include <numbers>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSide = 800; // pixels

/// A fit of the mean head, as it is, from the front.
HeadFit meanFit(const head::HeadModel& model)
{
    HeadFit fit;
    fit.headModel = "free";
    fit.coefficients.shape = Eigen::VectorXf::Zero(model.shapeCount());
    fit.coefficients.expression = Eigen::VectorXf::Zero(model.expressionCount());
    fit.camera = mesh::orbitCamera({.yaw = 0.1, .distance = 1.2, .fov = 0.3});
    fit.photoWidth = fit.photoHeight = kSide;
    fit.landmarks = tests::seenLandmarks(model, fit.coefficients, fit.camera, kSide, kSide);
    return fit;
}

std::shared_ptr<const head::HeadModel> model()
{
    static const auto free = head::loadFreeHead();
    return free;
}

} // namespace

class TestLiveFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsAMovedLandmark();
    void leavesOutWhatIsTakenAway();
    void keepsTheAskedAngleOfView();
    void weakensLikeness();
    void refusesAFaceWithoutLandmarks();
};

void TestLiveFit::followsAMovedLandmark()
{
    const HeadFit fit = meanFit(*model());
    LiveFit live(model(), fit, fit.landmarks, std::nullopt);
    FitWish wish;
    LiveAnswer before = live.refit(wish, base::CancelToken());
    const float step = 0.1F * static_cast<float>(interocularPx(fit.landmarks));
    for (const int corner : {48, 54})
        wish.landmarks[corner] = before.fitted[corner] + Eigen::Vector2f(0.0F, -step);
    LiveAnswer after = live.refit(wish, base::CancelToken());
    after = live.refit(wish, base::CancelToken());
    // A hand is believed more than the detector: the corners come most of the way.
    for (const int corner : {48, 54})
        QVERIFY2(before.fitted[corner].y() - after.fitted[corner].y() > 0.6F * step,
                 qPrintable(QString::number(before.fitted[corner].y() - after.fitted[corner].y())));
    QVERIFY((before.fitted[27] - after.fitted[27]).norm() < 0.5F * step); // the nose's root hardly stirs
}

void TestLiveFit::leavesOutWhatIsTakenAway()
{
    const HeadFit fit = meanFit(*model());
    Landmarks2 wrong = fit.landmarks;
    for (int i = 17; i < 22; ++i)
        wrong[i].y() -= 60.0F; // a hat that was taken for a brow
    FitWish without;
    for (int i = 17; i < 22; ++i)
        without.landmarks[i] = std::nullopt;
    LiveFit with(model(), fit, wrong, std::nullopt), freed(model(), fit, wrong, std::nullopt);
    const auto off = [&](const LiveAnswer& answer) { return (answer.fitted[19] - fit.landmarks[19]).norm(); };
    QVERIFY(off(freed.refit(without, base::CancelToken())) < 0.5F * off(with.refit({}, base::CancelToken())));
}

void TestLiveFit::keepsTheAskedAngleOfView()
{
    const HeadFit fit = meanFit(*model());
    LiveFit live(model(), fit, fit.landmarks, std::nullopt);
    FitWish wish;
    wish.fovDeg = 40.0;
    const LiveAnswer answer = live.refit(wish, base::CancelToken());
    QVERIFY(std::abs(answer.fovDeg - 40.0) < 1e-6);
    QVERIFY(std::abs(2.0 * std::atan(0.5 / answer.camera.fx) * 180.0 / std::numbers::pi - 40.0) < 1e-6);
}

void TestLiveFit::weakensLikeness()
{
    HeadFit fit = meanFit(*model());
    fit.coefficients.shape.head(5).setConstant(1.0F);
    fit.landmarks = tests::seenLandmarks(*model(), fit.coefficients, fit.camera, kSide, kSide);
    FitWish wish;
    LiveFit live(model(), fit, fit.landmarks, std::nullopt);
    const float whole = live.refit(wish, base::CancelToken()).coefficients.shape.norm();
    wish.likeness = 0.0;
    QCOMPARE(live.refit(wish, base::CancelToken()).coefficients.shape.norm(), 0.0F);
    wish.likeness = 0.5;
    const float half = live.refit(wish, base::CancelToken()).coefficients.shape.norm();
    QVERIFY(std::abs(half - 0.5F * whole) < 0.1F * whole); // each refit goes a little further
}

void TestLiveFit::refusesAFaceWithoutLandmarks()
{
    HeadFit fit = meanFit(*model());
    LiveFit live(model(), fit, fit.landmarks, std::nullopt);
    FitWish none;
    for (int i = 0; i < head::kLandmarkCount; ++i)
        none.landmarks[i] = std::nullopt;
    QVERIFY_EXCEPTION_THROWN((void)live.refit(none, base::CancelToken()), base::Error);
}

QTEST_APPLESS_MAIN(TestLiveFit)
#include "tst_live_fit.moc"
