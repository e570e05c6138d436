// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport.h"

#include <QPainter>
#include <QSignalSpy>
#include <QSlider>
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
    void framesReachBeyondThePhoto();
    void dragsFollowTheNavigationPreset();
    void zoomKeepsThePlaceUnderThePointer();
    void theWayBetweenViewsIsTheShortOne();
    void turningAboutKeepsTheCamera();
    void namedViewsGlideThere();
    void clickingTheGizmoLooksFromThere();
    void draggingTheGizmoOrbits();
    void overlayMixesBothPictures();
    void flickerShowsThemByTurns();
    void handlesAreDraggedInHeights();
    void handlesGoWithTheCamera();
    void backdropsFillTheViewport();
    void picturesLeaveTheToolsOut();

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
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
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
    QVERIFY(qAbs(m_viewport->wipe() - 0.25) < 0.02);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(at(150, 300), QColor(Qt::blue));
}

void TestViewport::holdingOShowsThePhoto()
{
    m_viewport->setPhoto(plain(Qt::red));
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    QTest::keyPress(m_viewport.get(), Qt::Key_O);
    QCOMPARE(at(216, 300), QColor(Qt::red));
    QTest::keyRelease(m_viewport.get(), Qt::Key_O);
    QCOMPARE(at(216, 300), QColor(Qt::blue));
}

void TestViewport::differenceOfEqualPicturesIsBlack()
{
    m_viewport->setPhoto(plain(QColor(120, 90, 70)));
    m_viewport->setFrame(plain(QColor(120, 90, 70)), {.matchesPhoto = true});
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Difference;
    m_viewport->setView(view);
    QCOMPARE(at(216, 300), QColor(Qt::black));
    m_viewport->setFrame(plain(QColor(130, 90, 70)), {.matchesPhoto = true});
    QVERIFY(at(216, 300).red() >= 36); // 10 levels, four times as strong
}

void TestViewport::framePixelsFollowTheView()
{
    const int side = int(0.87 * 432.0);
    QCOMPARE(m_viewport->framePixels().width(), int(0.87 * 432.0 * 7.0 / 6.0)); // with an apron, which reaches the edge
    QVERIFY(m_viewport->framePixels().width() >= 432);
    m_viewport->setPhoto(plain(Qt::red));
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Split;
    m_viewport->setView(view);
    QVERIFY(qAbs(m_viewport->framePixels().width() - side) <= 1); // the photo has none
    view.compare = CompareMode::Off;
    m_viewport->setView(view);
    m_viewport->lookFrom(NamedView::Front);
    QCOMPARE(m_viewport->framePixels(), QSize(432, 432));
}

void TestViewport::framesReachBeyondThePhoto()
{
    QImage frame(140, 140, QImage::Format_ARGB32_Premultiplied); // of which 10 all around lie beyond the photo's square
    frame.fill(Qt::green);
    for (int y = 10; y < 130; ++y)
        for (int x = 10; x < 130; ++x)
            frame.setPixelColor(x, y, Qt::blue);
    m_viewport->setPhoto(plain(Qt::red));
    m_viewport->setFrame(frame, {.matchesPhoto = true, .apron = 1.0 / 12.0});
    const int left = int(0.5 * (1.0 - 0.87) * 432.0); // where the square begins
    QCOMPARE(at(left + 4, 216), QColor(Qt::blue));
    QCOMPARE(at(left - 4, 216), QColor(Qt::green));
    QCOMPARE(at(2, 216), QColor(Qt::green)); // to the edge
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Split;
    m_viewport->setView(view);
    QCOMPARE(at(left + 4, 300), QColor(Qt::red));
    QCOMPARE(at(432 - left - 4, 300), QColor(Qt::blue)); // the square of the frame, beside that of the photo
    QVERIFY(at(432 - left + 4, 300) != QColor(Qt::green));
}

void TestViewport::dragsFollowTheNavigationPreset()
{
    m_viewport->setNavigation(NavigationPreset::Maya);
    const auto drag = [this](Qt::KeyboardModifiers keys) {
        QTest::mousePress(m_viewport.get(), Qt::LeftButton, keys, {100, 100});
        QTest::mouseMove(m_viewport.get(), {140, 100});
        QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, keys, {140, 100});
    };
    drag(Qt::NoModifier);
    QVERIFY(m_viewport->view().matchesPhoto); // nothing happened
    drag(Qt::AltModifier);
    QVERIFY(!m_viewport->view().matchesPhoto);
}

