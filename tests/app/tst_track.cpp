// SPDX-License-Identifier: GPL-3.0-or-later
// A filmed face on a project's timeline, by the real program.
#include "app/program.h"
#include "avatar/timeline_json.h"
#include "core/project/project_fixture.h"
#include "core/reconstruct/acted_clip.h"
#include "export/image_file.h"
#include "export/video_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <fstream>
#include <unistd.h>

using namespace effigy;
using test::runEffigy;

namespace {

constexpr int kFrames = 16;
constexpr double kFps = 15.0;

/// Turns from right to left and opens the mouth in the middle.
head::ControlValues acting(int frame)
{
    head::ControlValues controls;
    controls.set("headYaw", 2.0 * (frame - kFrames / 2));
    controls.set("jawOpen", 0.7 * std::exp(-0.1 * (frame - 8) * (frame - 8)));
    return controls;
}

} // namespace

class TestTrack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void putsTheMotionOnTheTimelineAsOneStep();
    void takesPartOfIt();
    void writesAMotionOfItsOwn();
    void tellsWhereTheFaceWasLost();
    void refusesWhatCannotBeTracked_data();
    void refusesWhatCannotBeTracked();
    void leavesTheProjectAloneWhenCancelled();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString project() const { return path("p.effigy"); }
    [[nodiscard]] std::string projectBytes() const { return test::fileBytes(project().toStdString()); }
    [[nodiscard]] test::Outcome track(const QStringList& more) { return runEffigy(QStringList{QStringLiteral("track"), project(), QStringLiteral("--json")} + more); }

    QTemporaryDir m_folder;
    std::vector<base::Image> m_frames;
};

void TestTrack::initTestCase()
{
    const auto stock = synth::loadHeadStock(512);
    m_frames = tests::filmed(stock, {}, kFrames, acting);
    exporter::VideoWriter film(path("clip.mp4").toStdString(), {.width = m_frames[0].width, .height = m_frames[0].height, .fps = kFps});
    for (const base::Image& frame : m_frames)
        film.add(frame);
    film.finish();
}

void TestTrack::init()
{
    (void)project::Project::create(project().toStdString(), test::anyProject());
}

