// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/curve_editor.h"
#include "ui/timeline/dope_sheet.h"
#include "ui/timeline/timeline_panel.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

#include <cmath>

using namespace effigy;
using namespace effigy::ui;
using avatar::KeyRef;
using avatar::KeySelection;
using avatar::Tangent;

namespace {

avatar::Timeline twoTracks()
{
    avatar::Timeline timeline;
    for (const double time : {0.0, 1.0, 2.0})
        timeline = avatar::withKey(std::move(timeline), "jawOpen", time, 0.25 * time);
    timeline = avatar::withKey(std::move(timeline), "mouthSmileLeft", 1.0, 0.4);
    return avatar::withKey(std::move(timeline), "mouthSmileLeft", 3.0, 0.8);
}

avatar::Timeline manyKeys(int tracks, int keys)
{
    avatar::Timeline timeline;
    timeline.end = 100.0;
    for (int t = 0; t < tracks; ++t) {
        std::vector<avatar::Key> list;
        for (int k = 0; k < keys; ++k)
            list.push_back({.time = 100.0 * k / keys, .value = 0.5 + 0.5 * std::sin(0.3 * k + t), .in = {}, .out = {}});
        timeline.tracks.emplace(std::string(head::arkitNames()[std::size_t(t)]), avatar::Track(list));
    }
    return timeline;
}

void drag(QWidget* widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 4; ++i) {
        const QPointF at = QPointF(from) + (QPointF(to) - QPointF(from)) * i / 4.0;
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
}

} // namespace

class TestTimelinePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_panel.reset(); }
    void listsTracksInTheOrderOfControls();
    void aClickChoosesAKey();
    void theTopRowChoosesAllKeysOfAMoment();
    void draggedKeysMoveAndSnap();
    void aDragIsOneGesture();
    void escapePutsKeysBack();
    void altStretches();
    void aBoxChooses();
    void doubleClickAddsAKeyOnTheCurve();
    void deleteRemoves();
    void copiesAndPastesAtThePlayhead();
    void tangentKeys();
    void arrowsGoByFramesAndKeys();
    void rangeKeys();
    void spacePlaysAndLoops();
    void shuttleChangesSpeed();
    void snappingCanBeTurnedOff();
    void homeFits();
    void curvesDragKeysInTimeAndValue();
    void curvesDragHandles();
    void theMenuGenerates();
    void theFrameRateKeepsMoments();
    void partsHaveNames();
    void tenThousandKeysStaySmooth();

private:
    [[nodiscard]] TimelineScene& scene() { return m_panel->scene(); }
    [[nodiscard]] QPoint at(const char* id, double time) { return m_panel->dopeSheet().placeOf({id, time}).toPoint(); }
    [[nodiscard]] const avatar::Timeline& timeline() { return scene().timeline(); }
    std::unique_ptr<TimelinePanel> m_panel;
};

void TestTimelinePanel::init()
{
    m_panel = std::make_unique<TimelinePanel>();
    m_panel->resize(1000, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->setTimeline(twoTracks(), {});
    m_panel->fit();
    m_panel->dopeSheet().setFocus();
}

void TestTimelinePanel::listsTracksInTheOrderOfControls()
{
    auto* list = m_panel->findChild<QListWidget*>(QStringLiteral("trackList"));
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(1)->data(Qt::UserRole).toString(), QStringLiteral("jawOpen"));
    QCOMPARE(list->item(2)->text(), QStringLiteral("Smile left"));
    list->setCurrentRow(2);
    QCOMPARE(scene().shownTracks(), QStringList{QStringLiteral("mouthSmileLeft")});
}

void TestTimelinePanel::aClickChoosesAKey()
{
    QTest::mouseClick(&m_panel->dopeSheet(), Qt::LeftButton, {}, at("jawOpen", 1.0));
    QCOMPARE(scene().selection(), (KeySelection{{"jawOpen", 1.0}}));
    QTest::mouseClick(&m_panel->dopeSheet(), Qt::LeftButton, Qt::ShiftModifier, at("mouthSmileLeft", 3.0));
    QCOMPARE(scene().selection().size(), std::size_t{2});
    QTest::mouseClick(&m_panel->dopeSheet(), Qt::LeftButton, Qt::ControlModifier, at("jawOpen", 1.0));
    QCOMPARE(scene().selection(), (KeySelection{{"mouthSmileLeft", 3.0}}));
    QTest::mouseClick(&m_panel->dopeSheet(), Qt::LeftButton, {}, at("jawOpen", 1.0) + QPoint(0, 2 * DopeSheet::kRowHeight + 20));
    QVERIFY(scene().selection().empty());
}

