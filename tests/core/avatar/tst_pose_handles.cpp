// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/pose_handles.h"
#include "head/head_model.h"

#include <QTest>

using namespace effigy;
using namespace effigy::avatar;

namespace {

const Avatar& freeAvatar()
{
    static const Avatar kAvatar([] {
        AvatarContents contents;
        contents.headModel = head::loadFreeHead();
        contents.fit.headModel = "free";
        contents.fit.coefficients.shape = Eigen::VectorXf::Zero(contents.headModel->shapeCount());
        contents.fit.coefficients.expression = Eigen::VectorXf::Zero(contents.headModel->expressionCount());
        return contents;
    }());
    return kAvatar;
}

double valueOf(const std::vector<std::pair<std::string, double>>& changes, const std::string& id)
{
    for (const auto& [name, value] : changes)
        if (name == id)
            return value;
    return -1e9;
}

constexpr auto kHead = std::size_t(PoseHandle::Head), kJaw = std::size_t(PoseHandle::Jaw), kGaze = std::size_t(PoseHandle::Gaze);

} // namespace

class TestPoseHandles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handlesLieWhereTheirPartsAre();
    void theChinGoesWithTheJaw();
    void gazeMovesItsTarget();
    void turningTheHeadTurnsThemAll();
    void draggingFollowsTheHand();
    void theJawGoesToOneSide();
};

void TestPoseHandles::handlesLieWhereTheirPartsAre()
{
    const auto places = handlePlaces(freeAvatar(), {});
    QVERIFY(places[kHead].y() > places[kGaze].y());
    QVERIFY(places[kGaze].y() > places[kJaw].y());
    for (const auto& place : places)
        QVERIFY(std::abs(place.x()) < 0.003); // a symmetric head; landmarks lie on triangles, up to a few millimetres aside
}

void TestPoseHandles::theChinGoesWithTheJaw()
{
    head::ControlValues open;
    open.set("jawOpen", 1.0);
    const double way = handlePlaces(freeAvatar(), {})[kJaw].y() - handlePlaces(freeAvatar(), open)[kJaw].y();
    QVERIFY(way > 0.01 && way < 0.06); // an open mouth is one to six centimetres
}

void TestPoseHandles::gazeMovesItsTarget()
{
    head::ControlValues aside;
    aside.set("gazeYaw", 20.0);
    aside.set("gazePitch", 10.0);
    const Eigen::Vector3d way = handlePlaces(freeAvatar(), aside)[kGaze] - handlePlaces(freeAvatar(), {})[kGaze];
    QVERIFY(way.x() > 0.02); // to the subject's left
    QVERIFY(way.y() > 0.01);
}

void TestPoseHandles::turningTheHeadTurnsThemAll()
{
    head::ControlValues turned;
    turned.set("headYaw", 30.0);
    const auto before = handlePlaces(freeAvatar(), {}), after = handlePlaces(freeAvatar(), turned);
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY((head::headRotation(turned) * before[i] - after[i]).norm() < 1e-9); // rounding of f64
}

void TestPoseHandles::draggingFollowsTheHand()
{
    head::ControlValues start;
    start.set("headYaw", 10.0);
    const auto head = draggedHandle(PoseHandle::Head, start, 0.1, -0.05);
    QCOMPARE(valueOf(head, "headYaw"), 28.0);
    QCOMPARE(valueOf(head, "headPitch"), -9.0);
    QCOMPARE(valueOf(draggedHandle(PoseHandle::Gaze, start, 0.1, 0.0), "gazeYaw"), 12.0);
    const auto jaw = draggedHandle(PoseHandle::Jaw, start, 0.0, -1.0); // far down
    QCOMPARE(valueOf(jaw, "jawOpen"), 1.0);
    QCOMPARE(valueOf(jaw, "jawLeft"), 0.0);
}

void TestPoseHandles::theJawGoesToOneSide()
{
    head::ControlValues start;
    start.set("jawRight", 0.5);
    const auto jaw = draggedHandle(PoseHandle::Jaw, start, 0.05, 0.0);
    QCOMPARE(valueOf(jaw, "jawLeft"), 0.5);
    QCOMPARE(valueOf(jaw, "jawRight"), 0.0);
}

QTEST_APPLESS_MAIN(TestPoseHandles)
#include "tst_pose_handles.moc"
