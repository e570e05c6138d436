// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoder/face_places.h"
#include "head/eye_looks.h"
#include "reconstruct/frame_solver.h"

#include "base/error.h"

#include <Eigen/Geometry>
#include <QtTest/QtTest>

#include <algorithm>
#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kVertices = 200;
constexpr double kFocal = 1500.0;
const Eigen::Vector2d kCentre(320.0, 240.0);

const head::HeadModel& model()
{
    static const auto head = head::loadFreeHead();
    return *head;
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

Eigen::VectorXf someShape()
{
    Eigen::VectorXf shape = Eigen::VectorXf::Zero(10);
    shape[0] = 1.0F;
    shape[3] = -0.7F;
    return shape;
}

struct Truth {
    head::ControlValues controls;
    Eigen::Vector3d at = {0.02, -0.01, 1.1}; // metres, camera frame
};

Eigen::Matrix3d cameraFromHead(const head::ControlValues& controls)
{
    return Eigen::Vector3d(1.0, -1.0, -1.0).asDiagonal() * head::headRotation(controls);
}

/// What a perfect encoder with noise of `px` pixels would read; of the expression it knows nothing.
encoder::FaceReading readingOf(const Truth& truth, const encoder::FaceEncoderWeights& weights, double px = 0.0, unsigned seed = 1)
{
    const auto coefficients = model().coefficients(truth.controls, someShape());
    const auto vertices = model().vertices(coefficients);
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0.0, 1.0);
    encoder::FaceReading reading;
    reading.square = {.centre = {320.0, 240.0}, .side = 300.0, .angle = 0.1};
    for (const auto& place : encoder::facePlaces(model().data(), weights.vertices)) {
        const Eigen::Vector3d inHead = head::surfacePosition(place, vertices, model().data().templateMesh.triangles).cast<double>();
        const Eigen::Vector3d p = cameraFromHead(truth.controls) * inHead + truth.at;
        reading.places.push_back(kCentre + kFocal * p.head<2>() / p.z() + px * Eigen::Vector2d(normal(random), normal(random)));
        reading.spreadPx.push_back(1.0);
    }
    reading.expression = Eigen::VectorXf::Zero(head::kArkitControlCount);
    reading.expressionSpread = Eigen::VectorXf::Constant(head::kArkitControlCount, 0.5F);
    reading.gaze = {coefficients.leftEye.x(), coefficients.leftEye.y(), coefficients.rightEye.x(), coefficients.rightEye.y()};
    reading.gazeSpread.setConstant(0.05F);
    return reading;
}

double weightOf(const FrameEstimate& estimate, std::string_view id)
{
    const auto names = head::arkitNames();
    return estimate.expression[std::ranges::find(names, id) - names.begin()];
}

FrameSolver solver(const encoder::FaceEncoderWeights& weights)
{
    return {model(), weights, someShape(), kFocal, kCentre};
}

} // namespace

class TestFrameSolver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsPoseExpressionAndGaze();
    void anglesAreThoseOfTheControls();
    void staysWithinLimits();
    void holdsDistanceMoreThanExpression();
    void takesWhatTheEncoderReadOfTheExpression();
    void refusesOtherModels();
};

void TestFrameSolver::findsPoseExpressionAndGaze()
{
    Truth truth;
    const std::pair<const char*, double> kPosed[] = {{"jawOpen", 0.6},  {"eyeBlinkLeft", 0.8}, {"browInnerUp", 0.5}, {"mouthSmileRight", 0.7},
                                                     {"gazeYaw", 12.0}, {"gazePitch", -6.0},   {"headYaw", 20.0},    {"headPitch", -8.0},
                                                     {"headRoll", 5.0}};
    for (const auto& [id, value] : kPosed)
        truth.controls.set(id, value);
    const auto weights = plainErrors();
    const FrameEstimate found = solver(weights).solve(readingOf(truth, weights), 0.0, nullptr, FramePrior::Motion);
    // The weak wish for a face at rest takes a little off each.
    QVERIFY2(std::abs(weightOf(found, "jawOpen") - 0.6) < 0.05, qPrintable(QString::number(weightOf(found, "jawOpen"))));
    QVERIFY2(std::abs(weightOf(found, "eyeBlinkLeft") - 0.8) < 0.12, qPrintable(QString::number(weightOf(found, "eyeBlinkLeft"))));
    QVERIFY(weightOf(found, "eyeBlinkRight") < 0.1);
    QVERIFY2(std::abs(weightOf(found, "browInnerUp") - 0.5) < 0.1, qPrintable(QString::number(weightOf(found, "browInnerUp"))));
    QVERIFY2(std::abs(weightOf(found, "mouthSmileRight") - 0.7) < 0.1, qPrintable(QString::number(weightOf(found, "mouthSmileRight"))));
    const Eigen::Vector3d angles = headAnglesDeg(found.cameraFromHead);
    QVERIFY2((angles - Eigen::Vector3d(20.0, -8.0, 5.0)).norm() < 0.5, qPrintable(QString::number(angles.x()))); // degrees
    QVERIFY((found.headInCamera - truth.at).norm() < 0.01);
    QVERIFY(std::abs(found.gazeYaw * 180.0 / M_PI - 12.0) < 0.3 && std::abs(found.gazePitch * 180.0 / M_PI + 6.0) < 0.3);
    QVERIFY2(found.surprise < 0.3, qPrintable(QString::number(found.surprise)));
}

