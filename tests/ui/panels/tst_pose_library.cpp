// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/avatar/avatar_fixture.h"
#include "ui/document/session.h"
#include "ui/panels/gaze_pad.h"
#include "ui/panels/gaze_pilot.h"
#include "ui/panels/pose_pilot.h"
#include "ui/panels/pose_tile.h"
#include "ui/panels/preset_panel.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

namespace {

avatar::Preset smile()
{
    avatar::Preset preset{.id = "smile", .label = "Smile", .tags = {"happy"}, .controls = {}, .regions = {}};
    preset.controls.set("mouthSmileLeft", 0.8);
    preset.controls.set("mouthSmileRight", 0.8);
    return preset;
}

avatar::Preset oh()
{
    avatar::Preset preset{.id = "oh", .label = "oh", .tags = {}, .controls = {}, .regions = {avatar::Region::Lips, avatar::Region::Jaw}};
    preset.controls.set("mouthFunnel", 0.6);
    return preset;
}

void drag(QWidget* widget, QPoint from, int dx)
{
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i) {
        const QPointF at = from + QPointF(dx * i / 4.0, 0.0);
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, {}, from + QPoint(dx, 0));
}

} // namespace

class TestPoseLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsOneKindAtATime();
    void findsNamesAndTags();
    void aClickAppliesAsStronglyAsAsked();
    void aDragBlendsAsOneStep();
    void escapeTakesABlendBack();
    void visemesLeaveTheEyesAlone();
    void savesSharesAndRemovesOwnPoses();
    void refusesForeignFiles();
    void keysAPoseAtThePlayhead();
    void theGazePadTurnsBothEyes();
    void theGazePadFollowsTheDocument();
    void everyPartHasANameAndAKey();

private:
    [[nodiscard]] PoseTile* tile(const char* id) { return m_panel->findChild<PoseTile*>(QStringLiteral("preset.") + QLatin1String(id)); }
    std::shared_ptr<const avatar::Avatar> m_avatar;
    QTemporaryDir m_folder;
    QString m_opened, m_saved; // what the file questions are answered with
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PresetPanel> m_panel;
    std::unique_ptr<PosePilot> m_pilot;
};

void TestPoseLibrary::initTestCase() { m_avatar = std::make_shared<const avatar::Avatar>(test::fittedContents()); }

void TestPoseLibrary::init()
{
    m_session = std::make_unique<Session>(m_folder.filePath(QStringLiteral("recovery")));
    m_panel = std::make_unique<PresetPanel>(std::vector<PresetEntry>());
    m_pilot = std::make_unique<PosePilot>(m_session.get(), m_panel.get(), std::vector{smile()}, std::vector{oh()}, m_folder.filePath(QStringLiteral("poses")).toStdString(),
                                          PoseFiles{[this] { return m_opened; }, [this](const QString&) { return m_saved; }});
    avatar::AvatarState state;
    state.controls.set("eyeBlinkLeft", 0.3);
    m_session->adopt({.path = {}, .info = {}, .avatar = m_avatar, .document = avatar::Document(state)});
    m_panel->resize(240, 600);
    m_panel->show();
}

void TestPoseLibrary::cleanup()
{
    m_pilot.reset();
    m_panel.reset();
    m_session.reset();
}

void TestPoseLibrary::showsOneKindAtATime()
{
    QCOMPARE(m_panel->visibleCount(), 1);
    QVERIFY(!tile("smile")->isHidden());
    m_panel->showKind(PoseKind::Viseme);
    QVERIFY(tile("smile")->isHidden() && !tile("oh")->isHidden());
    m_panel->showKind(PoseKind::Own);
    QCOMPARE(m_panel->visibleCount(), 0);
    QVERIFY(!m_panel->findChild<QLabel*>(QStringLiteral("presetNothing"))->isHidden());
}

void TestPoseLibrary::findsNamesAndTags()
{
    auto* search = m_panel->findChild<QLineEdit*>(QStringLiteral("poseSearch"));
    search->setText(QStringLiteral("happ"));
    QCOMPARE(m_panel->visibleCount(), 1);
    search->setText(QStringLiteral("grim"));
    QCOMPARE(m_panel->visibleCount(), 0);
}

void TestPoseLibrary::aClickAppliesAsStronglyAsAsked()
{
    QTest::mouseClick(tile("smile"), Qt::LeftButton);
    QCOMPARE(m_session->pose().get("mouthSmileLeft"), 0.8);
    QCOMPARE(m_session->pose().get("eyeBlinkLeft"), 0.0); // an expression is a whole face
    QCOMPARE(m_session->history().undoName(), std::string("Preset: Smile"));
}

void TestPoseLibrary::aDragBlendsAsOneStep()
{
    drag(tile("smile"), {20, 40}, 80); // half of the way
    QVERIFY(std::abs(m_session->pose().get("mouthSmileLeft") - 0.4) < 1e-12);
    QVERIFY(std::abs(m_session->pose().get("eyeBlinkLeft") - 0.15) < 1e-12);
    QCOMPARE(m_session->history().edits().size(), std::size_t{1});
    m_session->undo();
    QCOMPARE(m_session->pose().get("eyeBlinkLeft"), 0.3);
}

