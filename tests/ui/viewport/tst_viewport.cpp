// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <numbers>

using namespace effigy;
using namespace effigy::ui;

namespace {

QImage plain(QColor colour)
{
    QImage image(64, 64, QImage::Format_ARGB32_Premultiplied);
    image.fill(colour);
    return image;
}

} // namespace

class TestViewport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theHeadTurnsUnderTheHand();
    void pitchStopsBeforeThePole();
    void panMovesTheHeadByThePointersWay();
    void zoomHasLimits();
    void namedViewsLookFromTheirSide();
    void matchPhotoReturnsToTheFlatPicture();
    void aDragTellsMovingAndThenRest();
    void keysOrbitZoomAndFrame();
    void wipeShowsPhotoLeftAndAvatarRight();
    void draggingTheLineWipesAndKeepsTheView();
    void holdingOShowsThePhoto();
    void differenceOfEqualPicturesIsBlack();
    void framePixelsFollowTheView();

private:
    [[nodiscard]] QColor at(int x, int y) { return m_viewport->grab().toImage().pixelColor(x, y); }
    std::unique_ptr<Viewport> m_viewport;
};

void TestViewport::init()
{
    m_viewport = std::make_unique<Viewport>();
    m_viewport->resize(432, 432); // 400 inside the margins
    m_viewport->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_viewport.get()));
}

void TestViewport::theHeadTurnsUnderTheHand()
{
    ViewState view;
    const ViewState moved = orbited(view, {100.0, 50.0}, 400.0);
    QVERIFY(moved.orbit.yaw < 0.0); // the camera goes to the head's right, so the face follows the pointer to the right
    QVERIFY(moved.orbit.pitch > 0.0);
    QVERIFY(!moved.matchesPhoto);
    QVERIFY(qAbs(moved.orbit.yaw + std::numbers::pi / 4.0) < 1e-12); // a quarter of the height is an eighth of a turn
}

void TestViewport::pitchStopsBeforeThePole()
{
    const ViewState view;
    const ViewState moved = orbited(view, {0.0, 5000.0}, 400.0);
    QVERIFY(moved.orbit.pitch < std::numbers::pi / 2.0);
    QVERIFY(moved.orbit.pitch > 1.3);
}

void TestViewport::panMovesTheHeadByThePointersWay()
{
    ViewState view;
    view.matchesPhoto = false;
    view.orbit.distance = 1.0;
    view.orbit.fov = 2.0 * std::atan(0.2); // 0.4 m over the height
    const ViewState after = panned(view, {100.0, 0.0}, 400.0);
    const Eigen::Vector3d moved = after.orbit.target - view.orbit.target;
    QVERIFY((moved - Eigen::Vector3d(-0.1, 0.0, 0.0)).norm() < 1e-12); // the camera's target goes the other way
}

void TestViewport::zoomHasLimits()
{
    ViewState view;
    view.matchesPhoto = false;
    QVERIFY(zoomed(view, 1e6).orbit.distance > 0.3);
    QVERIFY(zoomed(view, 1e-6).orbit.distance < 5.0);
    view.matchesPhoto = true;
    QCOMPARE(zoomed(view, 2.0).pictureZoom, 2.0);
}

void TestViewport::namedViewsLookFromTheirSide()
{
    mesh::OrbitView home;
    home.distance = 1.3;
    const ViewState view;
    QCOMPARE(lookingFrom(view, NamedView::Front, home).orbit.yaw, 0.0);
    QVERIFY(lookingFrom(view, NamedView::Left, home).orbit.yaw > 1.5); // the subject's left is +X
    QVERIFY(lookingFrom(view, NamedView::Right, home).orbit.yaw < -1.5);
    QCOMPARE(lookingFrom(view, NamedView::Right, home).orbit.distance, 1.3);
}

void TestViewport::matchPhotoReturnsToTheFlatPicture()
{
    m_viewport->lookFrom(NamedView::Left);
    QVERIFY(!m_viewport->view().matchesPhoto);
    m_viewport->matchPhoto();
    QVERIFY(m_viewport->view().matchesPhoto);
}

void TestViewport::aDragTellsMovingAndThenRest()
{
    QSignalSpy changed(m_viewport.get(), &Viewport::viewChanged);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, {100, 100});
    QTest::mouseMove(m_viewport.get(), {140, 100});
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, {140, 100});
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(0).toBool(), true);
    QCOMPARE(changed.at(1).at(0).toBool(), false);
}

void TestViewport::keysOrbitZoomAndFrame()
{
    QTest::keyClick(m_viewport.get(), Qt::Key_Right);
    const double yaw = m_viewport->view().orbit.yaw;
    QVERIFY(yaw < 0.0);
    const double distance = m_viewport->view().orbit.distance;
    QTest::keyClick(m_viewport.get(), Qt::Key_Plus);
    QVERIFY(m_viewport->view().orbit.distance < distance);
    QTest::keyClick(m_viewport.get(), Qt::Key_Home);
    QCOMPARE(m_viewport->view().orbit.distance, mesh::OrbitView{}.distance);
    QCOMPARE(m_viewport->view().orbit.yaw, yaw);
}

void TestViewport::wipeShowsPhotoLeftAndAvatarRight()
{
    m_viewport->setPhoto(plain(Qt::red));
    m_viewport->setFrame(plain(Qt::blue), true);
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Split;
    m_viewport->setView(view);
    QCOMPARE(at(100, 300), QColor(Qt::red));
    QCOMPARE(at(330, 300), QColor(Qt::blue));
}

void TestViewport::draggingTheLineWipesAndKeepsTheView()
{
    wipeShowsPhotoLeftAndAvatarRight();
    QSignalSpy changed(m_viewport.get(), &Viewport::viewChanged);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, {216, 300});
    QTest::mouseMove(m_viewport.get(), {116, 300});
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, {116, 300});
    QVERIFY(qAbs(m_viewport->wipe() - 0.25) < 1e-9);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(at(150, 300), QColor(Qt::blue));
}

void TestViewport::holdingOShowsThePhoto()
{
    m_viewport->setPhoto(plain(Qt::red));
    m_viewport->setFrame(plain(Qt::blue), true);
    QTest::keyPress(m_viewport.get(), Qt::Key_O);
    QCOMPARE(at(216, 300), QColor(Qt::red));
    QTest::keyRelease(m_viewport.get(), Qt::Key_O);
    QCOMPARE(at(216, 300), QColor(Qt::blue));
}

void TestViewport::differenceOfEqualPicturesIsBlack()
{
    m_viewport->setPhoto(plain(QColor(120, 90, 70)));
    m_viewport->setFrame(plain(QColor(120, 90, 70)), true);
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Difference;
    m_viewport->setView(view);
    QCOMPARE(at(216, 300), QColor(Qt::black));
    m_viewport->setFrame(plain(QColor(130, 90, 70)), true);
    QVERIFY(at(216, 300).red() >= 36); // 10 levels, four times as strong
}

void TestViewport::framePixelsFollowTheView()
{
    QCOMPARE(m_viewport->framePixels(), QSize(400, 400));
    m_viewport->lookFrom(NamedView::Front);
    QCOMPARE(m_viewport->framePixels(), QSize(432, 432));
}

QTEST_MAIN(TestViewport)
#include "tst_viewport.moc"
