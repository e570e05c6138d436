// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_pilot.h"

#include "core/project/project_fixture.h"
#include "core/sound/made_sounds.h"
#include "head/head_library.h"
#include "ui/document/session.h"
#include "ui/timeline/sound_lane.h"
#include "ui/timeline/sound_player.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_pilot.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

class TestSoundPilot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aChosenSoundIsDrawnKeptAndUndone();
    void theProjectNeedsTheFileNoMore();
    void aFileThatIsNoSoundIsRefused();
    void withoutAProjectItSaysWhatIsMissing();
    void withoutADeviceThePanelPlaysAndTells();

private:
    [[nodiscard]] QString file(const char* name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    void openProject();
    /// A window's parts about one project.
    struct Desk {
        explicit Desk(const QString& recovery, const QString& sound)
            : session(recovery),
              timelinePilot(&session, &panel, {}),
              player([] { return QAudioDevice(); }),
              pilot(&session, &panel, &player, [sound] { return sound; })
        {
        }
        Session session;
        TimelinePanel panel;
        TimelinePilot timelinePilot;
        SoundPlayer player;
        SoundPilot pilot;
    };
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
};

void TestSoundPilot::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)project::Project::create(file("head.effigy").toStdString(), content);
    const auto wav = test::wavBytes(test::tone(440.0, 0.0, 2.0));
    test::writeFileBytes(file("take.wav").toStdString(),
                         {reinterpret_cast<const char*>(wav.data()), wav.size()});
    m_desk = std::make_unique<Desk>(file("recovery"), file("take.wav"));
    m_desk->panel.resize(1000, 300);
    m_desk->panel.show();
}

void TestSoundPilot::cleanup()
{
    m_desk.reset();
}

void TestSoundPilot::openProject()
{
    m_desk->session.open(file("head.effigy"));
    QTRY_VERIFY(m_desk->session.isOpen());
}

void TestSoundPilot::aChosenSoundIsDrawnKeptAndUndone()
{
    openProject();
    QSignalSpy told(&m_desk->pilot, &SoundPilot::told);
    Q_EMIT m_desk->panel.soundAsked();
    QTRY_VERIFY(m_desk->session.state().timeline.sound);
    QCOMPARE(m_desk->session.state().timeline.sound->name, std::string("take.wav"));
    QCOMPARE(m_desk->session.history().undoName(), std::string("Sound track: take.wav"));
    QVERIFY(!m_desk->panel.soundLane().soundRect().isEmpty());
    QVERIFY(told.last()[0].toString().contains(QStringLiteral("take.wav")));
    m_desk->session.undo();
    QVERIFY(m_desk->panel.soundLane().soundRect().isEmpty());
    m_desk->session.redo();
    QVERIFY(!m_desk->panel.soundLane().soundRect().isEmpty());
    QTRY_VERIFY(m_desk->session.isSaved());
}

void TestSoundPilot::theProjectNeedsTheFileNoMore()
{
    openProject();
    m_desk->pilot.choose();
    QTRY_VERIFY(m_desk->session.state().timeline.sound);
    m_desk.reset(); // writes what is unwritten
    QVERIFY(QFile::remove(file("take.wav")));
    m_desk = std::make_unique<Desk>(file("recovery"), QString());
    m_desk->panel.show();
    openProject();
    QTRY_VERIFY(!m_desk->panel.soundLane().soundRect().isEmpty());
    const double seconds = m_desk->panel.soundLane().soundRect().width() /
                           m_desk->panel.scene().view().pixelsPerSecond;
    QVERIFY(std::abs(seconds - 2.0) < 1e-9);
}

void TestSoundPilot::aFileThatIsNoSoundIsRefused()
{
    openProject();
    test::writeFileBytes(file("notes.wav").toStdString(), "It was a dark and stormy night.");
    QSignalSpy failed(&m_desk->pilot, &SoundPilot::failed);
    m_desk->pilot.take(file("notes.wav"));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][0].value<Failure>().code, QStringLiteral("bad_sound"));
    QVERIFY(!m_desk->session.state().timeline.sound);
    QVERIFY(!m_desk->session.history().canUndo());
}

void TestSoundPilot::withoutAProjectItSaysWhatIsMissing()
{
    QSignalSpy told(&m_desk->pilot, &SoundPilot::told);
    m_desk->pilot.take(file("take.wav"));
    QCOMPARE(told.count(), 1);
    QVERIFY(told[0][0].toString().contains(QStringLiteral("Open a project first")));
}

void TestSoundPilot::withoutADeviceThePanelPlaysAndTells()
{
    openProject();
    m_desk->pilot.choose();
    QTRY_VERIFY(m_desk->session.state().timeline.sound);
    QSignalSpy told(&m_desk->pilot, &SoundPilot::told),
        moved(&m_desk->panel, &TimelinePanel::timeChanged);
    m_desk->panel.transport().play(0.0);
    QTRY_VERIFY(moved.count() > 3);
    m_desk->panel.transport().stop();
    m_desk->panel.transport().play(0.0);
    QCOMPARE(told.count(), 1);
    QVERIFY(told[0][0].toString().contains(QStringLiteral("silently")));
}

QTEST_MAIN(TestSoundPilot)
#include "tst_sound_pilot.moc"
