// SPDX-License-Identifier: GPL-3.0-or-later
#include "error_code.h"
#include "procedural_head.h"
#include "reconstruct/landmark_fitter.h"

#include "base/error.h"

#include <QtTest/QtTest>

#include <numbers>
#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSide = 1000; // pixels of the pretended photo
constexpr double kDegree = std::numbers::pi / 180.0;

struct Truth {
    head::HeadCoefficients coefficients;
    mesh::Camera camera;
    Landmarks2 landmarks;
};

const head::HeadModel& model()
{
    static const head::HeadModel made(tests::proceduralHead());
    return made;
}

int expression(std::string_view name)
{
    const auto names = head::arkitNames();
    return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
}

Truth someone(unsigned seed, double yaw, double pitch = 0.0, double roll = 0.0)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    Truth truth;
    truth.coefficients.shape = Eigen::VectorXf::Zero(model().shapeCount());
    for (auto& value : truth.coefficients.shape)
        value = normal(random);
    truth.coefficients.expression = Eigen::VectorXf::Zero(head::kArkitControlCount);
    truth.coefficients.expression[expression("jawOpen")] = 0.3F;
    truth.coefficients.expression[expression("mouthSmileLeft")] = 0.4F;
    truth.coefficients.expression[expression("mouthSmileRight")] = 0.4F;
    truth.camera = mesh::orbitCamera({.yaw = yaw, .pitch = pitch, .roll = roll, .distance = 1.1, .fov = 0.4});
    truth.landmarks = tests::seenLandmarks(model(), truth.coefficients, truth.camera, kSide, kSide);
    return truth;
}

LandmarkFitOptions optionsFor(const Truth& truth)
{
    LandmarkFitOptions options;
    options.focalPx = truth.camera.fx * kSide;
    options.centre = {0.5 * kSide, 0.5 * kSide};
    return options;
}

HeadEstimate fit(const Truth& truth, const LandmarkFitOptions& options, int rounds = 6)
{
    const LandmarkFitter fitter(model().data(), truth.landmarks, options);
    HeadEstimate estimate = fitter.start();
    for (int round = 0; round < rounds; ++round)
        estimate = fitter.refine(estimate, {}, base::CancelToken());
    return estimate;
}

double turnBetweenDeg(const mesh::Camera& a, const mesh::Camera& b)
{
    return Eigen::AngleAxisd(Eigen::Matrix3d(a.headFromCamera.linear().transpose() * b.headFromCamera.linear())).angle() /
           kDegree;
}

double meanDistance(const std::vector<Eigen::Vector3f>& a, const std::vector<Eigen::Vector3f>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]).norm();
    return sum / static_cast<double>(a.size());
}

double meanError(const Truth& truth, const HeadEstimate& estimate, const LandmarkFitOptions& options)
{
    const auto residuals = LandmarkFitter(model().data(), truth.landmarks, options).residualsPx(estimate);
    double sum = 0.0;
    for (const float residual : residuals)
        sum += residual;
    return sum / head::kLandmarkCount / interocularPx(truth.landmarks);
}

} // namespace

class TestLandmarkFitter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsPoseAndForm_data();
    void findsPoseAndForm();
    void staysWithinBounds();
    void solvesScaleWithoutALens();
    void prefersNothingOnTheMeanHead();
    void tellsASmileFromAnOpenJaw_data();
    void tellsASmileFromAnOpenJaw();
    void weighsOtherEvidence();
    void trustsNoisyLandmarksLess();
    void isDeterministic();
    void stopsWhenCancelled();
    void refusesNonsense();
};

void TestLandmarkFitter::findsPoseAndForm_data()
{
    QTest::addColumn<double>("yawDeg");
    QTest::addColumn<double>("pitchDeg");
    QTest::addColumn<double>("rollDeg");
    QTest::newRow("frontal") << 0.0 << 0.0 << 0.0;
    QTest::newRow("tilted") << 10.0 << 5.0 << 12.0;
    QTest::newRow("half left") << 32.0 << 0.0 << 0.0;
    QTest::newRow("half right") << -40.0 << -5.0 << 0.0;
}

