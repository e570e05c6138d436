// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "head/default_albedo.h"
#include "head/head_model.h"
#include "painted_photo.h"
#include "procedural_head.h"
#include "reconstruct/fit_head.h"

#include <Eigen/Geometry>
#include <QtTest/QtTest>

#include <numbers>
#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr int kSide = 640; // pixels

struct Sitting {
    base::Image photo = base::Image(kSide, kSide, 3, 90);
    Landmarks2 landmarks;
    mesh::Camera camera;
    head::HeadCoefficients coefficients;
};

const head::HeadModel& proceduralModel()
{
    static const head::HeadModel made(tests::proceduralHead());
    return made;
}

head::HeadCoefficients someone(const head::HeadModel& model, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    head::HeadCoefficients c;
    c.shape = Eigen::VectorXf::Zero(model.shapeCount());
    for (auto& value : c.shape)
        value = std::clamp(normal(random), -2.0F, 2.0F);
    c.expression = Eigen::VectorXf::Zero(model.expressionCount());
    return c;
}

Sitting sit(const head::HeadModel& model, unsigned seed, double yaw)
{
    Sitting s;
    s.coefficients = someone(model, seed);
    s.camera = mesh::orbitCamera({.yaw = yaw, .distance = 1.2, .fov = 0.36});
    s.landmarks = tests::seenLandmarks(model, s.coefficients, s.camera, kSide, kSide);
    return s;
}

void paintHead(Sitting& s, const head::HeadModel& model)
{
    tests::paintHead(s.photo, model.mesh(s.coefficients), s.camera, {tests::proceduralSkin(512), {}});
}

class StageList : public base::Progress {
public:
    void report(const base::ProgressReport& report) override
    {
        if (stages.empty() || stages.back() != report.stage)
            stages.push_back(report.stage);
    }
    void preview(const base::Image&) override {}
    std::vector<std::string> stages;
};

HeadFit fit(const Sitting& s, const head::HeadModel& model, const FitOptions& options,
            std::optional<double> exifFovDeg = std::nullopt)
{
    base::SilentProgress progress;
    return fitHead(FitInput{s.photo, s.landmarks, {200, 150, 240, 300}, exifFovDeg}, model, options, progress,
                   base::CancelToken());
}

/// Mean distance, metres, of masked vertices after the best similarity: size and place cannot be told from one picture.
double meanVertexError(const std::vector<Eigen::Vector3f>& made, const std::vector<Eigen::Vector3f>& real,
                       const std::vector<float>& mask)
{
    Eigen::Matrix3Xd from(3, static_cast<Eigen::Index>(made.size())), to(3, static_cast<Eigen::Index>(made.size()));
    Eigen::Index count = 0;
    for (std::size_t i = 0; i < made.size(); ++i) {
        if (mask[i] < 0.5F)
            continue;
        from.col(count) = made[i].cast<double>();
        to.col(count++) = real[i].cast<double>();
    }
    const Eigen::Matrix4d best = Eigen::umeyama(from.leftCols(count), to.leftCols(count));
    const Eigen::Matrix3Xd moved = (best * from.leftCols(count).colwise().homogeneous()).topRows<3>();
    return (moved - to.leftCols(count)).colwise().norm().mean();
}

FitOptions quick()
{
    FitOptions options;
    options.textureSize = 256;
    return options;
}

} // namespace

class TestFitHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void honoursTheCamerasRecord();
    void prefersTheUsersAngleOfView();
    void prefersTheUsersLandmarks();
    void holdsOnToItsStart();
    void bringsTheSkinBack();
    void leavesNoHoles();
    void reportsItsStages();
    void stopsWhenCancelled();
    void refusesAFaceOutsideOfThePhoto();
    void knowsFreeHeadsBetterThanTheMean();
    void learnsFormFromShading();
};

void TestFitHead::honoursTheCamerasRecord()
{
    const Sitting s = sit(proceduralModel(), 1, 0.0);
    const HeadFit result = fit(s, proceduralModel(), quick(), 30.0);
    const double fovDeg = 2.0 * std::atan(0.5 / result.camera.fx) * 180.0 / std::numbers::pi;
    QVERIFY(std::abs(fovDeg - 30.0) < 1e-6);
}

void TestFitHead::prefersTheUsersAngleOfView()
{
    const Sitting s = sit(proceduralModel(), 1, 0.0);
    FitOptions options = quick();
    options.fovDeg = 45.0;
    const HeadFit result = fit(s, proceduralModel(), options, 30.0);
    const double fovDeg = 2.0 * std::atan(0.5 / result.camera.fx) * 180.0 / std::numbers::pi;
    QVERIFY(std::abs(fovDeg - 45.0) < 1e-6);
}

void TestFitHead::prefersTheUsersLandmarks()
{
    Sitting s = sit(proceduralModel(), 2, 0.0);
    FitOptions options = quick();
    options.landmarks = s.landmarks;
    for (auto& landmark : s.landmarks)
        landmark += Eigen::Vector2f(60.0F, 0.0F);
    const HeadFit result = fit(s, proceduralModel(), options);
    QVERIFY(result.landmarks == *options.landmarks);
    QVERIFY(landmarkError(result) < 0.01);
}

void TestFitHead::holdsOnToItsStart()
{
    const Sitting s = sit(proceduralModel(), 2, 0.0);
    const auto distance = [&](const FitOptions& options) {
        const HeadFit result = fit(s, proceduralModel(), options);
        return (result.coefficients.shape.head(s.coefficients.shape.size()) - s.coefficients.shape).norm();
    };
    FitOptions told = quick();
    told.start = HeadStart{.shape = s.coefficients.shape};
    const float with = distance(told), without = distance(quick());
    QVERIFY2(with < 0.7F * without, qPrintable(QStringLiteral("%1 with, %2 without").arg(with).arg(without)));
}

