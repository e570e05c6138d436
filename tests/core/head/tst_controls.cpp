// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_head.h"

#include "base/error.h"

#include <QtTest>

#include <set>

using namespace effigy;
using namespace effigy::head;

namespace {

constexpr double kRounding = 2e-5; // degrees and weights through f32 trigonometry

} // namespace

class TestControls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsAllArkitNamesInOrder();
    void mirrorsComeInPairs();
    void clampsToTheHardRange();
    void forgetsNeutralValues();
    void suggestsTheNearestName();
    void eyesTurnWhereTheyLook();
    void gazeMovesBothEyesAndTheirLids();
    void comesBackFromCoefficients();
    void headTurnsToItsLeft();
};

void TestControls::holdsAllArkitNamesInOrder()
{
    QCOMPARE(arkitNames().size(), std::size_t{52});
    QVERIFY(std::ranges::is_sorted(arkitNames()));
    for (const std::string_view name : arkitNames())
        QVERIFY2(findControl(name) != nullptr, name.data());
    std::set<std::string_view> ids;
    for (const Control& control : headControls()) {
        QVERIFY2(ids.insert(control.id).second, control.id.data());
        QVERIFY(control.hardMin <= control.softMin && control.softMin < control.softMax &&
                control.softMax <= control.hardMax);
        QVERIFY(!control.group.empty() && !control.label.empty());
    }
}

void TestControls::mirrorsComeInPairs()
{
    for (const Control& control : headControls()) {
        if (control.mirror.empty())
            continue;
        const Control* other = findControl(control.mirror);
        QVERIFY(other != nullptr);
        QVERIFY(other->mirror == control.id);
        QVERIFY(other->softMax == control.softMax);
    }
}

void TestControls::clampsToTheHardRange()
{
    ControlValues values;
    values.set("jawOpen", 40.0);
    QCOMPARE(values.get("jawOpen"), findControl("jawOpen")->hardMax);
    values.set("headYaw", -1000.0);
    QCOMPARE(values.get("headYaw"), findControl("headYaw")->hardMin);
}

void TestControls::forgetsNeutralValues()
{
    ControlValues values;
    values.set("jawOpen", 0.4);
    QCOMPARE(values.nonNeutral().size(), std::size_t{1});
    values.set("jawOpen", 0.0);
    QVERIFY(values == ControlValues());
}

void TestControls::suggestsTheNearestName()
{
    ControlValues values;
    try {
        values.set("jawopen", 1.0);
        QFAIL("an unknown control was accepted");
    } catch (const base::Error& error) {
        QCOMPARE(QByteArray::fromStdString(error.code()), QByteArray("unsupported"));
        QVERIFY(error.hint().find("jawOpen") != std::string::npos);
    }
}

void TestControls::eyesTurnWhereTheyLook()
{
    const HeadModel model(smallHead());
    const auto sight = [&](std::string_view id) {
        ControlValues values;
        values.set(id, 1.0);
        const HeadCoefficients c = model.coefficients(values, {});
        const Eigen::Vector3f turn = id.ends_with("Left") ? c.leftEye : c.rightEye;
        return Eigen::Vector3f(Eigen::AngleAxisf(turn.norm(), turn.normalized()) *
                               Eigen::Vector3f::UnitZ());
    };
    QVERIFY(sight("eyeLookUpLeft").y() > 0.4F);
    QVERIFY(sight("eyeLookDownRight").y() < -0.4F);
    QVERIFY(sight("eyeLookOutLeft").x() > 0.5F); // the subject's left is +X
    QVERIFY(sight("eyeLookInLeft").x() < -0.5F);
    QVERIFY(sight("eyeLookOutRight").x() < -0.5F);
    QVERIFY(sight("eyeLookInRight").x() > 0.5F);
}

void TestControls::gazeMovesBothEyesAndTheirLids()
{
    const HeadModel model(smallHead());
    ControlValues values;
    values.set("gazePitch", 15.0);
    const HeadCoefficients c = model.coefficients(values, {});
    QVERIFY((c.leftEye - c.rightEye).norm() < 1e-6F);
    QVERIFY(c.leftEye.x() < -0.2F); // up turns about -X
    const auto up = std::ranges::find(arkitNames(), "eyeLookUpLeft") - arkitNames().begin();
    QVERIFY(c.expression[up] > 0.5F);
}

void TestControls::comesBackFromCoefficients()
{
    const HeadModel model(smallHead());
    ControlValues values;
    for (const std::string_view id : arkitNames()) {
        const bool isOpposed = id.starts_with("eyeLookDown") || id.starts_with("eyeLookOut");
        if (!isOpposed) // an eye cannot look up and down at once
            values.set(id, 0.25);
    }
    values.set("jawPitch", 7.0);
    values.set("neckYaw", -12.0);
    values.set("neckRoll", 5.0);
    const ControlValues back = model.controls(model.coefficients(values, {}));
    for (const Control& control : headControls())
        QVERIFY2(std::abs(back.get(control.id) - values.get(control.id)) < kRounding,
                 control.id.data());
}

void TestControls::headTurnsToItsLeft()
{
    ControlValues values;
    values.set("headYaw", 90.0);
    QVERIFY(((headRotation(values) * Eigen::Vector3d::UnitZ()) - Eigen::Vector3d::UnitX()).norm() <
            1e-12);
    values = {};
    values.set("headPitch", 90.0);
    QVERIFY(((headRotation(values) * Eigen::Vector3d::UnitZ()) - Eigen::Vector3d::UnitY()).norm() <
            1e-12);
    values = {};
    values.set("headRoll", 90.0);
    QVERIFY(((headRotation(values) * Eigen::Vector3d::UnitY()) - Eigen::Vector3d::UnitX()).norm() <
            1e-12);
}

QTEST_APPLESS_MAIN(TestControls)
#include "tst_controls.moc"
