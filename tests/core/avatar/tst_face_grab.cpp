// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/face_grab.h"

#include "avatar/framing.h"

#include <QTest>

using namespace effigy;
using namespace effigy::avatar;

namespace {

std::shared_ptr<const Avatar> freeAvatar()
{
    AvatarContents contents;
    contents.headModel = head::loadFreeHead();
    contents.fit.headModel = "free";
    contents.fit.coefficients.shape = Eigen::VectorXf::Zero(contents.headModel->shapeCount());
    contents.fit.coefficients.expression = Eigen::VectorXf::Zero(contents.headModel->expressionCount());
    return std::make_shared<const Avatar>(std::move(contents));
}

constexpr double kPixel = 1.0 / 800.0; // of a usual viewport

} // namespace

class TestFaceGrab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void landmarksLieInTheirRegions_data();
    void landmarksLieInTheirRegions();
    void thereIsNothingBesideTheHead();
    void regionsAreSeenOnTheirSide();
    void followsThePointer_data();
    void followsThePointer();
    void staysWithinTheSliders();
    void wayThereAndBackEndsWhereItBegan();
    void theOtherSideStaysUnlessBothMove();
    void followsOnTurnedHeads();

private:
    /// Where a landmark is seen, column and row.
    [[nodiscard]] Eigen::Vector2d seen(const GrabbableFace& face, int landmark) const
    {
        const auto marks = m_avatar->headModel().landmarks(face.posedWith(face.controls()));
        return mesh::project(cameraOfTurnedHead(m_camera, face.controls()), marks[std::size_t(landmark)].cast<double>()).head<2>();
    }
    [[nodiscard]] FaceGrab grabAt(int landmark, GrabSides sides = GrabSides::Own) const
    {
        return {m_face, *m_face->spotAt(m_camera, seen(*m_face, landmark)), m_camera, sides};
    }
    [[nodiscard]] static head::ControlValues with(head::ControlValues controls, const std::vector<std::pair<std::string, double>>& values)
    {
        for (const auto& [id, value] : values)
            controls.set(id, value);
        return controls;
    }

    std::shared_ptr<const Avatar> m_avatar;
    std::shared_ptr<const GrabbableFace> m_face;
    mesh::Camera m_camera = viewportCamera({}, 800, 800);
};

void TestFaceGrab::initTestCase()
{
    m_avatar = freeAvatar();
    m_face = std::make_shared<const GrabbableFace>(m_avatar, head::ControlValues());
}

void TestFaceGrab::landmarksLieInTheirRegions_data()
{
    QTest::addColumn<int>("landmark");
    QTest::addColumn<int>("region");
    QTest::addColumn<bool>("isLeft");
    QTest::newRow("right brow") << 19 << int(GrabRegion::Brow) << false;
    QTest::newRow("left brow") << 24 << int(GrabRegion::Brow) << true;
    QTest::newRow("left corner of the mouth") << 54 << int(GrabRegion::MouthCorner) << true;
    QTest::newRow("tip of the nose") << 30 << int(GrabRegion::Nose) << m_face->spotAt(m_camera, seen(*m_face, 30))->isLeft;
    QTest::newRow("upper lip") << 50 << int(GrabRegion::Lips) << false;
    QTest::newRow("right cheek bone") << 2 << int(GrabRegion::Cheek) << false;
}

void TestFaceGrab::landmarksLieInTheirRegions()
{
    QFETCH(int, landmark);
    QFETCH(int, region);
    QFETCH(bool, isLeft);
    Eigen::Vector2d at = seen(*m_face, landmark);
    if (landmark == 2) // from the edge of the head towards the nose
        at = 0.6 * at + 0.4 * seen(*m_face, 31);
    const auto spot = m_face->spotAt(m_camera, at);
    QVERIFY(spot);
    QCOMPARE(int(spot->region), region);
    QCOMPARE(spot->isLeft, isLeft);
}

void TestFaceGrab::thereIsNothingBesideTheHead()
{
    QVERIFY(!m_face->spotAt(m_camera, {0.02, 0.02}));
    const Eigen::Vector2d forehead = seen(*m_face, 27) - Eigen::Vector2d(0.0, 0.25);
    const auto spot = m_face->spotAt(m_camera, forehead);
    QVERIFY2(!spot, spot ? grabLabel(spot->region).data() : ""); // the crown does not move
    QVERIFY(!m_face->spotAt(m_camera, seen(*m_face, 27) - Eigen::Vector2d(0.0, 0.13))); // nor does the upper forehead
}