void TestViewport::zoomKeepsThePlaceUnderThePointer()
{
    ViewState view; // the flat picture, 400 pixels wide at zoom 1
    const ViewState nearer = zoomedTowards(view, 2.0, {100.0, -60.0}, 432.0, 400.0);
    const QPointF shift = nearer.pictureShift * (400.0 * nearer.pictureZoom);
    QVERIFY(QPointF(shift + 2.0 * QPointF(100.0, -60.0) - QPointF(100.0, -60.0)).manhattanLength() < 1e-9);

    view.matchesPhoto = false;
    view.orbit.yaw = 0.4;
    const auto placeAt = [](const ViewState& v, QPointF pixels) -> Eigen::Vector3d {
        const ViewAxes axes = viewAxes(v.orbit);
        const double metres = 2.0 * v.orbit.distance * std::tan(v.orbit.fov / 2.0) / 400.0;
        return v.orbit.target + metres * (pixels.x() * axes.right - pixels.y() * axes.up);
    };
    const ViewState closer = zoomedTowards(view, 1.5, {80.0, 30.0}, 400.0, 400.0);
    QVERIFY((placeAt(view, {80.0, 30.0}) - placeAt(closer, {80.0, 30.0})).norm() < 1e-12);
}

void TestViewport::theWayBetweenViewsIsTheShortOne()
{
    ViewState from, to;
    from.matchesPhoto = to.matchesPhoto = false;
    from.orbit.yaw = 3.0;
    to.orbit.yaw = -3.0;
    const double middle = between(from, to, 0.5).orbit.yaw;
    QVERIFY(std::abs(std::abs(middle) - std::numbers::pi) < 1e-9); // across the back, not across the face
    QCOMPARE(between(from, to, 1.0).orbit.yaw, -3.0);
    to.matchesPhoto = true;
    QVERIFY(!between(from, to, 0.9).matchesPhoto);
    QVERIFY(between(from, to, 1.0).matchesPhoto);
}

void TestViewport::turningAboutKeepsTheCamera()
{
    mesh::OrbitView view;
    view.yaw = 0.3;
    view.pitch = -0.2;
    const Eigen::Vector3d place(0.01, 0.02, -0.05);
    const mesh::OrbitView moved = turningAbout(view, place);
    QVERIFY(mesh::orbitCamera(moved).headFromCamera.isApprox(mesh::orbitCamera(view).headFromCamera, 1e-12));
    QVERIFY(std::abs((place - moved.target).dot(viewAxes(view).towards)) < 1e-12); // nothing nearer on the line of sight
}

void TestViewport::namedViewsGlideThere()
{
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    QSignalSpy changed(m_viewport.get(), &Viewport::viewChanged);
    m_viewport->lookFrom(NamedView::Left);
    QVERIFY(!m_viewport->view().matchesPhoto); // on its way at once
    QTRY_COMPARE(m_viewport->view().orbit.yaw, std::numbers::pi / 2.0);
    QCOMPARE(changed.first().first().toBool(), true);
    QCOMPARE(changed.last().first().toBool(), false); // and then it rests
    m_viewport->setReducedMotion(true);
    changed.clear();
    m_viewport->lookFrom(NamedView::Right);
    QCOMPARE(changed.count(), 1);
}

void TestViewport::clickingTheGizmoLooksFromThere()
{
    m_viewport->setReducedMotion(true);
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    for (const GizmoBall& ball : gizmoBalls({}, gizmoRect(m_viewport->size()))) {
        if (ball.view != NamedView::Left)
            continue;
        QTest::mouseMove(m_viewport.get(), ball.centre.toPoint());
        QTest::mouseClick(m_viewport.get(), Qt::LeftButton, {}, ball.centre.toPoint());
    }
    QCOMPARE(m_viewport->view().orbit.yaw, std::numbers::pi / 2.0);
}

void TestViewport::draggingTheGizmoOrbits()
{
    m_viewport->setNavigation(NavigationPreset::Blender); // where a plain drag does nothing elsewhere
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    const QPoint middle = gizmoRect(m_viewport->size()).center().toPoint();
    QTest::mouseMove(m_viewport.get(), middle);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(m_viewport.get(), middle + QPoint(-30, 0));
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, middle + QPoint(-30, 0));
    QVERIFY(m_viewport->view().orbit.yaw > 0.1);
}

void TestViewport::overlayMixesBothPictures()
{
    m_viewport->setPhoto(plain(Qt::red));
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Overlay;
    m_viewport->setView(view);
    const QColor half = at(216, 200);
    QVERIFY(qAbs(half.red() - 128) < 3 && qAbs(half.blue() - 128) < 3);
    auto* slider = m_viewport->findChild<QSlider*>(QStringLiteral("overlaySlider"));
    QVERIFY(slider->isVisible());
    slider->setValue(100);
    QCOMPARE(at(216, 200), QColor(Qt::red));
    m_viewport->setOverlayOpacity(-3.0);
    QCOMPARE(slider->value(), 0);
    QCOMPARE(at(216, 200), QColor(Qt::blue));
}