void TestPoseLibrary::escapeTakesABlendBack()
{
    QTest::mousePress(tile("smile"), Qt::LeftButton, {}, QPoint(20, 40));
    const QPointF at(90, 40);
    QMouseEvent move(QEvent::MouseMove, at, at, Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(tile("smile"), &move);
    QVERIFY(m_session->pose().get("mouthSmileLeft") > 0.3);
    QTest::keyClick(tile("smile"), Qt::Key_Escape);
    QVERIFY(m_session->history().edits().empty());
    QCOMPARE(m_session->pose().get("mouthSmileLeft"), 0.0);
}

void TestPoseLibrary::visemesLeaveTheEyesAlone()
{
    m_panel->showKind(PoseKind::Viseme);
    QTest::mouseClick(tile("oh"), Qt::LeftButton);
    QCOMPARE(m_session->pose().get("mouthFunnel"), 0.6);
    QCOMPARE(m_session->pose().get("eyeBlinkLeft"), 0.3);
}

void TestPoseLibrary::savesSharesAndRemovesOwnPoses()
{
    QSignalSpy told(m_pilot.get(), &PosePilot::told);
    auto* name = m_panel->findChild<QLineEdit*>(QStringLiteral("poseName"));
    QTest::keyClicks(name, QStringLiteral("Sly look #sly"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(tile("own.sly-look"));
    QCOMPARE(m_panel->visibleCount(), 1); // “My poses” are shown
    m_saved = m_folder.filePath(QStringLiteral("shared.json"));
    QMenu menu;
    m_panel->fillMenu(menu, {.id = QStringLiteral("own.sly-look"), .label = QStringLiteral("Sly look"), .kind = PoseKind::Own});
    menu.findChild<QAction*>(QStringLiteral("pose.share"))->trigger();
    QTRY_COMPARE(told.count(), 2);
    menu.findChild<QAction*>(QStringLiteral("pose.remove"))->trigger();
    QTRY_COMPARE(told.count(), 3);
    QVERIFY(!tile("own.sly-look") || m_panel->visibleCount() == 0);
    m_opened = m_saved;
    m_panel->findChild<QPushButton*>(QStringLiteral("poseImport"))->click();
    QTRY_COMPARE(told.count(), 4);
    const auto& presets = m_pilot->presets();
    QCOMPARE(presets.back().label, std::string("Sly look"));
    QCOMPARE(presets.back().tags, std::vector<std::string>{"sly"});
    QCOMPARE(presets.back().controls.get("eyeBlinkLeft"), 0.3);
}

void TestPoseLibrary::refusesForeignFiles()
{
    m_opened = m_folder.filePath(QStringLiteral("poem.json"));
    QFile file(m_opened);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Once upon a time");
    file.close();
    QSignalSpy failed(m_pilot.get(), &PosePilot::failed);
    m_panel->findChild<QPushButton*>(QStringLiteral("poseImport"))->click();
    QTRY_COMPARE(failed.count(), 1);
}

void TestPoseLibrary::keysAPoseAtThePlayhead()
{
    m_session->setTime(1.0);
    Q_EMIT m_panel->keyAsked(QStringLiteral("oh"));
    const auto* track = m_session->state().timeline.track("mouthFunnel");
    QVERIFY(track && track->find(1.0));
    QCOMPARE(m_session->keyMark(QStringLiteral("mouthFunnel")), KeyMark::Here);
    QVERIFY(!m_session->state().timeline.track("eyeBlinkLeft"));
}

void TestPoseLibrary::theGazePadTurnsBothEyes()
{
    GazePad pad;
    GazePilot pilot(m_session.get(), &pad);
    Q_EMIT m_session->avatarChanged();
    pad.resize(220, 180);
    pad.show();
    auto* field = pad.findChild<GazeField*>();
    const QPoint centre = field->rect().center();
    QTest::mousePress(field, Qt::LeftButton, {}, centre + QPoint(40, 0));
    QTest::mouseRelease(field, Qt::LeftButton, {}, centre + QPoint(40, 0));
    QVERIFY(m_session->pose().get("eyeLookOutLeft") > 0.1);
    QVERIFY(m_session->pose().get("eyeLookInRight") > 0.1);
    QCOMPARE(m_session->history().edits().size(), std::size_t{1});
    QTest::keyClick(field, Qt::Key_Delete);
    QVERIFY(m_session->pose().get("eyeLookInLeft") > 0.0); // a near target: both turn in
    QVERIFY(std::abs(m_session->pose().get("eyeLookInLeft") - m_session->pose().get("eyeLookInRight")) < 1e-3);
}

void TestPoseLibrary::theGazePadFollowsTheDocument()
{
    GazePad pad;
    GazePilot pilot(m_session.get(), &pad);
    Q_EMIT m_session->avatarChanged();
    const std::pair<std::string, double> up[] = {{"gazePitch", 10.0}};
    m_session->setControls(up, QStringLiteral("Gaze"));
    QVERIFY(pad.findChild<GazeField*>()->direction().y() > 0.1);
}

void TestPoseLibrary::everyPartHasANameAndAKey()
{
    for (const QWidget* part : m_panel->findChildren<QWidget*>()) {
        if (part->objectName().startsWith(QLatin1String("pose")) || part->objectName().startsWith(QLatin1String("preset."))) {
            QVERIFY2(!part->accessibleName().isEmpty(), qPrintable(part->objectName()));
            QVERIFY2(part->focusPolicy() & Qt::TabFocus, qPrintable(part->objectName()));
        }
    }
}

QTEST_MAIN(TestPoseLibrary)
#include "tst_pose_library.moc"
