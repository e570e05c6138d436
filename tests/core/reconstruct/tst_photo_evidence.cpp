// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/head_model.h"
#include "painted_photo.h"
#include "reconstruct/photo_evidence.h"

#include <Eigen/LU>
#include <QtTest/QtTest>

#include <cmath>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSide = 512; // pixels

/// The free head in grey skin under a lamp from the side, and the estimate that tells all about it.
struct Sitting {
    std::shared_ptr<const head::HeadModel> model = head::loadFreeHead();
    base::Image photo = base::Image(kSide, kSide, 3, 20);
    HeadEstimate truth;

    Sitting()
    {
        truth.shape = Eigen::VectorXd::Zero(60);
        truth.shape[2] = 1.5;
        truth.shape[5] = -1.0;
        truth.expression = Eigen::VectorXd::Zero(model->expressionCount());
        truth.view.rotation = {M_PI, 0.0, 0.0}; // the camera's y points down, and it faces the head
        truth.view.logDepth = 0.2;
        truth.view.logScale = std::log(kSide / 0.3);
        truth.view.centre = {0.5 * kSide, 0.5 * kSide};
        mesh::ShLight light = mesh::ShLight::Zero();
        light.row(0).setConstant(2.0F);
        light.row(1).setConstant(0.35F);
        light.row(3).setConstant(0.3F);
        tests::paintHead(photo, model->mesh(truth.coefficients()), camera(),
                         {base::Image(8, 8, 3, 150), light});
    }
    [[nodiscard]] mesh::Camera camera() const { return truth.view.camera(kSide, kSide); }

    [[nodiscard]] std::optional<ShadingVerdict> judge(const HeadEstimate& estimate) const
    {
        const PhotoCut cut =
            cutPhoto(photo, camera(), squareCamera(camera(), kSide, kSide, 0.34, {0, 0, 0}), 256);
        return judgeShading(*model, {cut, camera(), kSide, kSide, true}, estimate);
    }
};

} // namespace

class TestPhotoEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsLittleFaultWithTheTruth();
    void pointsTowardsTheTruth();
    void saysNothingWithoutAFace();
};

void TestPhotoEvidence::findsLittleFaultWithTheTruth()
{
    const Sitting s;
    HeadEstimate mean = s.truth;
    mean.shape.setZero();
    const auto atTruth = s.judge(s.truth), atMean = s.judge(mean);
    QVERIFY(atTruth && atMean);
    QVERIFY2(atTruth->error < 0.04,
             qPrintable(QString::number(atTruth->error))); // shadows' edges, 8-bit colours
    // Only two directions are wrong, and new light hides a part of that.
    QVERIFY2(atTruth->error < 0.8 * atMean->error, qPrintable(QString::number(atMean->error)));
}

void TestPhotoEvidence::pointsTowardsTheTruth()
{
    const Sitting s;
    HeadEstimate mean = s.truth;
    mean.shape.setZero();
    const auto verdict = s.judge(mean);
    QVERIFY(verdict);
    // The step that the evidence asks for, held back by the spread of people.
    const Evidence& e = verdict->evidence;
    const Eigen::MatrixXd root = e.root.middleCols(7, 60);
    const Eigen::MatrixXd normal = root.transpose() * root + Eigen::MatrixXd::Identity(60, 60);
    const Eigen::VectorXd step = -normal.partialPivLu().solve(root.transpose() * e.offset);
    QVERIFY(step[2] > 0.2);
    QVERIFY(step[5] < -0.2);
    HeadEstimate better = mean;
    better.shape = step;
    const auto then = s.judge(better);
    QVERIFY(then && then->error < verdict->error);
}

void TestPhotoEvidence::saysNothingWithoutAFace()
{
    const Sitting s;
    HeadEstimate away = s.truth;
    away.view.rotation = {0.0, 0.0, M_PI}; // the back of the head
    QVERIFY(!judgeShading(
        *s.model,
        {cutPhoto(s.photo, away.view.camera(kSide, kSide),
                  squareCamera(away.view.camera(kSide, kSide), kSide, kSide, 0.34, {0, 0, 0}), 256),
         away.view.camera(kSide, kSide), kSide, kSide, true},
        away));
}

QTEST_APPLESS_MAIN(TestPhotoEvidence)
#include "tst_photo_evidence.moc"
