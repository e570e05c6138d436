// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/eye_aim.h"

#include <QtTest/QtTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace effigy;
using avatar::EyeRig;
using Eigen::Vector3d;

namespace {

/// Eyes 64 mm apart at the height of the origin, a neck 80 mm below.
EyeRig rig() { return {.leftEye = {0.032, 0.0, 0.0}, .rightEye = {-0.032, 0.0, 0.0}, .neck = {0.0, -0.08, -0.05}}; }

head::ControlValues with(head::ControlValues values, const std::vector<std::pair<std::string, double>>& changes)
{
    for (const auto& [id, value] : changes)
        values.set(id, value);
    return values;
}

double degrees(double radians) { return radians * 180.0 / std::numbers::pi; }

} // namespace

class TestEyeAim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void farAheadIsStraight();
    void nearTargetsMakeTheEyesConverge();
    void toTheLeftAndUp();
    void stopsAtTheLimit();
    void makesUpForTheHead();
    void findsWhatIsLookedAt();
    void theFreeHeadLooksAtItsTarget();
    void lidsFollow();
};

void TestEyeAim::farAheadIsStraight()
{
    for (const auto& [id, value] : avatar::lookAt({}, rig(), {0.0, 0.0, 1e6}))
        QVERIFY2(std::abs(value) < 1e-6, id.c_str());
}

void TestEyeAim::nearTargetsMakeTheEyesConverge()
{
    // Half of 64 mm at 0.32 m: each eye turns in by atan(0.1) = 5.7106 degrees.
    const auto values = with({}, avatar::lookAt({}, rig(), {0.0, 0.0, 0.32}));
    QVERIFY(std::abs(degrees(head::eyeAngles(values, head::Side::Left).yaw) + 5.710593) < 1e-6);
    QVERIFY(std::abs(degrees(head::eyeAngles(values, head::Side::Right).yaw) - 5.710593) < 1e-6);
    QVERIFY(std::abs(values.get("eyeLookInLeft") - std::atan(0.1) / 0.6) < 1e-12);
    QCOMPARE(values.get("eyeLookOutLeft"), 0.0);
}

void TestEyeAim::toTheLeftAndUp()
{
    const EyeRig still{.leftEye = Vector3d::Zero(), .rightEye = Vector3d::Zero(), .neck = Vector3d::Zero()};
    const auto values = with({}, avatar::lookAt({}, still, {0.3, 0.1, 1.0}));
    const double yaw = std::atan(0.3), pitch = std::atan(0.1 / std::hypot(0.3, 1.0));
    QVERIFY(std::abs(values.get("eyeLookOutLeft") - yaw / 0.6) < 1e-12);
    QVERIFY(std::abs(values.get("eyeLookInRight") - yaw / 0.6) < 1e-12);
    QVERIFY(std::abs(values.get("eyeLookUpLeft") - pitch / 0.45) < 1e-12);
    QCOMPARE(values.get("eyeLookDownLeft"), 0.0);
}

void TestEyeAim::stopsAtTheLimit()
{
    const EyeRig still{.leftEye = Vector3d::Zero(), .rightEye = Vector3d::Zero(), .neck = Vector3d::Zero()};
    const auto sideways = with({}, avatar::lookAt({}, still, {1.0, 0.0, 0.1}));
    QVERIFY(std::abs(sideways.get("eyeLookOutLeft") - 1.0) < 1e-12);
    const auto slanted = with({}, avatar::lookAt({}, still, {1.0, 1.0, 0.1}, 0.8));
    QVERIFY(std::abs(std::hypot(slanted.get("eyeLookOutLeft"), slanted.get("eyeLookUpLeft")) - 0.8) < 1e-12);
}

void TestEyeAim::makesUpForTheHead()
{
    head::ControlValues turned;
    turned.set("headYaw", 12.0);
    turned.set("headPitch", -6.0);
    turned.set("neckYaw", -9.0);
    turned.set("neckPitch", 4.0);
    turned.set("neckRoll", 3.0);
    const Vector3d target(0.05, -0.04, 0.6);
    const auto values = with(turned, avatar::lookAt(turned, rig(), target));
    QVERIFY((avatar::lookedAt(values, rig(), 10.0) - target).norm() < 1e-9);
    // A head that turns to the left makes its eyes turn to the right.
    head::ControlValues left;
    left.set("headYaw", 10.0);
    const auto ahead = with(left, avatar::lookAt(left, rig(), {0.0, 0.0, 1e6}));
    QVERIFY(std::abs(degrees(head::eyeAngles(ahead, head::Side::Left).yaw) + 10.0) < 1e-4);
}

void TestEyeAim::findsWhatIsLookedAt()
{
    std::mt19937 random(1);
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    for (int i = 0; i < 200; ++i) {
        const Vector3d target(0.15 * unit(random), 0.1 * unit(random), 0.6 + 0.3 * unit(random));
        const auto values = with({}, avatar::lookAt({}, rig(), target));
        QVERIFY((avatar::lookedAt(values, rig(), 10.0) - target).norm() < 1e-9);
    }
    QVERIFY((avatar::lookedAt({}, rig(), 2.0) - Vector3d(0.0, 0.0, 2.0)).norm() < 1e-12);
}

void TestEyeAim::theFreeHeadLooksAtItsTarget()
{
    const auto model = head::loadFreeHead();
    const EyeRig eyes = avatar::eyeRig(*model, {});
    QVERIFY(eyes.leftEye.x() > 0.025 && eyes.leftEye.x() < 0.045); // metres; people have 54 to 74 mm between pupils
    QVERIFY((eyes.leftEye - Eigen::Vector3d(-eyes.rightEye.x(), eyes.rightEye.y(), eyes.rightEye.z())).norm() < 1e-3);
    QVERIFY(eyes.neck.y() < eyes.leftEye.y() - 0.05);
    const Vector3d target = avatar::pointAhead(eyes, 0.5) + Vector3d(0.1, 0.05, 0.0);
    const auto values = with({}, avatar::lookAt({}, eyes, target));
    const auto c = model->coefficients(values, {});
    const Vector3d turn = c.leftEye.cast<double>();
    const Vector3d sight = Eigen::AngleAxisd(turn.norm(), turn.normalized()) * Vector3d::UnitZ();
    QVERIFY((sight - (target - eyes.leftEye).normalized()).norm() < 1e-6); // f32 of the model
}

void TestEyeAim::lidsFollow()
{
    const auto model = head::loadFreeHead();
    const EyeRig eyes = avatar::eyeRig(*model, {});
    const auto lidHeight = [&](double up) {
        const auto values = with({}, avatar::lookAt({}, eyes, avatar::pointAhead(eyes, 1.0) + Vector3d(0.0, up, 0.0)));
        const auto marks = model->landmarks(model->vertices(model->coefficients(values, {})));
        return 0.25 * (marks[37].y() + marks[38].y() + marks[43].y() + marks[44].y()); // the upper lids
    };
    QVERIFY(lidHeight(0.3) > lidHeight(0.0) + 2e-4F);  // metres
    QVERIFY(lidHeight(-0.3) < lidHeight(0.0) - 5e-4F);
}

QTEST_APPLESS_MAIN(TestEyeAim)
#include "tst_eye_aim.moc"
