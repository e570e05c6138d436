// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "ui/document/work_journal.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace effigy;
using namespace effigy::ui;

namespace {

OpenWork someWork()
{
    return {.project = QStringLiteral("/home/ada/head.effigy"),
            .jobs = {{.title = QStringLiteral("Tune “head”"), .verb = QStringLiteral("invert"), .program = QStringLiteral("/usr/bin/effigy"),
                      .arguments = {QStringLiteral("invert"), QStringLiteral("/home/ada/head.effigy"), QStringLiteral("--resume")},
                      .killAfterMs = 20000}}};
}

/// A studio that is killed in the middle of its work.
void writeAndDie(const QString& folder, const OpenWork& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        WorkJournal journal(folder);
        journal.write(work);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
}

} // namespace

class TestWorkJournal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void killedWorkIsGivenOutOnce();
    void aGoodEndLeavesNothing();
    void livingWindowsKeepTheirNotes();
    void idleWindowsLeaveNothingToOffer();
    void damagedNotesAreCleared();
    void foldersThatCannotBeWrittenAreRefused();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("open")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWorkJournal::killedWorkIsGivenOutOnce()
{
    writeAndDie(path(), someWork());
    const auto left = WorkJournal::takeAbandoned(path());
    QCOMPARE(int(left.size()), 1);
    QCOMPARE(left[0].project, someWork().project);
    QCOMPARE(int(left[0].jobs.size()), 1);
    QCOMPARE(left[0].jobs[0].title, someWork().jobs[0].title);
    QCOMPARE(left[0].jobs[0].verb, QStringLiteral("invert"));
    QCOMPARE(left[0].jobs[0].program, QStringLiteral("/usr/bin/effigy"));
    QCOMPARE(left[0].jobs[0].arguments, someWork().jobs[0].arguments);
    QCOMPARE(left[0].jobs[0].killAfterMs, 20000);
    QVERIFY(WorkJournal::takeAbandoned(path()).empty());
    QVERIFY(QDir(path()).isEmpty());
}

void TestWorkJournal::aGoodEndLeavesNothing()
{
    {
        WorkJournal journal(path());
        journal.write(someWork());
    }
    QVERIFY(QDir(path()).isEmpty());
}

void TestWorkJournal::livingWindowsKeepTheirNotes()
{
    WorkJournal journal(path());
    journal.write(someWork());
    QVERIFY(WorkJournal::takeAbandoned(path()).empty());
    QCOMPARE(QDir(path()).entryList(QDir::Files).size(), 2); // lock and note
}

void TestWorkJournal::idleWindowsLeaveNothingToOffer()
{
    writeAndDie(path(), {});
    QVERIFY(WorkJournal::takeAbandoned(path()).empty());
    QVERIFY(QDir(path()).isEmpty());
}

void TestWorkJournal::damagedNotesAreCleared()
{
    writeAndDie(path(), someWork());
    for (const QFileInfo& note : QDir(path()).entryInfoList({QStringLiteral("*.json")})) {
        QFile file(note.filePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"project\":7,\"jobs\":[[1]");
    }
    QVERIFY(WorkJournal::takeAbandoned(path()).empty());
    QVERIFY(QDir(path()).isEmpty());
}

void TestWorkJournal::foldersThatCannotBeWrittenAreRefused()
{
    QFile file(path()); // where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    try {
        const WorkJournal journal(path());
        QFAIL("a folder that is a file");
    } catch (const base::Error& error) {
        QCOMPARE(QString::fromStdString(error.code()), QStringLiteral("storage"));
    }
}

QTEST_GUILESS_MAIN(TestWorkJournal)
#include "tst_work_journal.moc"
