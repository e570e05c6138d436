// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clip_edits.h"
#include "avatar/timeline_edits.h"
#include "core/avatar/avatar_fixture.h"
#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/control_pilot.h"
#include "ui/panels/value_slider.h"
#include "ui/timeline/dope_sheet.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_pilot.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

/// What a session shows and keeps while time passes.
class TestSessionTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_avatar = std::make_shared<const avatar::Avatar>(test::fittedContents()); }
    void init();
    void thePlayheadMovesAnimatedControls();
    void animatedControlsGetKeys();
    void aDragOfAnAnimatedControlIsOneStep();
    void withoutAutomaticKeysAValueLastsUntilThePlayheadMoves();
    void keysComeAndGo();
    void handsReachThroughClipsOrAreTold();
    void valuesWithoutKeysLieBeneathClips();
    void slidersShowClipsWhereThePlayheadIs();
    void resetKeysThePhotosValue();
    void regionsActOnWhatIsShownOnly();
    void bypassedControlsAreShownAsInThePhoto();
    void aPanelEditsAndPlaysTheDocument();
    void importsAndExportsMotion();

private:
    void set(const char* id, double value)
    {
        const std::pair<std::string, double> change[] = {{id, value}};
        m_session->setControls(change, QStringLiteral("Set"));
    }
    [[nodiscard]] double valueOf(const char* id) const { return m_session->pose().get(id); }
    std::shared_ptr<const avatar::Avatar> m_avatar;
    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
};

void TestSessionTime::init()
{
    m_session = std::make_unique<Session>(m_folder.filePath(QStringLiteral("recovery")));
    avatar::AvatarState state;
    state.controls.set("headYaw", 5.0);
    state.timeline = avatar::withKey(avatar::withKey({}, "jawOpen", 0.0, 0.0, avatar::Tangent::Linear), "jawOpen", 2.0, 1.0);
    m_session->adopt({.path = {}, .info = {}, .avatar = m_avatar, .document = avatar::Document(state)});
}

void TestSessionTime::thePlayheadMovesAnimatedControls()
{
    QSignalSpy moved(m_session.get(), &Session::timeChanged), edited(m_session.get(), &Session::historyChanged);
    m_session->setTime(0.5);
    QCOMPARE(valueOf("jawOpen"), 0.25);
    QCOMPARE(valueOf("headYaw"), 5.0);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(edited.count(), 0);
}

void TestSessionTime::animatedControlsGetKeys()
{
    m_session->setTime(1.0);
    set("jawOpen", 0.9);
    QCOMPARE(m_session->state().timeline.track("jawOpen")->keys().size(), std::size_t{3});
    QCOMPARE(m_session->keyMark(QStringLiteral("jawOpen")), KeyMark::Here);
    m_session->setTime(1.5);
    QCOMPARE(m_session->keyMark(QStringLiteral("jawOpen")), KeyMark::Animated);
    QCOMPARE(valueOf("jawOpen"), 0.95);
    set("headYaw", 8.0); // not animated
    QVERIFY(!m_session->state().timeline.track("headYaw"));
    QCOMPARE(m_session->keyMark(QStringLiteral("headYaw")), KeyMark::None);
}

void TestSessionTime::aDragOfAnAnimatedControlIsOneStep()
{
    m_session->setTime(1.0);
    m_session->beginGesture();
    for (int i = 1; i <= 5; ++i)
        set("jawOpen", 0.1 * i);
    m_session->endGesture();
    QCOMPARE(m_session->history().edits().size(), std::size_t{1});
    m_session->undo();
    QCOMPARE(m_session->state().timeline.track("jawOpen")->keys().size(), std::size_t{2});
}

void TestSessionTime::withoutAutomaticKeysAValueLastsUntilThePlayheadMoves()
{
    m_session->setAutoKey(false);
    m_session->setTime(1.0);
    set("jawOpen", 0.9);
    QCOMPARE(valueOf("jawOpen"), 0.9);
    QCOMPARE(m_session->keyMark(QStringLiteral("jawOpen")), KeyMark::Unkeyed);
    QVERIFY(!m_session->history().canUndo());
    m_session->addKey(QStringLiteral("jawOpen"));
    QCOMPARE(m_session->keyMark(QStringLiteral("jawOpen")), KeyMark::Here);
    set("jawOpen", 0.2);
    m_session->setTime(0.0);
    m_session->setTime(1.0);
    QCOMPARE(valueOf("jawOpen"), 0.9);
}