void TestFaceGrab::regionsAreSeenOnTheirSide()
{
    const auto spot = m_face->spotAt(m_camera, seen(*m_face, 24));
    const auto triangles = m_face->regionOutline(m_camera, *spot);
    QVERIFY(triangles.size() > 20);
    const double middle = seen(*m_face, 27).x();
    for (const auto& triangle : triangles)
        for (const auto& corner : triangle)
            QVERIFY(corner.x() > middle - 0.02); // the subject's left is on the right
}

void TestFaceGrab::followsThePointer_data()
{
    QTest::addColumn<int>("landmark");
    QTest::addColumn<QPointF>("way"); // pixels, downwards
    QTest::newRow("brow up") << 19 << QPointF(0, -8);
    QTest::newRow("brow down and inwards") << 21 << QPointF(3, 1);
    QTest::newRow("corner of the mouth up and out") << 54 << QPointF(8, -8);
    QTest::newRow("lower lip down") << 57 << QPointF(0, 12);
    QTest::newRow("upper lid down") << 38 << QPointF(0, 5);
    QTest::newRow("chin down") << 8 << QPointF(0, 25);
}

void TestFaceGrab::followsThePointer()
{
    QFETCH(int, landmark);
    QFETCH(QPointF, way);
    const auto grab = grabAt(landmark);
    const Eigen::Vector2d wanted = grab.start() + kPixel * Eigen::Vector2d(way.x(), way.y());
    const auto values = grab.dragged(wanted);
    QVERIFY(!values.empty());
    const double off = (grab.placeWith(with({}, values)) - wanted).norm() / kPixel;
    // Half of a pixel, or an eighth of the way: shapes are few, and what costs much is not used up.
    const double most = std::max(0.5, 0.125 * std::hypot(way.x(), way.y()));
    QVERIFY2(off < most, qPrintable(QStringLiteral("%1 pixels away").arg(off)));
}

void TestFaceGrab::staysWithinTheSliders()
{
    const auto values = grabAt(54).dragged({5.0, -5.0});
    for (const auto& [id, value] : values)
        QVERIFY2(value >= 0.0 && value <= 1.0, id.c_str());
}

void TestFaceGrab::wayThereAndBackEndsWhereItBegan()
{
    const auto grab = grabAt(54);
    for (const auto& [id, value] : grab.dragged(grab.start()))
        QVERIFY2(std::abs(value) < 1e-9, id.c_str());
}

void TestFaceGrab::theOtherSideStaysUnlessBothMove()
{
    const auto valueOf = [](const auto& values, const std::string& id) {
        const auto found = std::ranges::find(values, id, [](const auto& value) { return value.first; });
        return found == values.end() ? 0.0 : found->second;
    };
    const auto own = grabAt(24), both = grabAt(24, GrabSides::Both);
    const Eigen::Vector2d up(0.0, -6.0 * kPixel);
    const auto alone = own.dragged(own.start() + up), together = both.dragged(both.start() + up);
    QVERIFY(valueOf(alone, "browOuterUpLeft") > 0.05);
    QVERIFY(valueOf(alone, "browOuterUpRight") < 0.02);
    QCOMPARE(valueOf(together, "browOuterUpRight"), valueOf(together, "browOuterUpLeft"));
    QVERIFY(valueOf(together, "browOuterUpRight") > 0.05);
}

void TestFaceGrab::followsOnTurnedHeads()
{
    head::ControlValues turned;
    turned.set("headYaw", -25.0);
    turned.set("jawOpen", 0.3);
    const auto face = std::make_shared<const GrabbableFace>(m_avatar, turned);
    const auto spot = face->spotAt(m_camera, seen(*face, 54));
    QVERIFY(spot);
    const FaceGrab grab(face, *spot, m_camera, GrabSides::Own);
    const Eigen::Vector2d wanted = grab.start() + kPixel * Eigen::Vector2d(3.0, -6.0);
    QVERIFY((grab.placeWith(with(turned, grab.dragged(wanted))) - wanted).norm() < 1.5 * kPixel);
}

QTEST_MAIN(TestFaceGrab)
#include "tst_face_grab.moc"