void TestLandmarkFitter::findsPoseAndForm()
{
    QFETCH(double, yawDeg);
    QFETCH(double, pitchDeg);
    QFETCH(double, rollDeg);
    for (const unsigned seed : {1U, 2U, 3U}) {
        const Truth truth = someone(seed, yawDeg * kDegree, pitchDeg * kDegree, rollDeg * kDegree);
        const auto options = optionsFor(truth);
        const HeadEstimate estimate = fit(truth, options);
        // The priors pull exact landmarks a little towards the mean head: a hundredth of the eyes' distance, a degree;
        // twice as much where the outline is seen on one side only, and turn trades against the head's width.
        const double allowed = std::abs(yawDeg) > 20.0 ? 2.0 : 1.0;
        QVERIFY2(turnBetweenDeg(estimate.view.camera(kSide, kSide), truth.camera) < allowed,
                 qPrintable(QString::number(turnBetweenDeg(estimate.view.camera(kSide, kSide), truth.camera))));
        QVERIFY2(meanError(truth, estimate, options) < 0.01,
                 qPrintable(QString::number(meanError(truth, estimate, options))));
        const auto real = model().vertices(truth.coefficients);
        const double fitted = meanDistance(model().vertices(estimate.coefficients()), real);
        const double mean = meanDistance(model().data().templateMesh.vertices, real);
        // From the front a picture hardly tells how deep a head is; a turned head shows it.
        QVERIFY2(fitted < (std::abs(yawDeg) > 20.0 ? 0.6 : 0.85) * mean,
                 qPrintable(QString("%1 of %2 mm").arg(1000 * fitted).arg(1000 * mean)));
    }
}

void TestLandmarkFitter::staysWithinBounds()
{
    Truth truth = someone(4, 0.0);
    // A caricature: the mouth three times as low as any jaw goes.
    for (int i = 55; i < 60; ++i)
        truth.landmarks[i].y() += 150.0F;
    const HeadEstimate estimate = fit(truth, optionsFor(truth));
    QVERIFY(estimate.expression.minCoeff() >= 0.0);
    QVERIFY(estimate.expression.maxCoeff() <= 1.0);
    QVERIFY(estimate.shape.cwiseAbs().maxCoeff() <= 3.5);
    QVERIFY(estimate.jaw.x() >= 0.0);
}

void TestLandmarkFitter::solvesScaleWithoutALens()
{
    const Truth truth = someone(5, 0.1);
    auto options = optionsFor(truth);
    options.focalPx.reset();
    const HeadEstimate estimate = fit(truth, options);
    // Focal length and distance are hardly told apart, but their ratio is what the picture shows.
    const double scale = estimate.view.focalPx() / estimate.view.depth();
    const double real = truth.camera.fx * kSide / mesh::project(truth.camera, Eigen::Vector3d::Zero()).z();
    QVERIFY(std::abs(scale / real - 1.0) < 0.06); // size of head and distance trade against each other under the priors
    QVERIFY(estimate.view.depth() > 0.6 && estimate.view.depth() < 2.0);
    QVERIFY(meanError(truth, estimate, options) < 0.01);
}

void TestLandmarkFitter::prefersNothingOnTheMeanHead()
{
    Truth truth = someone(6, 0.2);
    truth.coefficients.shape.setZero();
    truth.coefficients.expression.setZero();
    truth.landmarks = tests::seenLandmarks(model(), truth.coefficients, truth.camera, kSide, kSide);
    const HeadEstimate estimate = fit(truth, optionsFor(truth));
    QVERIFY(estimate.shape.cwiseAbs().maxCoeff() < 0.1);      // a tenth of a standard deviation
    QVERIFY(estimate.expression.cwiseAbs().maxCoeff() < 0.05);
}

void TestLandmarkFitter::tellsASmileFromAnOpenJaw_data()
{
    QTest::addColumn<float>("smile");
    QTest::addColumn<float>("lipsApart");
    QTest::addColumn<float>("jaw");
    QTest::newRow("smile that shows the teeth") << 0.8F << 0.6F << 0.1F;
    QTest::newRow("mouth wide open") << 0.0F << 0.1F << 0.8F;
}

void TestLandmarkFitter::tellsASmileFromAnOpenJaw()
{
    QFETCH(float, smile);
    QFETCH(float, lipsApart);
    QFETCH(float, jaw);
    static const auto free = head::loadFreeHead();
    Truth truth = someone(21, 0.1);
    truth.coefficients.shape = Eigen::VectorXf::Zero(free->shapeCount());
    truth.coefficients.expression.setZero();
    for (const auto& [name, value] : {std::pair("mouthSmileLeft", smile), std::pair("mouthSmileRight", smile),
                                      std::pair("mouthLowerDownLeft", lipsApart), std::pair("mouthLowerDownRight", lipsApart),
                                      std::pair("mouthUpperUpLeft", lipsApart), std::pair("mouthUpperUpRight", lipsApart),
                                      std::pair("jawOpen", jaw)})
        truth.coefficients.expression[expression(name)] = value;
    truth.landmarks = tests::seenLandmarks(*free, truth.coefficients, truth.camera, kSide, kSide);
    const LandmarkFitter fitter(free->data(), truth.landmarks, optionsFor(truth));
    HeadEstimate estimate = fitter.start();
    for (int round = 0; round < 6; ++round)
        estimate = fitter.refine(estimate, {}, base::CancelToken());
    // A twentieth of the jaw's way is 1.5 mm between the teeth; a wide opening is drawn back by its prior.
    QVERIFY2(std::abs(estimate.expression[expression("jawOpen")] - jaw) < (jaw > 0.5F ? 0.08 : 0.04),
             qPrintable(QString::number(estimate.expression[expression("jawOpen")])));
}

