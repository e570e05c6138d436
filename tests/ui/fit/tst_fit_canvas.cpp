// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_canvas.h"

#include <QSignalSpy>
#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::ui;
using reconstruct::LandmarkOrigin;

namespace {

constexpr int kPhoto = 400; // pixels

QVector<LandmarkMark> marks()
{
    QVector<LandmarkMark> list;
    for (int i = 0; i < 68; ++i) {
        const QPointF at(100.0 + 20.0 * (i % 10), 100.0 + 25.0 * (i / 10));
        list.append({.place = at, .fitted = at + QPointF(3.0, 0.0), .origin = LandmarkOrigin::Found, .residual = 0.02});
    }
    return list;
}

} // namespace

class TestFitCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void mapsBackAndForth();
    void dragsALandmark();
    void dragsFinerWithShift();
    void putsBackOnEscape();
    void keepsLandmarksInThePhoto();
    void panPassesOverLandmarks();
    void zoomsToThePointer();
    void walksAndNudgesByKeyboard();
    void togglesAndResetsByKeyboard();
    void drawsEveryState();

private:
    [[nodiscard]] QPoint at(int landmark) const
    {
        return m_canvas->toWidget(m_canvas->marks()[landmark].place).toPoint();
    }
    void drag(int landmark, const QPoint& by, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint from = at(landmark);
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, modifiers, from);
        for (const double share : {0.5, 1.0}) {
            QMouseEvent move(QEvent::MouseMove, QPointF(from) + share * QPointF(by), m_canvas->mapToGlobal(from + by),
                             Qt::NoButton, Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(m_canvas.get(), &move);
        }
    }
    void release() { QTest::mouseRelease(m_canvas.get(), Qt::LeftButton); }

    std::unique_ptr<FitCanvas> m_canvas;
};

void TestFitCanvas::init()
{
    m_canvas = std::make_unique<FitCanvas>();
    m_canvas->resize(600, 600);
    QImage photo(kPhoto, kPhoto, QImage::Format_RGB32);
    photo.fill(Qt::darkGray);
    m_canvas->setPhoto(photo);
    m_canvas->setMarks(marks());
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
}

void TestFitCanvas::mapsBackAndForth()
{
    const QPointF there = m_canvas->toPhoto(m_canvas->toWidget({123.0, 45.0}));
    QVERIFY((there - QPointF(123.0, 45.0)).manhattanLength() < 1e-6);
    m_canvas->showPhoto();
    QVERIFY((m_canvas->toWidget({200.0, 200.0}) - QPointF(300.0, 300.0)).manhattanLength() < 1e-6);
}

void TestFitCanvas::dragsALandmark()
{
    QSignalSpy moved(m_canvas.get(), &FitCanvas::landmarkMoved), started(m_canvas.get(), &FitCanvas::gestureStarted),
        finished(m_canvas.get(), &FitCanvas::gestureFinished);
    const QPointF before = m_canvas->marks()[33].place;
    drag(33, {30, 20});
    QCOMPARE(finished.count(), 0);
    release();
    QCOMPARE(m_canvas->selected(), 33);
    QCOMPARE(started.count(), 1);
    QCOMPARE(moved.count(), 2);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(moved.last()[0].toInt(), 33);
    const QPointF by = moved.last()[1].toPointF() - before;
    QVERIFY((by - QPointF(30.0, 20.0) / m_canvas->zoom()).manhattanLength() < 1e-6);
}

void TestFitCanvas::dragsFinerWithShift()
{
    const QPointF before = m_canvas->marks()[33].place;
    drag(33, {30, 20}, Qt::ShiftModifier);
    release();
    const QPointF by = m_canvas->marks()[33].place - before;
    QVERIFY((by - QPointF(3.0, 2.0) / m_canvas->zoom()).manhattanLength() < 1e-6);
}

