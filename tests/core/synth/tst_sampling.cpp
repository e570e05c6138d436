// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/face_motion.h"
#include "synth/person_sampler.h"
#include "synth/shot_sampler.h"

#include <QtTest/QtTest>

#include <cmath>
#include <filesystem>
#include <set>

using namespace effigy;

namespace {

constexpr int kDraws = 3000;
constexpr double kDegrees = 180.0 / 3.14159265358979323846;

synth::Body shippedBody()
{
    return synth::readBody(std::filesystem::path(EFFIGY_RESOURCES) / "head" / "body.safetensors", 8103, 80);
}

} // namespace

class TestSampling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void controlsStayInRange();
    void everyControlIsUsed();
    void blinksAreRare();
    void yawReachesItsLimitAndNoFurther();
    void sameSeedSamePerson();
    void peopleDiffer();
    void shapesStayPlausible();
};

void TestSampling::controlsStayInRange()
{
    synth::SeededRandom random(1);
    for (int i = 0; i < kDraws; ++i) {
        const auto values = synth::sampleExpression(random);
        for (const auto& [id, value] : values.nonNeutral())
            QVERIFY2(value >= 0.0 && value <= 1.0, id.c_str());
    }
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const auto shot = synth::sampleShot(seed);
        for (const auto& [id, value] : shot.controls.nonNeutral()) {
            const auto* control = head::findControl(id);
            QVERIFY(control != nullptr);
            QVERIFY2(value >= control->hardMin && value <= control->hardMax, id.c_str());
        }
    }
}

void TestSampling::everyControlIsUsed()
{
    synth::SeededRandom random(2);
    std::set<std::string> used;
    for (int i = 0; i < kDraws; ++i) {
        const auto values = synth::sampleExpression(random);
        for (const auto& [id, value] : values.nonNeutral())
            used.insert(id);
    }
    for (const auto name : head::arkitNames())
        QVERIFY2(used.contains(std::string(name)), std::string(name).c_str());
}

void TestSampling::blinksAreRare()
{
    synth::SeededRandom random(3);
    int shut = 0;
    for (int i = 0; i < kDraws; ++i) {
        const auto values = synth::sampleExpression(random);
        shut += values.get("eyeBlinkLeft") > 0.4 || values.get("eyeBlinkRight") > 0.4 ? 1 : 0;
    }
    QVERIFY2(shut > 0.035 * kDraws && shut < 0.065 * kDraws, qPrintable(QString::number(shut))); // about 5 in 100, four standard deviations
}

void TestSampling::yawReachesItsLimitAndNoFurther()
{
    double most = 0.0;
    int frontal = 0;
    for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
        const Eigen::Vector3d at = synth::sampleShot(seed).camera.headFromCamera.translation();
        const double yaw = std::abs(std::atan2(at.x(), at.z())) * kDegrees;
        most = std::max(most, yaw);
        frontal += yaw < 25.0 ? 1 : 0;
    }
    QVERIFY(most <= 75.1); // 75 degrees and rounding
    QVERIFY(most > 73.0);
    QVERIFY(frontal > kDraws / 2);
}

void TestSampling::sameSeedSamePerson()
{
    const auto body = shippedBody();
    const auto a = synth::sampleHead(body, 77), b = synth::sampleHead(body, 77);
    QVERIFY(a.shape == b.shape);
    QCOMPARE(a.skin.tone, b.skin.tone);
    QCOMPARE(a.hair.seed, b.hair.seed);
    QCOMPARE(a.garment.seed, b.garment.seed);
    QVERIFY(synth::sampleShot(5).controls == synth::sampleShot(5).controls);
}

void TestSampling::peopleDiffer()
{
    const auto body = shippedBody();
    std::set<int> cuts, garments;
    int men = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const auto head = synth::sampleHead(body, seed);
        cuts.insert(static_cast<int>(head.hair.cut));
        garments.insert(static_cast<int>(head.garment.cut));
        men += head.traits[static_cast<int>(synth::Trait::Male)] > 0.5F ? 1 : 0;
    }
    QCOMPARE(int(cuts.size()), synth::kHairCutCount);
    QCOMPARE(int(garments.size()), 7);
    QVERIFY(men > 240 && men < 360); // half of 600, five standard deviations
}

void TestSampling::shapesStayPlausible()
{
    const auto body = shippedBody();
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const auto shape = synth::sampleHead(body, seed).shape;
        QVERIFY(shape.allFinite());
        QVERIFY(shape.cwiseAbs().maxCoeff() <= 2.3F);
    }
}

QTEST_APPLESS_MAIN(TestSampling)
#include "tst_sampling.moc"
