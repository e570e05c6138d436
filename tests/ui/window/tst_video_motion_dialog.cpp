// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/worker_commands.h"
#include "ui/window/video_motion_dialog.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QTest>

using namespace effigy::ui;

class TestVideoMotionDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesEverythingAtFirst();
    void tellsWhatIsChosen();
    void wantsSomethingToTake();
    void isUsableByKeyboard();
    void becomesACommandLine();
};

namespace {

template<typename Widget>
Widget* part(const QWidget& dialog, const char* name)
{
    return dialog.findChild<Widget*>(QLatin1String(name));
}

} // namespace

void TestVideoMotionDialog::takesEverythingAtFirst()
{
    const TrackOptions options = VideoMotionDialog(QStringLiteral("/films/talk.mp4")).options();
    QCOMPARE(options.video, QStringLiteral("/films/talk.mp4"));
    QCOMPARE(options.from, 0.0);
    QCOMPARE(options.to, 0.0);
    QVERIFY(options.hasFace && options.hasGaze && options.hasHead && !options.isSamePerson);
    QCOMPARE(options.smoothing, 1.0);
}

void TestVideoMotionDialog::tellsWhatIsChosen()
{
    VideoMotionDialog dialog(QStringLiteral("/films/talk.mp4"));
    part<QDoubleSpinBox>(dialog, "videoFrom")->setValue(1.25);
    part<QDoubleSpinBox>(dialog, "videoTo")->setValue(3.5);
    part<QCheckBox>(dialog, "videoHead")->click();
    part<QCheckBox>(dialog, "videoSamePerson")->click();
    part<QComboBox>(dialog, "videoSmoothing")->setCurrentIndex(0);
    const TrackOptions options = dialog.options();
    QCOMPARE(options.from, 1.25);
    QCOMPARE(options.to, 3.5);
    QVERIFY(!options.hasHead && options.hasFace && options.isSamePerson);
    QCOMPARE(options.smoothing, 0.0);
}

void TestVideoMotionDialog::wantsSomethingToTake()
{
    VideoMotionDialog dialog(QStringLiteral("/films/talk.mp4"));
    auto* accept = part<QAbstractButton>(dialog, "videoAccept");
    QVERIFY(accept->isEnabled());
    for (const char* name : {"videoFace", "videoGaze", "videoHead"})
        part<QCheckBox>(dialog, name)->setChecked(false);
    QVERIFY(!accept->isEnabled());
    part<QCheckBox>(dialog, "videoGaze")->setChecked(true);
    QVERIFY(accept->isEnabled());
    part<QDoubleSpinBox>(dialog, "videoFrom")->setValue(4.0);
    part<QDoubleSpinBox>(dialog, "videoTo")->setValue(2.0); // before it begins
    QVERIFY(!accept->isEnabled());
}

void TestVideoMotionDialog::isUsableByKeyboard()
{
    VideoMotionDialog dialog(QStringLiteral("/films/talk.mp4"));
    dialog.show();
    for (const char* name : {"videoFrom", "videoTo", "videoFace", "videoGaze", "videoHead", "videoSmoothing", "videoSamePerson", "videoAccept"}) {
        auto* widget = part<QWidget>(dialog, name);
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, name);
        QVERIFY2(!widget->accessibleName().isEmpty(), name);
    }
    QTest::keyClick(part<QWidget>(dialog, "videoFace"), Qt::Key_Space);
    QVERIFY(!dialog.options().hasFace);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void TestVideoMotionDialog::becomesACommandLine()
{
    const JobSpec job = trackJob(QStringLiteral("effigy"), QStringLiteral("p.effigy"),
                                 {.video = QStringLiteral("a.mov"), .to = 2.0, .hasGaze = false, .smoothing = 0.5, .isSamePerson = true},
                                 QStringLiteral("m.json"));
    QCOMPARE(job.arguments.join(QLatin1Char(' ')),
             QStringLiteral("track p.effigy --output m.json --video a.mov --smoothing 0.5 --to 2.000 --no-gaze --same-person"));
}

QTEST_MAIN(TestVideoMotionDialog)
#include "tst_video_motion_dialog.moc"