void TestTimelinePanel::theTopRowChoosesAllKeysOfAMoment()
{
    QTest::mouseClick(&m_panel->dopeSheet(), Qt::LeftButton, {}, QPoint(at("jawOpen", 1.0).x(), DopeSheet::kRowHeight / 2));
    QCOMPARE(scene().selection(), (KeySelection{{"jawOpen", 1.0}, {"mouthSmileLeft", 1.0}}));
}

void TestTimelinePanel::draggedKeysMoveAndSnap()
{
    const double frames = scene().view().pixelsPerSecond / timeline().fps;
    drag(&m_panel->dopeSheet(), at("jawOpen", 1.0), at("jawOpen", 1.0) + QPoint(int(std::lround(5.3 * frames)), 0));
    QCOMPARE(scene().selection(), (KeySelection{{"jawOpen", 29.0 / 24.0}}));
    QVERIFY(timeline().track("jawOpen")->find(29.0 / 24.0));
}

void TestTimelinePanel::aDragIsOneGesture()
{
    QSignalSpy started(m_panel.get(), &TimelinePanel::gestureStarted), edited(m_panel.get(), &TimelinePanel::edited), finished(m_panel.get(), &TimelinePanel::gestureFinished);
    drag(&m_panel->dopeSheet(), at("jawOpen", 1.0), at("jawOpen", 1.0) + QPoint(60, 0));
    QCOMPARE(started.count(), 1);
    QCOMPARE(finished.count(), 1);
    QVERIFY(edited.count() >= 2);
}

void TestTimelinePanel::escapePutsKeysBack()
{
    QTest::mousePress(&m_panel->dopeSheet(), Qt::LeftButton, {}, at("jawOpen", 1.0));
    const QPointF to = at("jawOpen", 1.0) + QPoint(60, 0);
    QMouseEvent move(QEvent::MouseMove, to, to, Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(&m_panel->dopeSheet(), &move);
    QVERIFY(!(timeline() == twoTracks()));
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Escape);
    QVERIFY(timeline() == twoTracks());
}

void TestTimelinePanel::altStretches()
{
    scene().select({{"jawOpen", 0.0}, {"jawOpen", 1.0}, {"jawOpen", 2.0}});
    const int second = int(scene().view().pixelsPerSecond);
    drag(&m_panel->dopeSheet(), at("jawOpen", 2.0), at("jawOpen", 2.0) + QPoint(second, 0), Qt::AltModifier);
    QCOMPARE(scene().selection().size(), std::size_t{3});
    QVERIFY(timeline().track("jawOpen")->find(0.0));
    QVERIFY(std::abs(timeline().track("jawOpen")->keys()[2].time - 3.0) < 0.05); // a pixel or so
    QVERIFY(std::abs(timeline().track("jawOpen")->keys()[1].time - 1.5) < 0.03);
}

void TestTimelinePanel::aBoxChooses()
{
    drag(&m_panel->dopeSheet(), at("jawOpen", 1.0) + QPoint(-20, -8), at("mouthSmileLeft", 1.0) + QPoint(20, 8));
    QCOMPARE(scene().selection(), (KeySelection{{"jawOpen", 1.0}, {"mouthSmileLeft", 1.0}}));
}

void TestTimelinePanel::doubleClickAddsAKeyOnTheCurve()
{
    const double before = timeline().track("jawOpen")->valueAt(0.5);
    QTest::mouseDClick(&m_panel->dopeSheet(), Qt::LeftButton, {}, at("jawOpen", 0.5));
    QVERIFY(timeline().track("jawOpen")->find(0.5));
    QVERIFY(std::abs(timeline().track("jawOpen")->valueAt(0.5) - before) < 1e-12);
}

void TestTimelinePanel::deleteRemoves()
{
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(scene().selection().size(), std::size_t{5});
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Delete);
    QVERIFY(timeline().tracks.empty());
}

void TestTimelinePanel::copiesAndPastesAtThePlayhead()
{
    scene().select({{"jawOpen", 1.0}, {"jawOpen", 2.0}});
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_C, Qt::ControlModifier);
    scene().setPlayhead(3.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(scene().selection(), (KeySelection{{"jawOpen", 3.0}, {"jawOpen", 4.0}}));
    QGuiApplication::clipboard()->setText(QStringLiteral("a poem"));
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(timeline().keyCount(), std::size_t{7});
}

void TestTimelinePanel::tangentKeys()
{
    scene().select({{"jawOpen", 1.0}});
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_3);
    QCOMPARE(timeline().track("jawOpen")->keys()[1].tangent, Tangent::Hold);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_2);
    QCOMPARE(timeline().track("jawOpen")->keys()[1].tangent, Tangent::Linear);
    QTest::mouseClick(m_panel->findChild<QToolButton*>(QStringLiteral("timeline.bezier")), Qt::LeftButton);
    QCOMPARE(timeline().track("jawOpen")->keys()[1].tangent, Tangent::Bezier);
}