void TestFitHead::bringsTheSkinBack()
{
    Sitting s = sit(proceduralModel(), 3, 0.15);
    paintHead(s, proceduralModel());
    const HeadFit result = fit(s, proceduralModel(), quick(), 0.36 * 180.0 / std::numbers::pi);
    const base::Image skin = tests::proceduralSkin(256);
    double error = 0.0;
    int count = 0;
    for (int y = 90; y < 170; ++y) // the face's middle: forehead to chin
        for (int x = 100; x < 156; ++x, ++count)
            for (int channel = 0; channel < 3; ++channel)
                error += std::abs(result.litTexture.at(x, y)[channel] - skin.at(x, y)[channel]) / 3.0;
    // Brows and lips a texel or two off their place make up most of it.
    QVERIFY2(error / count < 8.0, qPrintable(QString::number(error / count)));
}

void TestFitHead::leavesNoHoles()
{
    Sitting s = sit(proceduralModel(), 4, 0.5);
    paintHead(s, proceduralModel());
    const HeadFit result = fit(s, proceduralModel(), quick());
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            QVERIFY(result.albedo.at(x, y)[0] + result.albedo.at(x, y)[1] + result.albedo.at(x, y)[2] > 30);
}

void TestFitHead::reportsItsStages()
{
    const Sitting s = sit(proceduralModel(), 5, 0.0);
    StageList progress;
    (void)fitHead(FitInput{s.photo, s.landmarks, {}, std::nullopt}, proceduralModel(), quick(), progress,
                  base::CancelToken());
    QCOMPARE(progress.stages, (std::vector<std::string>{"pose", "shape", "light", "texture"}));
}

void TestFitHead::stopsWhenCancelled()
{
    const Sitting s = sit(proceduralModel(), 6, 0.0);
    base::SilentProgress progress;
    const base::CancelToken cancel;
    cancel.cancel();
    QVERIFY_EXCEPTION_THROWN((void)fitHead(FitInput{s.photo, s.landmarks, {}, std::nullopt}, proceduralModel(),
                                           quick(), progress, cancel),
                             base::Cancelled);
}

void TestFitHead::refusesAFaceOutsideOfThePhoto()
{
    Sitting s = sit(proceduralModel(), 7, 0.0);
    for (auto& landmark : s.landmarks)
        landmark.x() -= 500.0F;
    try {
        (void)fit(s, proceduralModel(), quick());
        QFAIL("accepted");
    } catch (const base::Error& e) {
        QCOMPARE(e.code(), std::string("no_face"));
    }
}

void TestFitHead::knowsFreeHeadsBetterThanTheMean()
{
    const auto model = head::loadFreeHead();
    const auto& face = model->data().masks.at("face");
    double fitted = 0.0, mean = 0.0, landmarks = 0.0;
    constexpr int kPeople = 8;
    for (unsigned seed = 0; seed < kPeople; ++seed) {
        const Sitting s = sit(*model, 100 + seed, 0.12 * (static_cast<double>(seed) - 4.0));
        const HeadFit result = fit(s, *model, quick(), 0.36 * 180.0 / std::numbers::pi);
        head::HeadCoefficients shapeOnly;
        shapeOnly.shape = result.coefficients.shape;
        const auto real = model->vertices(s.coefficients);
        fitted += 1000.0 / kPeople * meanVertexError(model->vertices(shapeOnly), real, face);
        mean += 1000.0 / kPeople * meanVertexError(model->data().templateMesh.vertices, real, face);
        landmarks += landmarkError(result) / kPeople;
    }
    qInfo("face vertices: %.2f mm fitted, %.2f mm mean head; landmarks %.2f %% of the eyes' distance", fitted, mean,
          100.0 * landmarks);
    QVERIFY(fitted < 0.75 * mean);
    QVERIFY(landmarks < 0.01);
}

void TestFitHead::learnsFormFromShading()
{
    const auto model = head::loadFreeHead();
    const auto& face = model->data().masks.at("face");
    double with = 0.0, without = 0.0;
    constexpr int kPeople = 6;
    for (unsigned seed = 0; seed < kPeople; ++seed) {
        Sitting s = sit(*model, 300 + seed, 0.15 * (static_cast<double>(seed) - 2.5));
        const base::Image albedo = head::defaultAlbedo(*model, head::randomAlbedoStyle(seed), 512);
        mesh::ShLight light = mesh::ShLight::Zero();
        light.row(0).setConstant(2.3F); // a lamp ahead, to one side, above
        light.row(1).setConstant(seed % 2 == 0 ? 0.25F : -0.25F);
        light.row(2).setConstant(0.15F);
        light.row(3).setConstant(0.3F);
        tests::paintHead(s.photo, model->mesh(s.coefficients), s.camera, {albedo, light});
        const auto real = model->vertices(s.coefficients);
        const auto error = [&](int rounds) {
            FitOptions options = quick();
            options.shadingRounds = rounds;
            head::HeadCoefficients shapeOnly;
            shapeOnly.shape = fit(s, *model, options, 0.36 * 180.0 / std::numbers::pi).coefficients.shape;
            return 1000.0 / kPeople * meanVertexError(model->vertices(shapeOnly), real, face);
        };
        with += error(3);
        without += error(0);
    }
    qInfo("face vertices: %.2f mm with shading, %.2f mm by landmarks alone", with, without);
    QVERIFY(with < 0.95 * without); // landmarks hold most of the form already
}

QTEST_APPLESS_MAIN(TestFitHead)
#include "tst_fit_head.moc"
