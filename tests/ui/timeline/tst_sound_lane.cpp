// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sound_lane.h"

#include "core/sound/made_sounds.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/timeline_panel.h"

#include <QtTest/QtTest>
#include <QtWidgets/QtWidgets>

using namespace effigy;
using namespace effigy::ui;

namespace {

avatar::Timeline sounding(double start)
{
    return avatar::withSound({},
                             {.id = std::string(64, 'a'), .name = "take <1>.wav", .start = start});
}

std::shared_ptr<const sound::Envelope> envelopeOf(sound::Sound sound)
{
    return std::make_shared<const sound::Envelope>(
        std::make_shared<const sound::Sound>(std::move(sound)));
}

} // namespace

class TestSoundLane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_panel.reset(); }
    void isSeenOnlyWithASound();
    void namesTheSound();
    void drawsTheWaveWhereItIsHeard();
    void aDragMovesTheSoundAsOneGesture();
    void aDragOffTheSoundMovesNothing();
    void escapePutsItBack();
    void altArrowsMoveItByFrames();
    void mutesAndRemoves();
    void longSoundsAreDrawnAtEveryZoom();

private:
    [[nodiscard]] SoundLane& lane() { return m_panel->soundLane(); }
    [[nodiscard]] TimelineScene& scene() { return m_panel->scene(); }
    [[nodiscard]] double start() { return scene().timeline().sound->start; }
    [[nodiscard]] QPoint at(double time)
    {
        return {int(std::lround(scene().view().xOf(time))), SoundLane::kHeight / 2};
    }
    void press(double time) { QTest::mousePress(&lane(), Qt::LeftButton, {}, at(time)); }
    void moveTo(QPoint to)
    {
        QMouseEvent move(QEvent::MouseMove, to, lane().mapToGlobal(to), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(&lane(), &move);
    }
    /// Lowest and highest row that the wave reaches at `time`; equal where it is silent.
    [[nodiscard]] int waveHeight(const QImage& picture, double time);
    std::unique_ptr<TimelinePanel> m_panel;
};