void TestFrameSolver::anglesAreThoseOfTheControls()
{
    head::ControlValues controls;
    controls.set("headYaw", -35.0);
    controls.set("headPitch", 14.0);
    controls.set("headRoll", 160.0);
    const Eigen::Vector3d angles = headAnglesDeg(cameraFromHead(controls));
    QVERIFY((angles - Eigen::Vector3d(-35.0, 14.0, 160.0)).norm() < 1e-9);
}

void TestFrameSolver::staysWithinLimits()
{
    const auto weights = plainErrors();
    Truth truth;
    truth.controls.set("jawOpen", 1.4); // more than a weight may be
    truth.controls.set("mouthSmileLeft", -0.4);
    const FrameEstimate found = solver(weights).solve(readingOf(truth, weights, 2.0), 0.0, nullptr, FramePrior::None);
    QVERIFY(found.expression.minCoeff() >= 0.0 && found.expression.maxCoeff() <= 1.0);
    QCOMPARE(weightOf(found, "jawOpen"), 1.0);
}

void TestFrameSolver::holdsDistanceMoreThanExpression()
{
    const auto weights = plainErrors();
    const FrameSolver solve = solver(weights);
    Truth truth;
    const FrameEstimate before = solve.solve(readingOf(truth, weights), 0.0, nullptr, FramePrior::Motion);
    truth.at.z() *= 1.05; // further away, and the lids closed, within a frame
    truth.controls.set("eyeBlinkLeft", 0.9);
    auto reading = readingOf(truth, weights);
    std::ranges::fill(reading.spreadPx, 4.0); // as unsure as on a small face
    const FrameEstimate held = solve.solve(reading, 1.0 / 30.0, &before, FramePrior::Motion), free = solve.solve(reading, 1.0 / 30.0, &before, FramePrior::None);
    QVERIFY(weightOf(held, "eyeBlinkLeft") > 0.8 * weightOf(free, "eyeBlinkLeft"));
    QVERIFY(std::abs(held.headInCamera.z() - before.headInCamera.z()) < 0.8 * std::abs(free.headInCamera.z() - before.headInCamera.z()));
}

void TestFrameSolver::takesWhatTheEncoderReadOfTheExpression()
{
    const auto weights = plainErrors();
    auto reading = readingOf({}, weights);
    const auto index = std::ranges::find(head::arkitNames(), "cheekPuff") - head::arkitNames().begin();
    reading.expression[index] = 0.7F;
    reading.expressionSpread[index] = 0.001F; // surer than any places
    const double surely = weightOf(solver(weights).solve(reading, 0.0, nullptr, FramePrior::None), "cheekPuff");
    reading.expressionSpread[index] = 0.5F;
    const double vaguely = weightOf(solver(weights).solve(reading, 0.0, nullptr, FramePrior::None), "cheekPuff");
    QVERIFY2(surely > vaguely + 0.05, qPrintable(QString("%1 %2").arg(surely).arg(vaguely)));
}

void TestFrameSolver::refusesOtherModels()
{
    auto other = model().data();
    other.expressionNames.front() = "somethingElse";
    const auto weights = plainErrors();
    const head::HeadModel strange(std::move(other));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, FrameSolver(strange, weights, someShape(), kFocal, kCentre));
    QVERIFY_THROWS_EXCEPTION(base::ContractError, FrameSolver(model(), weights, someShape(), 0.0, kCentre));
}

QTEST_GUILESS_MAIN(TestFrameSolver)
#include "tst_frame_solver.moc"