void TestViewport::flickerShowsThemByTurns()
{
    m_viewport->setPhoto(plain(Qt::red));
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    ViewState view = m_viewport->view();
    view.compare = CompareMode::Flicker;
    m_viewport->setView(view);
    QTRY_COMPARE(at(216, 300), QColor(Qt::red));
    QTRY_COMPARE(at(216, 300), QColor(Qt::blue));
    view.compare = CompareMode::Off;
    m_viewport->setView(view);
    QCOMPARE(at(216, 300), QColor(Qt::blue));
}

void TestViewport::handlesAreDraggedInHeights()
{
    m_viewport->setFrame(plain(Qt::blue), {.matchesPhoto = true});
    ViewState view = m_viewport->view();
    view.matchesPhoto = false;
    m_viewport->setView(view);
    m_viewport->setHandles({{QStringLiteral("jaw"), QStringLiteral("Jaw"), view.orbit.target}}); // in the middle
    QSignalSpy grabbed(m_viewport.get(), &Viewport::handleGrabbed);
    QSignalSpy dragged(m_viewport.get(), &Viewport::handleDragged);
    QSignalSpy released(m_viewport.get(), &Viewport::handleReleased);
    QSignalSpy moved(m_viewport.get(), &Viewport::viewChanged);
    QTest::mousePress(m_viewport.get(), Qt::LeftButton, {}, {216, 216});
    QTest::mouseMove(m_viewport.get(), {216, 324});
    QTest::mouseRelease(m_viewport.get(), Qt::LeftButton, {}, {216, 324});
    QCOMPARE(grabbed.count(), 1);
    QCOMPARE(dragged.last().at(1).toPointF(), QPointF(0.0, -0.25)); // a quarter of the height, downwards
    QCOMPARE(released.count(), 1);
    QCOMPARE(moved.count(), 0);
}

void TestViewport::handlesGoWithTheCamera()
{
    mesh::OrbitView orbit;
    const PlacedCamera front{mesh::orbitCamera(orbit), QRectF(0, 0, 400, 400)};
    const std::vector<ViewHandle> handles = {{QStringLiteral("a"), {}, orbit.target}, {QStringLiteral("b"), {}, orbit.target + Eigen::Vector3d(0.05, 0.0, 0.0)}};
    const auto placed = placeHandles(handles, front);
    QVERIFY((placed[0].centre - QPointF(200.0, 200.0)).manhattanLength() < 1e-6);
    QVERIFY(placed[1].centre.x() > 230.0); // the subject's left is on the right
    QCOMPARE(handleHit(placed, placed[1].centre + QPointF(4.0, 4.0))->id, QStringLiteral("b"));
    QVERIFY(!handleHit(placed, {10.0, 10.0}));
    const std::vector<ViewHandle> behind = {{QStringLiteral("c"), {}, orbit.target + Eigen::Vector3d(0.0, 0.0, 5.0)}};
    QVERIFY(placeHandles(behind, front).empty()); // behind the camera
}

void TestViewport::backdropsFillTheViewport()
{
    QImage clear(16, 16, QImage::Format_ARGB32_Premultiplied);
    clear.fill(Qt::transparent);
    m_viewport->setFrame(clear, {.matchesPhoto = true});
    ViewDressing dressing;
    dressing.backdrop = Backdrop::White;
    m_viewport->setDressing(dressing);
    QCOMPARE(at(216, 300), QColor(Qt::white));
    dressing.backdrop = Backdrop::Colour;
    dressing.colour = QColor(10, 80, 40);
    m_viewport->setDressing(dressing);
    QCOMPARE(at(216, 300), QColor(10, 80, 40));
    dressing.backdrop = Backdrop::Picture;
    dressing.picture = plain(Qt::magenta);
    m_viewport->setDressing(dressing);
    QCOMPARE(at(5, 5 + 200), QColor(Qt::magenta)); // also beside the flat picture
}

void TestViewport::picturesLeaveTheToolsOut()
{
    m_viewport->setFrame(plain(Qt::blue), m_viewport->frameView());
    ViewDressing dressing;
    dressing.hasSafeAreas = true;
    m_viewport->setDressing(dressing);
    m_viewport->setNote(QStringLiteral("A note"));
    const QImage shown = m_viewport->grab().toImage(), kept = m_viewport->picture();
    QCOMPARE(kept.size(), shown.size());
    QCOMPARE(kept.pixelColor(40, 24), QColor(Qt::blue)); // under the note
    QVERIFY(shown.pixelColor(40, 24) != QColor(Qt::blue));
}

QTEST_MAIN(TestViewport)
#include "tst_viewport.moc"