void TestSoundLane::init()
{
    m_panel = std::make_unique<TimelinePanel>();
    m_panel->resize(1000, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->setTimeline(sounding(1.0), {});
    m_panel->setSound(envelopeOf(test::tone(440.0, 1.0, 2.0)));
    m_panel->fit();
}

void TestSoundLane::isSeenOnlyWithASound()
{
    QVERIFY(lane().isVisible());
    QVERIFY(m_panel->findChild<QWidget*>(QStringLiteral("soundHead"))->isVisible());
    m_panel->setTimeline({}, {});
    QVERIFY(!lane().isVisible());
    QVERIFY(!m_panel->findChild<QWidget*>(QStringLiteral("soundHead"))->isVisible());
    QVERIFY(lane().soundRect().isEmpty());
}

void TestSoundLane::namesTheSound()
{
    QCOMPARE(m_panel->findChild<QLabel*>(QStringLiteral("soundName"))->text(),
             QStringLiteral("take <1>.wav"));
    QVERIFY(!lane().accessibleName().isEmpty());
}

int TestSoundLane::waveHeight(const QImage& picture, double time)
{
    const int x = at(time).x();
    int rows = 0;
    for (int y = 0; y < picture.height(); ++y)
        rows += picture.pixelColor(x, y) == tokens().accentHover ? 1 : 0;
    return rows;
}

void TestSoundLane::drawsTheWaveWhereItIsHeard()
{
    // The sound lies from 1 to 3 s, silent until 2; its tone has half of the full height.
    const QImage picture = lane().grab().toImage();
    QCOMPARE(waveHeight(picture, 0.5), 0);
    QVERIFY(waveHeight(picture, 1.5) >= 1 && waveHeight(picture, 1.5) <= 2);
    const int full = SoundLane::kHeight - 6;
    QVERIFY2(std::abs(waveHeight(picture, 2.5) - full / 2) <= 2,
             std::to_string(waveHeight(picture, 2.5)).c_str());
    QCOMPARE(waveHeight(picture, 3.5), 0);
}

void TestSoundLane::aDragMovesTheSoundAsOneGesture()
{
    QSignalSpy started(m_panel.get(), &TimelinePanel::gestureStarted),
        edited(m_panel.get(), &TimelinePanel::edited),
        finished(m_panel.get(), &TimelinePanel::gestureFinished);
    press(1.5);
    moveTo(at(1.8));
    moveTo(at(2.26));
    QTest::mouseRelease(&lane(), Qt::LeftButton, {}, at(2.26));
    QCOMPARE(started.count(), 1);
    QCOMPARE(finished.count(), 1);
    QVERIFY(edited.count() >= 2);
    QCOMPARE(edited.last()[0].toString(), QStringLiteral("Move the sound"));
    QCOMPARE(std::round(start() * 24.0), std::round(1.76 * 24.0));
    QCOMPARE(start() * 24.0, std::round(start() * 24.0)); // on a frame
    scene().setSnapping(false);
    press(2.0);
    moveTo(at(2.0) - QPoint(int(std::lround(2.0 * scene().view().pixelsPerSecond)) + 1, 0));
    QTest::mouseRelease(&lane(), Qt::LeftButton);
    QVERIFY(start() < 0.0); // its beginning is not heard then
}

void TestSoundLane::aDragOffTheSoundMovesNothing()
{
    QSignalSpy edited(m_panel.get(), &TimelinePanel::edited);
    press(0.5);
    moveTo(at(2.0));
    QTest::mouseRelease(&lane(), Qt::LeftButton, {}, at(2.0));
    press(1.5); // a click
    moveTo(at(1.5) + QPoint(1, 0));
    QTest::mouseRelease(&lane(), Qt::LeftButton, {}, at(1.5));
    QCOMPARE(edited.count(), 0);
}

void TestSoundLane::escapePutsItBack()
{
    lane().setFocus();
    press(1.5);
    moveTo(at(2.5));
    QVERIFY(start() > 1.5);
    QTest::keyClick(&lane(), Qt::Key_Escape);
    QCOMPARE(start(), 1.0);
    moveTo(at(2.5));
    QCOMPARE(start(), 1.0);
}

void TestSoundLane::altArrowsMoveItByFrames()
{
    lane().setFocus();
    QTest::keyClick(&lane(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(start(), 25.0 / 24.0);
    QTest::keyClick(&lane(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(&lane(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(start(), 23.0 / 24.0);
}

void TestSoundLane::mutesAndRemoves()
{
    auto* mute = m_panel->findChild<QToolButton*>(QStringLiteral("timeline.mute"));
    QTest::mouseClick(mute, Qt::LeftButton);
    QVERIFY(scene().timeline().sound->isMuted);
    QCOMPARE(waveHeight(lane().grab().toImage(), 2.5), 0); // in another colour
    m_panel->setTimeline(sounding(1.0), {});               // undone
    QVERIFY(!mute->isChecked());
    auto* more = m_panel->findChild<QToolButton*>(QStringLiteral("timeline.menu"));
    Q_EMIT more->menu()->aboutToShow();
    more->menu()->findChild<QAction*>(QStringLiteral("timeline.removeSound"))->trigger();
    QVERIFY(!scene().timeline().sound);
}

void TestSoundLane::longSoundsAreDrawnAtEveryZoom()
{
    // The longest sound that is read; thirty looks at it at every zoom.
    m_panel->setTimeline(avatar::withRange(sounding(0.0), 0.0, 1800.0), {});
    m_panel->setSound(envelopeOf(
        {.channels = 2,
         .samples = std::vector<std::int16_t>(std::size_t{2} * 1800 * sound::kSampleRate, 1000)}));
    m_panel->fit();
    for (int i = 0; i < 30; ++i) {
        scene().zoom(1.3, 500.0);
        QVERIFY(waveHeight(lane().grab().toImage(), scene().view().timeAt(500.0)) >= 1);
    }
}

QTEST_MAIN(TestSoundLane)
#include "tst_sound_lane.moc"
