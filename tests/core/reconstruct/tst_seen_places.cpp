// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_places.h"
#include "reconstruct/seen_places.h"

#include <QtTest/QtTest>

#include <cmath>
#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kShapes = 12, kVertices = 120;

const head::HeadModel& model()
{
    static const auto head = head::loadFreeHead();
    return *head;
}

HeadEstimate estimate(double yaw, double shape)
{
    HeadEstimate e;
    e.view.rotation = Eigen::Vector3d(0.0, M_PI, 0.0); // faces the camera
    Eigen::AngleAxisd facing(Eigen::AngleAxisd(yaw, Eigen::Vector3d::UnitY()) * Eigen::AngleAxisd(M_PI, Eigen::Vector3d::UnitX()));
    e.view.rotation = facing.angle() * facing.axis();
    e.view.logDepth = std::log(1.0);
    e.view.logScale = std::log(1500.0);
    e.view.centre = {320.0, 320.0};
    e.shape = Eigen::VectorXd::Constant(kShapes, shape);
    e.expression = Eigen::VectorXd::Zero(model().expressionCount());
    return e;
}

/// An encoder that errs by a pixel everywhere, each number for itself.
encoder::FaceEncoderWeights plainErrors()
{
    encoder::FaceEncoderWeights weights;
    weights.vertices = encoder::spreadVertices(model().data(), kVertices);
    weights.size.places = head::kLandmarkCount + kVertices;
    const Eigen::Index numbers = 2 * weights.size.places;
    weights.errorBias = Eigen::VectorXd::Zero(numbers);
    weights.errorCovariance = Eigen::MatrixXd::Identity(numbers, numbers);
    return weights;
}

encoder::FaceReading exactReading(const HeadEstimate& truth, const encoder::FaceEncoderWeights& weights)
{
    const HeadPoints points(model().data(), kShapes, encoder::facePlaces(model().data(), weights.vertices));
    encoder::FaceReading reading;
    reading.square = {.centre = {320.0, 320.0}, .side = 400.0, .angle = 0.3};
    for (int i = 0; i < points.count(); ++i) {
        reading.places.push_back(truth.view.projectPx(points.move(i, truth.shape.data(), truth.expression.data(), truth.jaw.data()).inHead));
        reading.spreadPx.push_back(1.0);
    }
    reading.cameraFromHead = Eigen::AngleAxisd(truth.view.rotation.norm(), truth.view.rotation.normalized()).toRotationMatrix();
    reading.logDistance = truth.view.logDepth;
    reading.distanceSpread = 0.3;
    return reading;
}

/// Where the evidence alone would have the unknowns.
HeadEstimate leastSquares(const Evidence& evidence, Eigen::Index known)
{
    // The first `known` numbers move; with the prior of the others at rest.
    const Eigen::MatrixXd root = evidence.root.leftCols(known);
    const Eigen::VectorXd step = root.colPivHouseholderQr().solve(-evidence.offset);
    Eigen::VectorXd x = evidence.at.unknowns();
    x.head(known) += step;
    return evidence.at.withUnknowns(x);
}

} // namespace

class TestSeenPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNotSurprisedByTheTruth();
    void leadsToTheTruth();
    void weighsByNoise();
    void takesBiasAway();
    void joinsTwoKinds();
    void doubtsLandmarksThatLieElsewhere();
    void yieldsToBetterLandmarks();
};

void TestSeenPlaces::isNotSurprisedByTheTruth()
{
    const auto weights = plainErrors();
    const HeadEstimate truth = estimate(0.2, 0.5);
    const SeenPlaces seen(model().data(), weights, exactReading(truth, weights), kShapes);
    QVERIFY(seen.surprise(truth) < 1e-6);
    QVERIFY(std::abs(seen.yaw() - truth.view.yaw()) < 1e-6);
    const auto eyes = (seen.reading().places[36] - seen.reading().places[45]).norm();
    QVERIFY(std::abs(seen.reading().spread() - 1.0 / eyes) < 1e-9); // a pixel each
    QVERIFY(seen.surprise(estimate(0.3, 0.5)) > 1.0); // a tenth of a radian moves the nose by pixels
}