void TestTimelinePanel::arrowsGoByFramesAndKeys()
{
    QSignalSpy moved(m_panel.get(), &TimelinePanel::timeChanged);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Right);
    QCOMPARE(scene().playhead(), 1.0 / 24.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(scene().playhead(), 1.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(scene().playhead(), 3.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(scene().playhead(), 2.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Left);
    QCOMPARE(scene().playhead(), 2.0 - 1.0 / 24.0);
    QCOMPARE(moved.count(), 6);
}

void TestTimelinePanel::rangeKeys()
{
    scene().setPlayhead(1.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_I);
    scene().setPlayhead(3.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_O);
    QCOMPARE(timeline().start, 1.0);
    QCOMPARE(timeline().end, 3.0);
    scene().setPlayhead(0.5);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_O); // before the start: the shortest range
    QVERIFY(timeline().end > timeline().start);
}

void TestTimelinePanel::spacePlaysAndLoops()
{
    m_panel->setTimeline(avatar::withRange(twoTracks(), 0.0, 0.1), {});
    QSignalSpy playing(m_panel.get(), &TimelinePanel::playingChanged), moved(m_panel.get(), &TimelinePanel::timeChanged);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Space);
    QTRY_VERIFY(moved.count() > 12); // longer than the range
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Space);
    QCOMPARE(playing.count(), 2);
    bool wentBack = false;
    for (int i = 1; i < moved.count(); ++i) {
        QVERIFY(moved[i][0].toDouble() >= 0.0 && moved[i][0].toDouble() < 0.1);
        wentBack = wentBack || moved[i][0].toDouble() < moved[i - 1][0].toDouble();
    }
    QVERIFY(wentBack);
    m_panel->transport().setLooping(false);
    scene().setPlayhead(0.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Space);
    QTRY_VERIFY(!m_panel->transport().isPlaying());
    QCOMPARE(scene().playhead(), 0.1);
}

void TestTimelinePanel::shuttleChangesSpeed()
{
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_L);
    QCOMPARE(m_panel->transport().rate(), 1.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_L);
    QCOMPARE(m_panel->transport().rate(), 2.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_J);
    QCOMPARE(m_panel->transport().rate(), 1.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_J);
    QCOMPARE(m_panel->transport().rate(), -1.0);
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_K);
    QVERIFY(!m_panel->transport().isPlaying());
}

void TestTimelinePanel::snappingCanBeTurnedOff()
{
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_S);
    QVERIFY(!m_panel->findChild<QToolButton*>(QStringLiteral("timeline.snap"))->isChecked());
    drag(&m_panel->dopeSheet(), at("jawOpen", 1.0), at("jawOpen", 1.0) + QPoint(7, 0));
    const double time = timeline().track("jawOpen")->keys()[1].time;
    QVERIFY(std::abs(time - 1.0 - 7.0 / scene().view().pixelsPerSecond) < 1e-9);
}

void TestTimelinePanel::homeFits()
{
    scene().setView({.start = 40.0, .pixelsPerSecond = 9.0});
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_Home);
    QVERIFY(scene().view().xOf(0.0) > 0.0 && scene().view().xOf(0.0) < 50.0);
    QVERIFY(scene().view().xOf(5.0) < m_panel->dopeSheet().width() && scene().view().xOf(5.0) > m_panel->dopeSheet().width() - 50);
}

void TestTimelinePanel::curvesDragKeysInTimeAndValue()
{
    QTest::keyClick(&m_panel->dopeSheet(), Qt::Key_C);
    QVERIFY(m_panel->isShowingCurves());
    auto& curves = m_panel->curves();
    QTRY_VERIFY(curves.isVisible());
    auto* plot = curves.findChild<QWidget*>(QStringLiteral("curvePlot"));
    QVERIFY(curves.lowest() < 0.0 && curves.highest() > 0.8);
    const QPoint from = curves.placeOf({"jawOpen", 1.0}).toPoint();
    const double perPixel = (curves.highest() - curves.lowest()) / curves.height();
    drag(plot, from, from + QPoint(0, -30));
    QVERIFY(std::abs(timeline().track("jawOpen")->valueAt(1.0) - (0.25 + 30.0 * perPixel)) < 1e-9);
    drag(plot, curves.placeOf({"jawOpen", 1.0}).toPoint(), curves.placeOf({"jawOpen", 1.0}).toPoint() + QPoint(40, 4), Qt::ShiftModifier);
    const auto key = timeline().track("jawOpen")->keys()[1];
    QVERIFY(key.time > 1.0);
    QVERIFY(std::abs(key.value - (0.25 + 30.0 * perPixel)) < 1e-9); // bound to time
}

