// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_card.h"
#include "ui/jobs/job_queue.h"
#include "ui/jobs/jobs_panel.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

namespace {

JobSpec fake(const QString& what, const QString& picture = {})
{
    return {.title = QStringLiteral("Fake"), .verb = QStringLiteral("reconstruct"), .program = QStringLiteral("/bin/sh"),
            .arguments = {QStringLiteral(EFFIGY_SOURCE_DIR "/tests/ui/jobs/fake_worker.sh"), what, picture},
            .killAfterMs = 200};
}

/// Watches a job's three endings.
struct Endings {
    explicit Endings(Job* job)
        : finished(job, &Job::finished), failed(job, &Job::failed), cancelled(job, &Job::cancelled), over(job, &Job::over)
    {
    }
    int count() const { return finished.count() + failed.count() + cancelled.count(); }
    QSignalSpy finished, failed, cancelled, over;
};

} // namespace

class TestJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finishesWithItsResult();
    void showsProgressAndPreview();
    void lastLineNeedsNoEnd();
    void failsWithTheWorkersError();
    void failsWhenTheWorkerDies();
    void failsWithoutAResult();
    void failsWhenTheExitCodeSaysSo();
    void failsWhenTheWorkerNeverStarts();
    void survivesGarbage();
    void cancelLetsTheWorkerSave();
    void cancelKillsAWorkerThatHangs();
    void cancelBeforeTheStartEndsTheJob();
    void queueRunsOneAfterTheOther();
    void queueRetriesAndClears();
    void interruptedJobsWaitForThePerson();
    void panelOffersWhatFitsTheState();
    void durationsReadNaturally();
    void everyStageHasWords();
};