void TestLandmarkFitter::trustsNoisyLandmarksLess()
{
    Truth truth = someone(5, 10.0 * kDegree);
    std::mt19937 random(9);
    std::normal_distribution<float> error(0.0F, 0.04F * static_cast<float>(interocularPx(truth.landmarks)));
    for (Eigen::Vector2f& landmark : truth.landmarks)
        landmark += Eigen::Vector2f(error(random), error(random));
    LandmarkFitOptions options = optionsFor(truth);
    const double trusting = fit(truth, options).shape.norm();
    options.noise = 3.0;
    QVERIFY(fit(truth, options).shape.norm() < 0.8 * trusting); // closer to the mean head
}

void TestLandmarkFitter::weighsOtherEvidence()
{
    const Truth truth = someone(10, 0.0);
    const LandmarkFitter fitter(model().data(), truth.landmarks, optionsFor(truth));
    const HeadEstimate before = fit(truth, optionsFor(truth));
    const Eigen::Index count = before.unknowns().size();
    constexpr int kFirstShape = 7;
    Evidence evidence{before, Eigen::MatrixXd::Zero(count, count), Eigen::VectorXd::Zero(count)};
    evidence.root(0, kFirstShape) = 1e4; // beyond doubt: the first direction is 0.3 larger
    evidence.offset[0] = -1e4 * 0.3;
    const HeadEstimate after = fitter.refine(before, &evidence, base::CancelToken());
    QVERIFY(std::abs(after.shape[0] - before.shape[0] - 0.3) < 1e-3);
    QCOMPARE(after.withUnknowns(before.unknowns()).unknowns(), before.unknowns());
}

void TestLandmarkFitter::isDeterministic()
{
    const Truth truth = someone(7, 0.3);
    const HeadEstimate first = fit(truth, optionsFor(truth), 2), second = fit(truth, optionsFor(truth), 2);
    QCOMPARE((first.shape - second.shape).cwiseAbs().maxCoeff(), 0.0);
    QCOMPARE((first.expression - second.expression).cwiseAbs().maxCoeff(), 0.0);
    QCOMPARE((first.view.rotation - second.view.rotation).norm(), 0.0);
}

void TestLandmarkFitter::stopsWhenCancelled()
{
    const Truth truth = someone(8, 0.0);
    const LandmarkFitter fitter(model().data(), truth.landmarks, optionsFor(truth));
    const base::CancelToken cancel;
    cancel.cancel();
    const HeadEstimate start = fitter.start();
    QVERIFY_EXCEPTION_THROWN((void)fitter.refine(start, {}, cancel), base::Cancelled);
}

void TestLandmarkFitter::refusesNonsense()
{
    const auto options = optionsFor(someone(9, 0.0));
    const auto codeOf = [&](const Landmarks2& landmarks) {
        return test::errorCodeOf([&] { (void)LandmarkFitter(model().data(), landmarks, options).start(); });
    };
    Landmarks2 spot, line, noise, broken = someone(9, 0.0).landmarks;
    std::mt19937 random(11);
    std::uniform_real_distribution<float> anywhere(0.0F, kSide);
    for (int i = 0; i < head::kLandmarkCount; ++i) {
        spot[i] = {500.0F, 500.0F};
        line[i] = {10.0F * static_cast<float>(i), 500.0F};
        noise[i] = {anywhere(random), anywhere(random)};
    }
    broken[30].x() = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(codeOf(spot), std::string("no_face"));
    QCOMPARE(codeOf(line), std::string("no_face"));
    QCOMPARE(codeOf(noise), std::string("no_face"));
    QCOMPARE(codeOf(broken), std::string("no_face"));
    QCOMPARE(codeOf(someone(9, 0.0).landmarks), std::string("none"));
}

QTEST_APPLESS_MAIN(TestLandmarkFitter)
#include "tst_landmark_fitter.moc"
