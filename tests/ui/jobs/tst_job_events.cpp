// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_events.h"

#include <QTest>

using namespace effigy::ui;

class TestJobEvents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsProgress();
    void readsPreviewResultAndError();
    void unknownTimeLeftIsBelowZero();
    void ignoresWhatIsNoEvent_data();
    void ignoresWhatIsNoEvent();
};

void TestJobEvents::readsProgress()
{
    const auto event = parseJobEvent("{\"event\":\"progress\",\"stage\":\"pivot\",\"done\":120,\"of\":400,\"eta_s\":41.5,"
                                     "\"metrics\":{\"psnr\":24.5}}\n");
    QVERIFY(event);
    const auto progress = std::get<JobProgress>(*event);
    QCOMPARE(progress.stage, QStringLiteral("pivot"));
    QCOMPARE(progress.done, 120);
    QCOMPARE(progress.of, 400);
    QCOMPARE(progress.etaSeconds, 41.5);
    QCOMPARE(progress.metrics.size(), std::size_t(1));
    QCOMPARE(progress.metrics[0].second, 24.5);
}

void TestJobEvents::readsPreviewResultAndError()
{
    QCOMPARE(std::get<JobPreview>(*parseJobEvent("{\"event\":\"preview\",\"image\":\"/a/b.png\"}")).imagePath,
             QStringLiteral("/a/b.png"));
    QCOMPARE(std::get<JobResult>(*parseJobEvent("{\"event\":\"result\",\"project\":\"/a/b.effigy\"}")).path,
             QStringLiteral("/a/b.effigy"));
    const auto failure = std::get<Failure>(
        *parseJobEvent("{\"event\":\"error\",\"code\":\"no_face\",\"message\":\"No face\",\"hint\":\"Another photo\"}"));
    QCOMPARE(failure.code, QStringLiteral("no_face"));
    QCOMPARE(failure.hint, QStringLiteral("Another photo"));
}

void TestJobEvents::unknownTimeLeftIsBelowZero()
{
    QVERIFY(std::get<JobProgress>(*parseJobEvent("{\"event\":\"progress\",\"stage\":\"w\"}")).etaSeconds < 0.0);
    QVERIFY(std::get<JobProgress>(*parseJobEvent("{\"event\":\"progress\",\"eta_s\":null}")).etaSeconds < 0.0);
}

void TestJobEvents::ignoresWhatIsNoEvent_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"", "\n", "loading weights", "{", "{}", "[1,2]", "{\"event\":7}", "{\"event\":\"dance\"}",
                             "{\"event\":\"progress\"", "\xff\xfe{"})
        QTest::addRow("%s", QByteArray(line).toPercentEncoding().constData()) << QByteArray(line);
}

void TestJobEvents::ignoresWhatIsNoEvent()
{
    QFETCH(QByteArray, line);
    QVERIFY(!parseJobEvent(line).has_value());
}

QTEST_GUILESS_MAIN(TestJobEvents)
#include "tst_job_events.moc"
