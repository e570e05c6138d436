// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/framing.h"
#include "core/avatar/avatar_fixture.h"
#include "ui/document/session.h"
#include "ui/viewport/viewport.h"
#include "ui/window/face_hand.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

/// Dragging the face in the viewport.
class TestFaceHand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_avatar = std::make_shared<const avatar::Avatar>(test::fittedContents()); }
    void init();
    void cleanup();
    void oneDragIsOneStep();
    void shiftIsTenTimesFiner();
    void escapeLeavesTheFaceAsItWas();
    void bothSidesMoveTogether();
    void withoutTheToolTheViewTurns();
    void besideTheFaceTheViewTurns();

private:
    /// Where a landmark is on the viewport.
    [[nodiscard]] QPoint seen(int landmark) const;
    [[nodiscard]] double value(const char* id) const { return m_session->state().controls.get(id); }
    void move(QPoint to, Qt::KeyboardModifiers modifiers = {});

    std::shared_ptr<const avatar::Avatar> m_avatar;
    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Viewport> m_viewport;
    std::unique_ptr<FaceHand> m_hand;
    bool m_isSymmetric = false;
};

void TestFaceHand::init()
{
    m_isSymmetric = false;
    m_session = std::make_unique<Session>(m_folder.filePath(QStringLiteral("recovery")));
    m_viewport = std::make_unique<Viewport>();
    m_viewport->resize(600, 600);
    ViewState view;
    view.matchesPhoto = false;
    m_viewport->setView(view);
    QImage frame(600, 600, QImage::Format_ARGB32_Premultiplied);
    frame.fill(Qt::gray);
    m_viewport->setFrame(frame, {});
    m_viewport->show();
    m_hand = std::make_unique<FaceHand>(m_session.get(), m_viewport.get(), [this] { return m_isSymmetric; });
    m_session->adopt({.path = {}, .info = {}, .avatar = m_avatar, .document = {}});
    m_hand->setActive(true);
    QTRY_VERIFY(m_hand->isReady());
}

void TestFaceHand::cleanup()
{
    m_hand.reset();
    m_viewport.reset();
    m_session.reset();
}

QPoint TestFaceHand::seen(int landmark) const
{
    const auto& head = m_avatar->headModel();
    const auto marks = head.landmarks(head.vertices(head.coefficients({}, m_avatar->fit().coefficients.shape)));
    const auto place = mesh::project(avatar::viewportCamera(m_viewport->view().orbit, 600, 600), marks[std::size_t(landmark)].cast<double>());
    return QPointF(600.0 * place.x(), 600.0 * place.y()).toPoint();
}

void TestFaceHand::move(QPoint to, Qt::KeyboardModifiers modifiers)
{
    QMouseEvent event(QEvent::MouseMove, QPointF(to), m_viewport->mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(m_viewport.get(), &event);
}

void TestFaceHand::oneDragIsOneStep()
{
    const QPoint corner = seen(54);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, corner);
    for (int i = 1; i <= 5; ++i)
        move(corner + QPoint(i, -i));
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, corner + QPoint(5, -5));
    QVERIFY(value("mouthSmileLeft") > 0.05);
    QVERIFY(value("mouthSmileRight") < 0.02);
    QCOMPARE(int(m_session->history().position()), 1);
    QCOMPARE(m_session->history().undoName(), std::string("Drag: Corner of the mouth"));
    m_session->undo();
    QCOMPARE(value("mouthSmileLeft"), 0.0);
}

void TestFaceHand::shiftIsTenTimesFiner()
{
    const QPoint lip = seen(57);
    const auto opened = [&](QPoint way, Qt::KeyboardModifiers modifiers) {
        QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, lip);
        move(lip + way, modifiers);
        const double down = value("mouthLowerDownLeft") + value("jawOpen");
        QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, lip + way);
        m_session->undo();
        [&] { QTRY_VERIFY(m_hand->isReady()); }();
        return down;
    };
    const double coarse = opened({0, 2}, {}), fine = opened({0, 20}, Qt::ShiftModifier);
    QVERIFY(coarse > 0.0);
    QVERIFY(std::abs(coarse - fine) < 0.02 * coarse);
}

void TestFaceHand::escapeLeavesTheFaceAsItWas()
{
    const QPoint brow = seen(24);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, brow);
    move(brow - QPoint(0, 5));
    QVERIFY(value("browOuterUpLeft") > 0.0);
    QTest::keyClick(m_viewport.get(), Qt::Key_Escape);
    QCOMPARE(value("browOuterUpLeft"), 0.0);
    QVERIFY(!m_session->history().canUndo());
    QVERIFY(!m_session->isInGesture());
    move(brow - QPoint(0, 20)); // the button is still down
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, brow - QPoint(0, 20));
    QVERIFY(!m_session->history().canUndo());
}

void TestFaceHand::bothSidesMoveTogether()
{
    m_isSymmetric = true;
    const QPoint brow = seen(24);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, brow);
    move(brow - QPoint(0, 5));
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, brow - QPoint(0, 5));
    QVERIFY(value("browOuterUpLeft") > 0.0);
    QCOMPARE(value("browOuterUpRight"), value("browOuterUpLeft"));
}

void TestFaceHand::withoutTheToolTheViewTurns()
{
    m_hand->setActive(false);
    const double yaw = m_viewport->view().orbit.yaw;
    const QPoint corner = seen(54);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, corner);
    move(corner + QPoint(40, 0));
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, corner + QPoint(40, 0));
    QVERIFY(m_viewport->view().orbit.yaw != yaw);
    QVERIFY(!m_session->history().canUndo());
}

void TestFaceHand::besideTheFaceTheViewTurns()
{
    const double yaw = m_viewport->view().orbit.yaw;
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, QPoint(20, 580));
    move({60, 580});
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, {60, 580});
    QVERIFY(m_viewport->view().orbit.yaw != yaw);
}

QTEST_MAIN(TestFaceHand)
#include "tst_face_hand.moc"
