// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_lane.h"

#include "avatar/clip_edits.h"
#include "ui/timeline/timeline_panel.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

namespace {

/// A clip "Nod" from 1 to 3 s whose motion lasts 2 s.
avatar::Timeline withNod()
{
    const avatar::Timeline keyed = avatar::withKey(avatar::withKey({}, "headPitch", 0.0, 0.0), "headPitch", 2.0, 10.0);
    return avatar::withClip({}, "Nod", keyed.tracks, 1.0).timeline;
}

} // namespace

class TestClipLane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_panel.reset(); }
    void isSeenOnlyWithClips();
    void overlappingClipsLieInRows();
    void aDragMovesItAsOneGesture();
    void itsEndsTrimStretchAndRepeat();
    void escapePutsItBack();
    void isWorkedByKeyboard();
    void theBarChangesTheChosenOne();
    void theMenuMakesDoublesBakesAndRemoves();
    void blinksAddToWhatTheHeadDoes();

private:
    [[nodiscard]] ClipLane& lane() { return m_panel->clipLane(); }
    [[nodiscard]] TimelineScene& scene() { return m_panel->scene(); }
    [[nodiscard]] const avatar::ClipPlace& place(const std::string& name = "Nod") { return avatar::findClip(scene().timeline(), name).place; }
    void drag(QPointF from, double seconds, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint start = from.toPoint(), to = start + QPoint(int(std::lround(seconds * scene().view().pixelsPerSecond)), 0);
        QTest::mousePress(&lane(), Qt::LeftButton, modifiers, start);
        for (const QPoint& at : {(start + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, lane().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(&lane(), &move);
        }
        QTest::mouseRelease(&lane(), Qt::LeftButton, modifiers, to);
    }
    void choose(const char* entry)
    {
        auto* menu = m_panel->findChild<QToolButton*>(QStringLiteral("timeline.menu"))->menu();
        Q_EMIT menu->aboutToShow();
        auto* action = menu->findChild<QAction*>(QLatin1String(entry));
        QVERIFY2(action && action->isEnabled(), entry);
        action->trigger();
    }
    std::unique_ptr<TimelinePanel> m_panel;
};

void TestClipLane::init()
{
    m_panel = std::make_unique<TimelinePanel>();
    m_panel->resize(1200, 320);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->setTimeline(withNod(), {});
    m_panel->fit();
}

void TestClipLane::isSeenOnlyWithClips()
{
    QVERIFY(lane().isVisible());
    QVERIFY(m_panel->findChild<QWidget*>(QStringLiteral("clipHead"))->isVisible());
    m_panel->setTimeline({}, {});
    QVERIFY(!lane().isVisible());
    QVERIFY(!m_panel->findChild<QWidget*>(QStringLiteral("clipHead"))->isVisible());
    QVERIFY(!m_panel->findChild<QWidget*>(QStringLiteral("clipBar"))->isVisible());
}

void TestClipLane::overlappingClipsLieInRows()
{
    const auto doubled = avatar::withClipDoubled(withNod(), "Nod");
    m_panel->setTimeline(doubled.timeline, {});
    QCOMPARE(lane().barOf("Nod").top(), lane().barOf("Nod 2").top()); // one behind the other
    avatar::ClipPlace early = avatar::findClip(doubled.timeline, "Nod 2").place;
    early.start = 2.0;
    m_panel->setTimeline(avatar::withClipPlaced(doubled.timeline, "Nod 2", early), {});
    QVERIFY(lane().barOf("Nod 2").top() >= lane().barOf("Nod").bottom());
    QCOMPARE(lane().height(), 2 * ClipLane::kRowHeight);
    QCOMPARE(lane().clipAt(lane().barOf("Nod 2").center()), std::string("Nod 2"));
    QCOMPARE(m_panel->findChild<QWidget*>(QStringLiteral("clipHead"))->height(), lane().height());
}

void TestClipLane::aDragMovesItAsOneGesture()
{
    QSignalSpy starts(m_panel.get(), &TimelinePanel::gestureStarted), ends(m_panel.get(), &TimelinePanel::gestureFinished);
    drag(lane().barOf("Nod").center(), 0.5);
    QCOMPARE(place().start, 1.5);
    QCOMPARE(scene().chosenClip(), std::string("Nod"));
    QCOMPARE(starts.count(), 1);
    QCOMPARE(ends.count(), 1);
    drag(lane().barOf("Nod").center(), -9.0);
    QCOMPARE(place().start, 0.0);
}

void TestClipLane::itsEndsTrimStretchAndRepeat()
{
    const auto right = [this] { return QPointF(lane().barOf("Nod").right() - 2.0, lane().barOf("Nod").center().y()); };
    const auto left = [this] { return QPointF(lane().barOf("Nod").left() + 2.0, lane().barOf("Nod").center().y()); };
    drag(left(), 0.5);
    QCOMPARE(place().start, 1.5);
    QCOMPARE(place().from, 0.5);
    QCOMPARE(place().end(), 3.0);
    drag(right(), -0.5);
    QCOMPARE(place().to, 1.5);
    QCOMPARE(place().speed, 1.0);
    drag(right(), 1.0, Qt::AltModifier);
    QCOMPARE(place().speed, 0.5);
    QVERIFY(std::abs(place().end() - 3.5) < 1e-9);
    drag(right(), 1.0, Qt::ControlModifier);
    QVERIFY(std::abs(place().repeats - 1.5) < 1e-9);
}

void TestClipLane::escapePutsItBack()
{
    const QPoint from = lane().barOf("Nod").center().toPoint(), to = from + QPoint(120, 0);
    QTest::mousePress(&lane(), Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, lane().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(&lane(), &move);
    QVERIFY(place().start > 1.0);
    QTest::keyClick(&lane(), Qt::Key_Escape);
    QCOMPARE(place().start, 1.0);
    QTest::mouseRelease(&lane(), Qt::LeftButton, {}, to);
    QCOMPARE(place().start, 1.0);
}

void TestClipLane::isWorkedByKeyboard()
{
    lane().setFocus();
    QTest::keyClick(&lane(), Qt::Key_Down);
    QCOMPARE(scene().chosenClip(), std::string("Nod"));
    QTest::keyClick(&lane(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(place().start, 1.0 + 1.0 / 24.0);
    QTest::keyClick(&lane(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(place().start, 1.0);
    auto* spoken = QAccessible::queryAccessibleInterface(&lane());
    QVERIFY(spoken && spoken->text(QAccessible::Value).contains(QLatin1String("Nod")));
    QTest::keyClick(&lane(), Qt::Key_Delete);
    QVERIFY(scene().timeline().clips.empty());
    QVERIFY(scene().chosenClip().empty());
}

void TestClipLane::theBarChangesTheChosenOne()
{
    scene().chooseClip("Nod");
    QVERIFY(m_panel->findChild<QWidget*>(QStringLiteral("clipBar"))->isVisible());
    const auto set = [this](const char* field, double value) { m_panel->findChild<QDoubleSpinBox*>(QLatin1String(field))->setValue(value); };
    set("clip.start", 2.0);
    set("clip.to", 1.5);
    set("clip.weight", 60.0);
    set("clip.fadeIn", 0.5);
    set("clip.repeats", 2.0);
    QCOMPARE(place().start, 2.0);
    QCOMPARE(place().to, 1.5);
    QCOMPARE(place().weight, 0.6);
    QCOMPARE(place().fadeIn, 0.5);
    QCOMPARE(place().repeats, 2.0);
    set("clip.to", 99.0); // beyond its motion
    QCOMPARE(m_panel->findChild<QDoubleSpinBox*>(QStringLiteral("clip.to"))->value(), 2.0);
    m_panel->findChild<QToolButton*>(QStringLiteral("clip.mute"))->click();
    QVERIFY(place().isMuted);
    auto* name = m_panel->findChild<QLineEdit*>(QStringLiteral("clip.name"));
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Yes"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(scene().timeline().clips.contains("Yes"));
    QCOMPARE(scene().chosenClip(), std::string("Yes"));
}

void TestClipLane::theMenuMakesDoublesBakesAndRemoves()
{
    avatar::Timeline keyed = avatar::withKey(avatar::withKey({}, "jawOpen", 0.5, 0.0), "jawOpen", 1.5, 0.7);
    m_panel->setTimeline(keyed, {});
    scene().selectAll();
    choose("timeline.clipOfKeys");
    QVERIFY(scene().timeline().tracks.empty());
    const std::string name = scene().chosenClip();
    QCOMPARE(place(name).start, 0.5);
    choose("timeline.doubleClip");
    QCOMPARE(scene().timeline().clips.size(), std::size_t{2});
    choose("timeline.removeClip");
    QCOMPARE(scene().timeline().clips.size(), std::size_t{1});
    scene().chooseClip(name);
    choose("timeline.bakeClip");
    QVERIFY(scene().timeline().clips.empty());
    QVERIFY(std::abs(scene().timeline().track("jawOpen")->valueAt(1.0) - keyed.track("jawOpen")->valueAt(1.0)) < 1e-9);
}

void TestClipLane::blinksAddToWhatTheHeadDoes()
{
    m_panel->setTimeline({}, {});
    choose("timeline.clipOfBlinks");
    QCOMPARE(scene().timeline().clips.size(), std::size_t{1});
    const avatar::MotionClip& clip = scene().timeline().clips.begin()->second;
    QVERIFY(clip.place.blend == avatar::ClipBlend::Add);
    head::ControlValues squinting;
    squinting.set("eyeBlinkLeft", 0.3);
    double most = 0.0, least = 1.0;
    for (double time = 0.0; time < 5.0; time += 1.0 / 24.0) {
        const double lid = avatar::posedAt(squinting, scene().timeline(), time).get("eyeBlinkLeft");
        most = std::max(most, lid);
        least = std::min(least, lid);
    }
    QCOMPARE(least, 0.3);
    QVERIFY(most > 0.95);
}

QTEST_MAIN(TestClipLane)
#include "tst_clip_lane.moc"