void TestJob::finishesWithItsResult()
{
    Job job(fake(QStringLiteral("finish")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.finished.count(), 1);
    QCOMPARE(endings.count(), 1);
    QCOMPARE(job.state(), Job::State::Finished);
    QCOMPARE(job.result()->path, QStringLiteral("/tmp/made.effigy"));
}

void TestJob::showsProgressAndPreview()
{
    QTemporaryDir folder;
    const QString picture = folder.filePath(QStringLiteral("p.png"));
    QImage(8, 8, QImage::Format_RGB32).save(picture);
    Job job(fake(QStringLiteral("finish"), picture));
    Endings endings(&job);
    QSignalSpy progressed(&job, &Job::progressed), previewed(&job, &Job::previewChanged);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(progressed.count(), 2);
    QCOMPARE(previewed.count(), 1);
    QCOMPARE(job.preview().size(), QSize(8, 8));
    QCOMPARE(job.progress().done, 2);
}

void TestJob::lastLineNeedsNoEnd()
{
    Job job(fake(QStringLiteral("unended")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.finished.count(), 1);
}

void TestJob::failsWithTheWorkersError()
{
    Job job(fake(QStringLiteral("error")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.failed.count(), 1);
    QCOMPARE(job.failure()->code, QStringLiteral("no_face"));
    QCOMPARE(job.failure()->hint, QStringLiteral("Try a frontal photo"));
}

void TestJob::failsWhenTheWorkerDies()
{
    Job job(fake(QStringLiteral("die")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.failed.count(), 1);
    QCOMPARE(endings.count(), 1);
    QVERIFY(!job.failure()->hint.isEmpty());
}

void TestJob::failsWithoutAResult()
{
    Job job(fake(QStringLiteral("silent")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.failed.count(), 1);
}

void TestJob::failsWhenTheExitCodeSaysSo()
{
    Job job(fake(QStringLiteral("result_then_fail")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.failed.count(), 1);
}

void TestJob::failsWhenTheWorkerNeverStarts()
{
    auto spec = fake(QStringLiteral("finish"));
    spec.program = QStringLiteral("/nowhere/effigy");
    Job job(spec);
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.failed.count(), 1);
    QVERIFY(job.failure()->message.contains(QStringLiteral("/nowhere/effigy")));
}

void TestJob::survivesGarbage()
{
    Job job(fake(QStringLiteral("garbage")));
    Endings endings(&job);
    job.start();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.finished.count(), 1);
    QVERIFY(job.log().contains(QStringLiteral("warming up")));
    QVERIFY(job.log().contains(QStringLiteral("stderr speaks")));
}

void TestJob::cancelLetsTheWorkerSave()
{
    auto spec = fake(QStringLiteral("wait"));
    spec.killAfterMs = 60000; // only its own exit can end it in time
    Job job(spec);
    Endings endings(&job);
    QSignalSpy progressed(&job, &Job::progressed);
    job.start();
    QTRY_COMPARE(progressed.count(), 1);
    job.cancel();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.cancelled.count(), 1);
    QCOMPARE(endings.count(), 1);
    QVERIFY(job.log().contains(QStringLiteral("saved")));
}

void TestJob::cancelKillsAWorkerThatHangs()
{
    Job job(fake(QStringLiteral("hang")));
    Endings endings(&job);
    QSignalSpy progressed(&job, &Job::progressed);
    job.start();
    QTRY_COMPARE(progressed.count(), 1);
    job.cancel();
    job.cancel();
    QTRY_COMPARE(endings.over.count(), 1);
    QCOMPARE(endings.cancelled.count(), 1);
    QCOMPARE(endings.count(), 1);
}

void TestJob::cancelBeforeTheStartEndsTheJob()
{
    Job job(fake(QStringLiteral("finish")));
    Endings endings(&job);
    job.cancel();
    QCOMPARE(endings.cancelled.count(), 1);
    job.start();
    QCOMPARE(job.state(), Job::State::Cancelled);
}

void TestJob::queueRunsOneAfterTheOther()
{
    JobQueue queue;
    Job* first = queue.add(fake(QStringLiteral("finish")));
    Job* second = queue.add(fake(QStringLiteral("finish")));
    QSignalSpy secondStarted(second, &Job::started);
    connect(second, &Job::started, this, [&] { QVERIFY(first->isOver()); });
    QTRY_COMPARE(second->state(), Job::State::Finished);
    QCOMPARE(secondStarted.count(), 1);
    QTRY_COMPARE(queue.activeCount(), 0);
}

void TestJob::queueRetriesAndClears()
{
    JobQueue queue;
    Job* job = queue.add(fake(QStringLiteral("error")));
    QTRY_COMPARE(job->state(), Job::State::Failed);
    Job* again = queue.retry(job);
    QCOMPARE(int(queue.jobs().size()), 1); // the new one took its place
    QTRY_COMPARE(again->state(), Job::State::Failed);
    queue.clearEnded();
    QVERIFY(queue.jobs().empty());
}

void TestJob::interruptedJobsWaitForThePerson()
{
    JobQueue queue;
    JobsPanel panel(&queue);
    panel.resize(700, 200);
    panel.show();
    Job* left = queue.addInterrupted(fake(QStringLiteral("finish")));
    QVERIFY(left->isOver());
    QCOMPARE(queue.activeCount(), 0);
    QVERIFY(queue.unfinished().empty());
    auto* goOn = panel.findChild<QPushButton*>(QStringLiteral("jobRetry"));
    QTRY_VERIFY(goOn->isVisible());
    QTest::mouseClick(goOn, Qt::LeftButton);
    QCOMPARE(int(queue.unfinished().size()), 1);
    QTRY_COMPARE(queue.jobs().front()->state(), Job::State::Finished);
    QCOMPARE(int(queue.jobs().size()), 1);
}

void TestJob::panelOffersWhatFitsTheState()
{
    JobQueue queue;
    JobsPanel panel(&queue);
    panel.resize(700, 200);
    panel.show();
    Job* job = queue.add(fake(QStringLiteral("wait")));
    auto* cancel = panel.findChild<QPushButton*>(QStringLiteral("jobCancel"));
    auto* retry = panel.findChild<QPushButton*>(QStringLiteral("jobRetry"));
    QVERIFY(cancel && retry);
    QTRY_VERIFY(cancel->isVisibleTo(&panel)); // the layout shows its new card with the next event
    QVERIFY(!retry->isVisibleTo(&panel));
    QTRY_COMPARE(job->progress().done, 1);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_COMPARE(job->state(), Job::State::Cancelled);
    QVERIFY(!cancel->isVisibleTo(&panel));
    QVERIFY(retry->isVisibleTo(&panel));
    QTRY_VERIFY(panel.findChild<QPushButton*>(QStringLiteral("clearEndedJobs"))->isVisibleTo(&panel));
    QTest::mouseClick(panel.findChild<QPushButton*>(QStringLiteral("clearEndedJobs")), Qt::LeftButton);
    QTRY_VERIFY(panel.findChildren<JobCard*>().isEmpty());
}

void TestJob::durationsReadNaturally()
{
    QCOMPARE(durationText(4.4), QStringLiteral("4 s"));
    QCOMPARE(durationText(80), QStringLiteral("1 min 20 s"));
    QCOMPARE(durationText(7500), QStringLiteral("2 h 05 min"));
}

/// Of the workers that the studio starts.
void TestJob::everyStageHasWords()
{
    const QString root = QStringLiteral(EFFIGY_SOURCE_DIR);
    QStringList sources;
    for (const char* folder : {"/core/reconstruct", "/core/invert", "/core/avatar"})
        for (const QFileInfo& info : QDir(root + QLatin1String(folder)).entryInfoList({QStringLiteral("*.cpp")}))
            sources += info.filePath();
    for (const char* file : {"film", "random_head", "road", "verb_render"})
        sources += root + QStringLiteral("/app/%1.cpp").arg(QLatin1String(file));
    static const QRegularExpression reported(QStringLiteral(R"re((?:\.stage = |report\(\{|ProgressReport \w+\{)"([a-z]+)")re"));
    QStringList stages;
    for (const QString& source : sources) {
        QFile file(source);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (auto found = reported.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();)
            stages += found.next().captured(1);
    }
    QVERIFY(stages.contains(QStringLiteral("frames")) && stages.contains(QStringLiteral("learn")) && stages.contains(QStringLiteral("views")));
    for (const QString& stage : stages)
        QVERIFY2(stageText(stage) != stage, qPrintable(stage));
}

QTEST_MAIN(TestJob)
#include "tst_job.moc"