void TestSessionTime::handsReachThroughClipsOrAreTold()
{
    const avatar::Timeline turn = avatar::withKey(avatar::withKey({}, "headYaw", 0.0, 20.0), "headYaw", 4.0, 20.0);
    m_session->setTimeline(QStringLiteral("Clip"), avatar::withClip(m_session->state().timeline, "Turn", turn.tracks, 0.0).timeline);
    m_session->setTime(1.0);
    QCOMPARE(valueOf("headYaw"), 20.0);
    QSignalSpy hidden(m_session.get(), &Session::hiddenByClip);
    const auto edits = m_session->history().edits().size();
    set("headYaw", 0.0);
    QCOMPARE(hidden.count(), 1);
    QCOMPARE(hidden[0][0].toString(), QStringLiteral("Turn"));
    QCOMPARE(m_session->history().edits().size(), edits);
    avatar::ClipPlace place = avatar::findClip(m_session->state().timeline, "Turn").place;
    place.weight = 0.5;
    m_session->setTimeline(QStringLiteral("Clip"), avatar::withClipPlaced(m_session->state().timeline, "Turn", place));
    set("headYaw", 15.0);
    QVERIFY(std::abs(valueOf("headYaw") - 15.0) < 1e-9);
    QVERIFY(std::abs(m_session->state().controls.get("headYaw") - 10.0) < 1e-9);
    QCOMPARE(hidden.count(), 1);
}

void TestSessionTime::valuesWithoutKeysLieBeneathClips()
{
    const avatar::Timeline open = avatar::withKey(avatar::withKey({}, "jawOpen", 0.0, 0.8), "jawOpen", 4.0, 0.8);
    auto made = avatar::withClip(m_session->state().timeline, "Open", open.tracks, 0.0);
    avatar::ClipPlace place = avatar::findClip(made.timeline, "Open").place;
    place.weight = 0.5;
    m_session->setTimeline(QStringLiteral("Clip"), avatar::withClipPlaced(made.timeline, "Open", place));
    m_session->setAutoKey(false);
    m_session->setTime(1.0);
    set("jawOpen", 0.6);
    QVERIFY(std::abs(valueOf("jawOpen") - 0.6) < 1e-9); // what the hand asked for shows
    const auto moves = avatar::movesOf(m_session->clipMoves(), "jawOpen");
    QCOMPARE(moves.size(), std::size_t{1});
    QVERIFY(moves[0].clip == "Open" && std::abs(moves[0].from - 0.4) < 1e-9 && std::abs(moves[0].to - 0.6) < 1e-9);
    m_session->addKey(QStringLiteral("jawOpen"));
    QVERIFY(std::abs(valueOf("jawOpen") - 0.6) < 1e-9);
}

void TestSessionTime::slidersShowClipsWhereThePlayheadIs()
{
    TimelinePanel timeline;
    ControlPanel controls(head::headControls());
    const ControlPilot pilot(m_session.get(), &controls, &timeline);
    const avatar::Timeline turn = avatar::withKey(avatar::withKey({}, "headYaw", 0.0, 20.0), "headYaw", 2.0, 20.0);
    m_session->setTimeline(QStringLiteral("Clip"), avatar::withClip(m_session->state().timeline, "Turn", turn.tracks, 1.0).timeline);
    const ValueSlider* yaw = controls.slider(QStringLiteral("headYaw"));
    const ValueSlider* jaw = controls.slider(QStringLiteral("jawOpen"));
    QVERIFY(yaw->clipText().isEmpty());
    m_session->setTime(2.0);
    QCOMPARE(yaw->clipText(), QStringLiteral("The clip “Turn” moves it by +15.0°, from 5.0° to 20.0°."));
    QVERIFY(jaw->clipText().isEmpty());
    m_session->setTime(3.5);
    QVERIFY(yaw->clipText().isEmpty());
    QCOMPARE(controls.slider(QStringLiteral("headYaw")), yaw); // the same row all along
}

