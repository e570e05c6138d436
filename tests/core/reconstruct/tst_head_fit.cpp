// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "reconstruct/head_fit.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>

using namespace effigy;
using namespace effigy::reconstruct;

namespace {

HeadFit someFit()
{
    HeadFit fit;
    fit.headModel = "free";
    fit.coefficients.shape = Eigen::VectorXf::LinSpaced(7, -1.5F, 2.25F);
    fit.coefficients.expression = Eigen::VectorXf::LinSpaced(52, 0.0F, 1.0F);
    fit.coefficients.jaw = {0.125F, -0.01F, 0.02F};
    fit.coefficients.leftEye = {0.1F, 0.2F, 0.0F};
    fit.camera.headFromCamera.linear() = Eigen::AngleAxisd(0.3, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
    fit.camera.headFromCamera.translation() = Eigen::Vector3d(0.1, 0.2, 1.1);
    fit.camera.fx = 1.7;
    fit.camera.cy = 0.47;
    fit.photoWidth = 640;
    fit.photoHeight = 480;
    fit.light.setRandom();
    for (int i = 0; i < head::kLandmarkCount; ++i) {
        fit.landmarks[i] = {static_cast<float>(i) + 0.25F, 2.0F * static_cast<float>(i)};
        fit.residualPx[i] = 0.01F * static_cast<float>(i);
    }
    fit.box = {10.5, 20.0, 100.0, 120.0};
    fit.detailOrigin = DetailOrigin::Network;
    fit.origins[3] = LandmarkOrigin::Placed;
    fit.origins[5] = LandmarkOrigin::Absent;
    fit.regions = {{.name = "nose", .seen = 0.75, .landmark = 0.01, .shading = 0.25, .confidence = 0.5},
                   {.name = "forehead", .seen = 1.0, .landmark = {}, .shading = {}, .confidence = 0.25}};
    fit.findings = {{.code = "small_face", .value = 40.0, .text = "The face is small"}};
    fit.notes = {"The face is small"};
    return fit;
}

} // namespace

class TestHeadFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void landmarksBeginAtZero();
    void measuresInEyeDistances();
    void survivesJson();
    void refusesDamagedJson_data();
    void refusesDamagedJson();
};

void TestHeadFit::landmarksBeginAtZero()
{
    alignas(HeadFit) std::array<std::byte, sizeof(HeadFit)> memory;
    std::ranges::fill(memory, std::byte{0x7f}); // as floats: huge
    auto* const landmarks = new (memory.data()) Landmarks2{};
    for (const Eigen::Vector2f& point : *landmarks)
        QVERIFY(point.isZero(0.0F));
    auto* const fit = new (memory.data()) HeadFit;
    for (const Eigen::Vector2f& point : fit->landmarks)
        QVERIFY(point.isZero(0.0F));
    std::destroy_at(fit);
}

void TestHeadFit::measuresInEyeDistances()
{
    HeadFit fit = someFit();
    fit.landmarks[36] = {100.0F, 50.0F};
    fit.landmarks[45] = {160.0F, 130.0F};
    QCOMPARE(interocularPx(fit.landmarks), 100.0);
    fit.residualPx.fill(2.0F);
    QVERIFY(std::abs(landmarkError(fit) - 0.02) < 1e-9);
}

void TestHeadFit::survivesJson()
{
    const HeadFit fit = someFit();
    const HeadFit back = headFitFromJson(headFitToJson(fit));
    QCOMPARE(back.headModel, fit.headModel);
    QVERIFY(back.coefficients.shape == fit.coefficients.shape);
    QVERIFY(back.coefficients.expression == fit.coefficients.expression);
    QVERIFY(back.coefficients.jaw == fit.coefficients.jaw);
    QVERIFY(back.coefficients.leftEye == fit.coefficients.leftEye);
    QVERIFY(back.camera.headFromCamera.matrix() == fit.camera.headFromCamera.matrix());
    QCOMPARE(back.camera.fx, fit.camera.fx);
    QCOMPARE(back.camera.cy, fit.camera.cy);
    QCOMPARE(back.photoWidth, fit.photoWidth);
    QCOMPARE(back.photoHeight, fit.photoHeight);
    QVERIFY(back.light == fit.light);
    QVERIFY(back.landmarks == fit.landmarks);
    QVERIFY(back.residualPx == fit.residualPx);
    QVERIFY(back.box == fit.box);
    QVERIFY(back.origins == fit.origins);
    QVERIFY(back.detailOrigin == DetailOrigin::Network);
    QVERIFY(back.regions == fit.regions);
    QVERIFY(back.findings == fit.findings);
    QVERIFY(back.notes == fit.notes);
}

void TestHeadFit::refusesDamagedJson_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray good = QByteArray::fromStdString(headFitToJson(someFit()));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << good.left(good.size() / 2);
    QTest::newRow("another thing") << QByteArray("[1, 2, 3]");
    QByteArray shortLight = good;
    shortLight.replace("\"light\"", "\"dark\"");
    QTest::newRow("without light") << shortLight;
}

void TestHeadFit::refusesDamagedJson()
{
    QFETCH(QByteArray, json);
    try {
        (void)headFitFromJson(json.toStdString());
        QFAIL("accepted");
    } catch (const base::Error& e) {
        QCOMPARE(e.code(), std::string("bad_project"));
    }
}

QTEST_APPLESS_MAIN(TestHeadFit)
#include "tst_head_fit.moc"
