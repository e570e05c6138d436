// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "reconstruct/landmark_errors.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>
#include <random>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

constexpr double kBias = 0.004, kSpread = 0.002; // metres

/// Heads whose landmark 30 is found too low by kBias, and one whose landmarks are nowhere.
std::vector<LandmarkErrorSample> samples(int count)
{
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> turn(-0.8, 0.8);
    std::vector<LandmarkErrorSample> list;
    for (int i = 0; i < count; ++i) {
        LandmarkErrorSample sample{turn(random), 0.3 * turn(random), Eigen::VectorXd(kLandmarkNumbers)};
        for (double& value : sample.error)
            value = kSpread * normal(random);
        sample.error[2 * 30 + 1] += kBias;
        sample.error[2 * 36] += 0.01 * sample.yaw; // the right eye slides as the head turns
        sample.error[2 * 45] += 0.01 * sample.yaw; // and the left one with it
        list.push_back(sample);
    }
    list.front().error.setConstant(1.0);
    return list;
}

LandmarkErrors oneNode()
{
    Eigen::VectorXd bias = Eigen::VectorXd::LinSpaced(kLandmarkNumbers, 0.0, 1.0);
    return LandmarkErrors({{0.0, bias, 2.0 * bias, Eigen::MatrixXd::Identity(kLandmarkNumbers, kLandmarkNumbers)},
                           {0.5, bias, 0.0 * bias, 3.0 * Eigen::MatrixXd::Identity(kLandmarkNumbers, kLandmarkNumbers)}});
}

} // namespace

class TestLandmarkErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liesBetweenItsNodes();
    void mirrorsForTheOtherSide();
    void findsBiasAndSpread();
    void asksForEnoughHeads();
    void survivesAFile();
    void refusesOtherFiles();
    void shipsForTheFreeHead();
};

void TestLandmarkErrors::liesBetweenItsNodes()
{
    const LandmarkErrors errors = oneNode();
    const LandmarkError middle = errors.at(0.25, 0.1);
    QVERIFY(std::abs(middle.covariance(5, 5) - 2.0) < 1e-12);
    QVERIFY(std::abs(middle.bias[135] - (1.0 + 0.5 * 0.2)) < 1e-12); // half of the first node's slope
    QVERIFY(std::abs(errors.at(2.0, 0.0).covariance(5, 5) - 3.0) < 1e-12);
}

void TestLandmarkErrors::mirrorsForTheOtherSide()
{
    const LandmarkErrors errors = oneNode();
    const LandmarkError left = errors.at(0.3, 0.0), right = errors.at(-0.3, 0.0);
    // The right eye's outer corner on one side is the left one's on the other; x changes its sign.
    QVERIFY(std::abs(right.bias[2 * 36] + left.bias[2 * 45]) < 1e-12);
    QVERIFY(std::abs(right.bias[2 * 36 + 1] - left.bias[2 * 45 + 1]) < 1e-12);
}

void TestLandmarkErrors::findsBiasAndSpread()
{
    const LandmarkErrors errors = measuredErrors(samples(900));
    const LandmarkError front = errors.at(0.0, 0.0);
    // 900 samples under a window of about a third of them, mirrored: a twentieth of the spread, three times over.
    QVERIFY(std::abs(front.bias[2 * 30 + 1] - kBias) < 0.15 * kSpread);
    QVERIFY(std::abs(std::sqrt(front.covariance(2 * 30, 2 * 30)) - kSpread) < 0.15 * kSpread);
    const LandmarkError turned = errors.at(0.5, 0.0);
    QVERIFY(std::abs(turned.bias[2 * 36] - 0.005) < 0.001);
    // The slide within a window is shared by both eyes.
    QVERIFY(turned.covariance(2 * 36, 2 * 45) > 0.2 * kSpread * kSpread);
}

void TestLandmarkErrors::asksForEnoughHeads()
{
    QVERIFY_EXCEPTION_THROWN((void)measuredErrors(samples(20)), base::Error);
}

void TestLandmarkErrors::survivesAFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("errors.safetensors")).toStdString();
    const LandmarkErrors errors = oneNode();
    writeLandmarkErrors(errors, path);
    const LandmarkErrors back = readLandmarkErrors(path);
    QCOMPARE(back.nodes().size(), std::size_t{2});
    QVERIFY((back.at(-0.2, 0.3).bias - errors.at(-0.2, 0.3).bias).cwiseAbs().maxCoeff() < 1e-6); // f32
    QVERIFY((back.at(0.2, 0.3).covariance - errors.at(0.2, 0.3).covariance).cwiseAbs().maxCoeff() < 1e-6);
}

void TestLandmarkErrors::refusesOtherFiles()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("errors.safetensors")).toStdString();
    std::ofstream(path) << "no table";
    QVERIFY_EXCEPTION_THROWN((void)readLandmarkErrors(path), base::Error);
    QVERIFY_EXCEPTION_THROWN((void)readLandmarkErrors(folder.path().toStdString() + "/none"), base::Error);
}

void TestLandmarkErrors::shipsForTheFreeHead()
{
    const auto errors = landmarkErrorsOf("free");
    QVERIFY(errors != nullptr);
    const LandmarkError front = errors->at(0.0, 0.0);
    // Millimetres, not centimetres; and never less than what a table can know.
    QVERIFY(front.bias.cwiseAbs().maxCoeff() < 0.02);
    QVERIFY(front.covariance.diagonal().minCoeff() > 0.0003 * 0.0003);
    QVERIFY(landmarkErrorsOf("somebody-elses") == nullptr);
}

QTEST_APPLESS_MAIN(TestLandmarkErrors)
#include "tst_landmark_errors.moc"