void TestSessionTime::keysComeAndGo()
{
    m_session->setTime(0.51 / 24.0); // nearest to the first frame
    m_session->addKey(QStringLiteral("headYaw"));
    QVERIFY(m_session->state().timeline.track("headYaw")->find(1.0 / 24.0));
    m_session->removeKey(QStringLiteral("headYaw"));
    QVERIFY(!m_session->state().timeline.track("headYaw"));
    QCOMPARE(valueOf("headYaw"), 5.0);
}

void TestSessionTime::resetKeysThePhotosValue()
{
    m_session->setTime(2.0);
    m_session->reset({QStringLiteral("jawOpen")});
    QCOMPARE(valueOf("jawOpen"), m_avatar->photoControls().get("jawOpen"));
    QCOMPARE(m_session->state().timeline.track("jawOpen")->keys().size(), std::size_t{2});
    QCOMPARE(m_session->history().undoName(), std::string("Reset Jaw open"));
}

void TestSessionTime::regionsActOnWhatIsShownOnly()
{
    m_session->setTime(1.0);
    m_session->setRegionWeight(avatar::Region::Jaw, 0.5);
    QCOMPARE(valueOf("jawOpen"), 0.5);
    QCOMPARE(m_session->shownControls().get("jawOpen"), 0.25);
    m_session->undo();
    QCOMPARE(m_session->shownControls().get("jawOpen"), 0.5);
}

void TestSessionTime::bypassedControlsAreShownAsInThePhoto()
{
    m_session->setBypassed({QStringLiteral("headYaw")});
    QCOMPARE(m_session->shownControls().get("headYaw"), 0.0);
    QCOMPARE(valueOf("headYaw"), 5.0);
    m_session->setBypassed({});
    QCOMPARE(m_session->shownControls().get("headYaw"), 5.0);
}

void TestSessionTime::aPanelEditsAndPlaysTheDocument()
{
    TimelinePanel panel;
    TimelinePilot pilot(m_session.get(), &panel, {});
    panel.resize(900, 260);
    panel.show();
    Q_EMIT m_session->stateChanged();
    panel.fit();
    QCOMPARE(panel.scene().timeline().keyCount(), std::size_t{2});
    panel.scene().select({{"jawOpen", 2.0}});
    panel.dopeSheet().setFocus();
    QTest::keyClick(&panel.dopeSheet(), Qt::Key_Delete);
    QCOMPARE(m_session->state().timeline.keyCount(), std::size_t{1});
    QCOMPARE(m_session->history().undoName(), std::string("Remove keys: Jaw open"));
    m_session->undo();
    QCOMPARE(panel.scene().timeline().keyCount(), std::size_t{2});
    panel.transport().play(0.0);
    QVERIFY(m_session->isPlaying());
    QTRY_VERIFY(m_session->time() > 0.05);
    QVERIFY(valueOf("jawOpen") > 0.0);
    panel.transport().stop();
    QVERIFY(!m_session->isPlaying());
}

void TestSessionTime::importsAndExportsMotion()
{
    const QString file = m_folder.filePath(QStringLiteral("take.csv"));
    TimelinePanel panel;
    TimelinePilot pilot(m_session.get(), &panel, {[&] { return file; }, [&] { return file; }});
    QSignalSpy told(&pilot, &TimelinePilot::told), failed(&pilot, &TimelinePilot::failed);
    Q_EMIT panel.importAsked(); // it is not there yet
    QTRY_COMPARE(failed.count(), 1);
    Q_EMIT panel.exportAsked();
    QTRY_COMPARE(told.count(), 1);
    m_session->setTimeline(QStringLiteral("Clear"), avatar::Timeline());
    Q_EMIT panel.importAsked();
    QTRY_COMPARE(told.count(), 2);
    m_session->setTime(1.0);
    QVERIFY(std::abs(valueOf("jawOpen") - 0.5) < 0.003); // the tolerance of importing
}

QTEST_MAIN(TestSessionTime)
#include "tst_session_time.moc"