void TestTrack::putsTheMotionOnTheTimelineAsOneStep()
{
    const auto before = project::Project::open(project().toStdString()).document();
    const auto outcome = track({QStringLiteral("--video"), path("clip.mp4"), QStringLiteral("--csv"), path("clip.csv")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QJsonObject report = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(report[QStringLiteral("frames")].toInt(), kFrames);
    QCOMPARE(report[QStringLiteral("seen")].toInt(), kFrames);
    QCOMPARE(report[QStringLiteral("held")].toArray().size(), 0);
    QVERIFY(report[QStringLiteral("confidence")].toDouble() > 0.5);

    auto document = project::Project::open(project().toStdString()).document();
    QCOMPARE(document.history().position(), before.history().position() + 1);
    QCOMPARE(document.history().undoName(), std::string("Motion from a video"));
    const avatar::Timeline& timeline = document.state().timeline;
    QCOMPARE(timeline.fps, kFps);
    QVERIFY(std::abs(timeline.end - kFrames / kFps) < 1e-6);
    const avatar::Track* yaw = timeline.track("headYaw");
    QVERIFY(yaw != nullptr);
    QVERIFY2(yaw->valueAt(1.0) - yaw->valueAt(0.0) > 20.0, qPrintable(QString::number(yaw->valueAt(1.0) - yaw->valueAt(0.0)))); // of 30 degrees
    const avatar::Track* jaw = timeline.track("jawOpen");
    QVERIFY(jaw != nullptr && jaw->valueAt(8 / kFps) > jaw->valueAt(0.0) + 0.3);
    document.undo();
    QCOMPARE(document.state(), before.state());

    const auto motion = test::fileBytes(path("clip.csv").toStdString());
    QVERIFY(motion.starts_with("Timecode,BlendshapeCount,EyeBlinkLeft"));
    QCOMPARE(std::ranges::count(motion, '\n'), std::ptrdiff_t(kFrames + 1));
}

void TestTrack::takesPartOfIt()
{
    const auto outcome = track({QStringLiteral("--video"), path("clip.mp4"), QStringLiteral("--from"), QStringLiteral("0.2"), QStringLiteral("--to"),
                                QStringLiteral("0.8"), QStringLiteral("--no-face"), QStringLiteral("--no-gaze"), QStringLiteral("--tolerance"), QStringLiteral("0")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const avatar::Timeline timeline = project::Project::open(project().toStdString()).document().state().timeline;
    QCOMPARE(timeline.track("headYaw")->keys().size(), std::size_t(9)); // frames 3 to 11
    for (const auto& [id, keys] : timeline.tracks)
        QVERIFY2(id.starts_with("head"), id.c_str());
}

void TestTrack::writesAMotionOfItsOwn()
{
    const std::string before = projectBytes();
    const auto outcome = track({QStringLiteral("--video"), path("clip.mp4"), QStringLiteral("-o"), path("motion.json")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY(projectBytes() == before);
    QVERIFY(avatar::timelineFromJson(test::fileBytes(path("motion.json").toStdString())).track("headYaw") != nullptr);
}

void TestTrack::tellsWhereTheFaceWasLost()
{
    QDir().mkpath(path("pictures"));
    for (int i = 0; i < kFrames; ++i) {
        const bool isHidden = i >= 6 && i < 9;
        const std::string name = path("pictures").toStdString() + "/" + std::to_string(i) + ".png";
        exporter::writeImage(name, isHidden ? base::Image(m_frames[0].width, m_frames[0].height, 3, 90) : m_frames[static_cast<std::size_t>(i)]);
    }
    const auto outcome = track({QStringLiteral("--video"), path("pictures"), QStringLiteral("--fps"), QStringLiteral("15")});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QJsonArray held = QJsonDocument::fromJson(outcome.out).object()[QStringLiteral("held")].toArray();
    QCOMPARE(held.size(), 1);
    QVERIFY(std::abs(held[0].toArray()[0].toDouble() - 6 / kFps) < 1e-6 && std::abs(held[0].toArray()[1].toDouble() - 8 / kFps) < 1e-6);
    QVERIFY(outcome.err.contains("not found from 0.40 to 0.53 s"));
}

void TestTrack::refusesWhatCannotBeTracked_data()
{
    QTest::addColumn<QString>("clip");
    QTest::addColumn<QString>("code");
    std::ofstream(path("text.mp4").toStdString()) << "no video";
    exporter::VideoWriter wall(path("wall.mp4").toStdString(), {.width = 64, .height = 64});
    wall.add(base::Image(64, 64, 3, 100));
    wall.finish();
    QTest::newRow("no video") << path("text.mp4") << QStringLiteral("bad_video");
    QTest::newRow("no face") << path("wall.mp4") << QStringLiteral("no_face");
    QTest::newRow("no file") << path("none.mp4") << QStringLiteral("storage");
}

void TestTrack::refusesWhatCannotBeTracked()
{
    QFETCH(QString, clip);
    QFETCH(QString, code);
    const std::string before = projectBytes();
    const auto outcome = runEffigy({QStringLiteral("track"), project(), QStringLiteral("--video"), clip, QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), code);
    QVERIFY(projectBytes() == before);
}

void TestTrack::leavesTheProjectAloneWhenCancelled()
{
    QDir().mkpath(path("long"));
    exporter::writeImage(path("long/0.png").toStdString(), m_frames[0]);
    for (int i = 1; i < 5000; ++i) // far more than is read until it is told to stop
        QFile::link(path("long/0.png"), path("long") + QStringLiteral("/%1.png").arg(i));
    const std::string before = projectBytes();
    const auto stopSoon = [] {
        const pid_t program = getpid();
        if (fork() == 0) {
            usleep(1'500'000);
            kill(program, SIGTERM);
            _exit(0);
        }
    };
    const auto outcome = runEffigy({QStringLiteral("track"), project(), QStringLiteral("--video"), path("long"), QStringLiteral("--events")}, stopSoon);
    QCOMPARE(outcome.code, 130);
    QVERIFY(projectBytes() == before);
}

QTEST_GUILESS_MAIN(TestTrack)
#include "tst_track.moc"