void TestSeenPlaces::leadsToTheTruth()
{
    const auto weights = plainErrors();
    const HeadEstimate truth = estimate(0.2, 0.8);
    const SeenPlaces seen(model().data(), weights, exactReading(truth, weights), kShapes);
    HeadEstimate now = estimate(0.1, 0.0);
    const double focal = truth.view.focalPx();
    for (int round = 0; round < 8; ++round) {
        now = leastSquares(seen.evidence(now, focal, 1.0), 7 + kShapes);
        now.view.logScale = std::log(focal) - now.view.logDepth;
    }
    QVERIFY2(seen.surprise(now) < 0.02, qPrintable(QString::number(seen.surprise(now))));
    QVERIFY((now.shape - truth.shape).norm() < 0.3);
    QVERIFY(std::abs(now.view.yaw() - truth.view.yaw()) < 2e-3);
}

void TestSeenPlaces::weighsByNoise()
{
    const auto weights = plainErrors();
    const HeadEstimate truth = estimate(0.0, 0.5), other = estimate(0.1, 0.2);
    const SeenPlaces seen(model().data(), weights, exactReading(truth, weights), kShapes);
    const Evidence sure = seen.evidence(other, std::nullopt, 1.0), unsure = seen.evidence(other, std::nullopt, 3.0);
    const double ratio = (sure.root.transpose() * sure.root).norm() / (unsure.root.transpose() * unsure.root).norm();
    QVERIFY(std::abs(ratio - 9.0) < 1e-3);
}

void TestSeenPlaces::takesBiasAway()
{
    auto weights = plainErrors();
    const HeadEstimate truth = estimate(0.1, 0.0);
    encoder::FaceReading reading = exactReading(truth, weights);
    // The encoder sees everything 2 pixels too far right in its square, and is known to.
    for (Eigen::Index i = 0; i < weights.errorBias.size(); i += 2)
        weights.errorBias[i] = 2.0;
    const Eigen::Vector2d right = reading.square.axes().col(0);
    for (auto& place : reading.places)
        place += 2.0 * right;
    QVERIFY(SeenPlaces(model().data(), weights, reading, kShapes).surprise(truth) < 1e-6);
}

void TestSeenPlaces::joinsTwoKinds()
{
    const auto weights = plainErrors();
    const HeadEstimate truth = estimate(0.0, 0.5), other = estimate(0.05, 0.3);
    const SeenPlaces seen(model().data(), weights, exactReading(truth, weights), kShapes);
    const Evidence once = seen.evidence(other, std::nullopt, 1.0), both = together(once, once);
    const Eigen::MatrixXd single = once.root.transpose() * once.root, twofold = both.root.transpose() * both.root;
    QVERIFY((twofold - 2.0 * single).norm() < 1e-5 * twofold.norm());
    const Eigen::VectorXd pull = both.root.transpose() * both.offset;
    QVERIFY((pull - 2.0 * once.root.transpose() * once.offset).norm() < 1e-5 * pull.norm());
}

void TestSeenPlaces::doubtsLandmarksThatLieElsewhere()
{
    const auto weights = plainErrors();
    const encoder::FaceReading reading = exactReading(estimate(0.0, 0.0), weights);
    const SeenPlaces seen(model().data(), weights, reading, kShapes);
    Landmarks2 landmarks = reading.landmarks();
    QVERIFY(seen.doubt(landmarks, allFound()) < 1e-3);
    for (auto& landmark : landmarks)
        landmark.y() += 3.0F;
    QVERIFY(std::abs(seen.doubt(landmarks, allFound()) - 3.0 / std::sqrt(2.0)) < 1e-3); // in one of two directions
    LandmarkOrigins placed;
    placed.fill(LandmarkOrigin::Placed);
    QCOMPARE(seen.doubt(landmarks, placed), 0.0); // a person is not doubted
}

void TestSeenPlaces::yieldsToBetterLandmarks()
{
    LandmarkFitOptions options;
    const double besideSharp = noiseOfSeen(options);
    options.errors = landmarkErrorsOf("free");
    QVERIFY(noiseOfSeen(options) < besideSharp);
    options.origins[8] = LandmarkOrigin::Placed;
    QCOMPARE(noiseOfSeen(options), besideSharp);
}

QTEST_GUILESS_MAIN(TestSeenPlaces)
#include "tst_seen_places.moc"