void TestTimelinePanel::curvesDragHandles()
{
    m_panel->showCurves(true);
    auto& curves = m_panel->curves();
    auto* plot = curves.findChild<QWidget*>(QStringLiteral("curvePlot"));
    scene().select({{"jawOpen", 1.0}});
    const QPoint from = curves.placeOf({"jawOpen", 1.0}, avatar::HandleSide::Out).toPoint();
    QSignalSpy started(m_panel.get(), &TimelinePanel::gestureStarted), finished(m_panel.get(), &TimelinePanel::gestureFinished);
    drag(plot, from, from + QPoint(0, -25));
    const auto key = timeline().track("jawOpen")->keys()[1];
    QCOMPARE(key.handles, avatar::Handles::Aligned);
    QVERIFY(key.out.value > 0.0);
    QVERIFY(std::abs(key.in.value / key.in.time - key.out.value / key.out.time) < 1e-9);
    QCOMPARE(started.count(), 1);
    QCOMPARE(finished.count(), 1);
}

void TestTimelinePanel::theMenuGenerates()
{
    auto* more = m_panel->findChild<QToolButton*>(QStringLiteral("timeline.menu"));
    m_panel->setTimeline(avatar::withRange(twoTracks(), 0.0, 30.0), {});
    Q_EMIT more->menu()->aboutToShow();
    QSignalSpy edited(m_panel.get(), &TimelinePanel::edited);
    more->menu()->findChild<QAction*>(QStringLiteral("timeline.blinks"))->trigger();
    QVERIFY(timeline().track("eyeBlinkLeft"));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited[0][0].toString(), QStringLiteral("Blinks"));
}

void TestTimelinePanel::theFrameRateKeepsMoments()
{
    auto* fps = m_panel->findChild<QComboBox*>(QStringLiteral("timeline.fps"));
    const int index = fps->findData(60.0);
    fps->setCurrentIndex(index);
    Q_EMIT fps->activated(index);
    QCOMPARE(timeline().fps, 60.0);
    QVERIFY(timeline().track("jawOpen")->find(1.0));
}

void TestTimelinePanel::partsHaveNames()
{
    for (const QToolButton* button : m_panel->findChildren<QToolButton*>()) {
        QVERIFY2(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
        QVERIFY2(!button->icon().isNull(), qPrintable(button->objectName()));
    }
    QCOMPARE(m_panel->dopeSheet().accessibleName(), QStringLiteral("Dope sheet"));
    QCOMPARE(m_panel->curves().accessibleName(), QStringLiteral("Curve editor"));
}

void TestTimelinePanel::tenThousandKeysStaySmooth()
{
    m_panel->resize(1600, 500);
    m_panel->setTimeline(manyKeys(50, 200), {});
    QCOMPARE(timeline().keyCount(), std::size_t{10'000});
    m_panel->fit();
    QImage sheet(m_panel->dopeSheet().size(), QImage::Format_ARGB32_Premultiplied);
    const auto milliseconds = [](int times, const auto& step) {
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < times; ++i)
            step(i);
        return static_cast<double>(clock.nsecsElapsed()) * 1e-6 / times;
    };
    const double painting = milliseconds(20, [&](int i) {
        scene().setPlayhead(i);
        m_panel->dopeSheet().render(&sheet);
    });
    scene().selectAll();
    KeyDrag hand(&scene());
    hand.press(*scene().selection().begin(), 0.0, KeyDrag::Choice::Add);
    const double movingAll = milliseconds(10, [&](int i) { hand.move((i + 1) / 24.0, 0.0, false); });
    hand.release();
    scene().select({{timeline().tracks.begin()->first, timeline().tracks.begin()->second.keys()[40].time}});
    hand.press(*scene().selection().begin(), 0.0, KeyDrag::Choice::Add);
    const double movingOne = milliseconds(10, [&](int i) { hand.move(hand.startTime() + (i + 1) / 24.0, 0.0, false); });
    hand.release();
    m_panel->showCurves(true);
    QTRY_VERIFY(m_panel->curves().isVisible());
    QImage curves(m_panel->curves().size(), QImage::Format_ARGB32_Premultiplied);
    const double plotting = milliseconds(5, [&](int i) {
        scene().setView({.start = 0.1 * i, .pixelsPerSecond = 16.0});
        m_panel->curves().findChild<QWidget*>(QStringLiteral("curvePlot"))->repaint();
    });
    qInfo("10000 keys: sheet %.2f ms, moving all %.2f ms, moving one %.2f ms, 50 curves %.2f ms", painting, movingAll, movingOne, plotting);
    // No limit of time here; what must hold is that only what is seen is drawn: zoomed in, painting costs next to nothing.
    m_panel->showCurves(false);
    scene().setView({.start = 50.0, .pixelsPerSecond = 20'000.0});
    m_panel->dopeSheet().render(&sheet);
    QVERIFY(timeline().keyCount() > 9'000);
}

QTEST_MAIN(TestTimelinePanel)
#include "tst_timeline_panel.moc"