void TestFitCanvas::putsBackOnEscape()
{
    const QPointF before = m_canvas->marks()[33].place;
    QSignalSpy finished(m_canvas.get(), &FitCanvas::gestureFinished);
    drag(33, {30, 20});
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QCOMPARE(m_canvas->marks()[33].place, before);
    QCOMPARE(finished.count(), 1);
    release();
    QCOMPARE(finished.count(), 1);
}

void TestFitCanvas::keepsLandmarksInThePhoto()
{
    drag(0, {-5000, -5000});
    release();
    QCOMPARE(m_canvas->marks()[0].place, QPointF(0.0, 0.0));
}

void TestFitCanvas::panPassesOverLandmarks()
{
    QSignalSpy moved(m_canvas.get(), &FitCanvas::landmarkMoved);
    const QPoint from = at(33);
    QTest::mousePress(m_canvas.get(), Qt::MiddleButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(from) + QPointF(50.0, 0.0), m_canvas->mapToGlobal(from), Qt::NoButton,
                     Qt::MiddleButton, {});
    QCoreApplication::sendEvent(m_canvas.get(), &move);
    QTest::mouseRelease(m_canvas.get(), Qt::MiddleButton);
    QCOMPARE(moved.count(), 0);
    QVERIFY((QPointF(at(33)) - QPointF(from) - QPointF(50.0, 0.0)).manhattanLength() < 1.01); // whole pixels
}

void TestFitCanvas::zoomsToThePointer()
{
    const QPointF pointer(200.0, 150.0), held = m_canvas->toPhoto(pointer);
    const double before = m_canvas->zoom();
    QWheelEvent wheel(pointer, m_canvas->mapToGlobal(pointer), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_canvas.get(), &wheel);
    QVERIFY(m_canvas->zoom() > 1.2 * before);
    QVERIFY((m_canvas->toPhoto(pointer) - held).manhattanLength() < 1e-6);
}

void TestFitCanvas::walksAndNudgesByKeyboard()
{
    QSignalSpy chosen(m_canvas.get(), &FitCanvas::selectionChanged), finished(m_canvas.get(), &FitCanvas::gestureFinished);
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QCOMPARE(m_canvas->selected(), 0);
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QCOMPARE(m_canvas->selected(), 67);
    QCOMPARE(chosen.count(), 2);
    const QPointF before = m_canvas->marks()[67].place;
    QTest::keyClick(m_canvas.get(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(m_canvas.get(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY((m_canvas->marks()[67].place - before - QPointF(1.0, -0.1)).manhattanLength() < 1e-9);
    QCOMPARE(finished.count(), 2);
}

void TestFitCanvas::togglesAndResetsByKeyboard()
{
    QSignalSpy toggled(m_canvas.get(), &FitCanvas::landmarkToggled), reset(m_canvas.get(), &FitCanvas::landmarkReset);
    QTest::keyClick(m_canvas.get(), Qt::Key_Delete);
    QCOMPARE(toggled.count(), 0); // none is chosen
    m_canvas->select(12);
    QTest::keyClick(m_canvas.get(), Qt::Key_Delete);
    QTest::keyClick(m_canvas.get(), Qt::Key_Backspace);
    QCOMPARE(toggled.first()[0].toInt(), 12);
    QCOMPARE(reset.first()[0].toInt(), 12);
}

void TestFitCanvas::drawsEveryState()
{
    const QImage plain = m_canvas->grab().toImage();
    auto list = marks();
    list[30].origin = LandmarkOrigin::Placed;
    list[31].origin = LandmarkOrigin::Absent;
    m_canvas->setMarks(list);
    const QImage said = m_canvas->grab().toImage();
    QVERIFY(said != plain);
    m_canvas->setWire({QLineF(120.0, 120.0, 280.0, 280.0)});
    const QImage wired = m_canvas->grab().toImage();
    QVERIFY(wired != said);
    m_canvas->setWireShown(false);
    QCOMPARE(m_canvas->grab().toImage(), said);
    m_canvas->setResidualsShown(true);
    QVERIFY(m_canvas->grab().toImage() != said);
}

QTEST_MAIN(TestFitCanvas)
#include "tst_fit_canvas.moc"
