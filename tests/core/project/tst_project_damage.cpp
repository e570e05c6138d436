// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_fixture.h"

#include <QtTest/QtTest>

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

using namespace effigy;
using project::Access;
using project::Project;
namespace fs = std::filesystem;

namespace {

/// Runs `action` in a child process of its own; its exit status: 0 when it returned true, 1 otherwise.
template <typename Action>
int inChild(const Action& action)
{
    const pid_t child = fork();
    if (child == 0) {
        bool isRight = false;
        try {
            isRight = action();
        } catch (...) {
            isRight = false;
        }
        _exit(isRight ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

void runSql(const fs::path& file, const char* sql)
{
    sqlite3* handle = nullptr;
    sqlite3_open(file.c_str(), &handle);
    QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

/// Reads everything there is; throws what is wrong with it.
void readAll(const Project& opened)
{
    (void)opened.info();
    (void)opened.photo();
    (void)opened.fit();
    (void)opened.alignedPhoto();
    (void)opened.inversion();
    (void)opened.document();
    (void)opened.thumbnail();
}

} // namespace

class TestProjectDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWhatIsNoProject_data();
    void refusesWhatIsNoProject();
    void refusesAMissingFile();
    void refusesADatabaseOfAnotherProgram();
    void aNewerProjectIsRefusedAndUntouched();
    void aCutFileIsRefusedAndUntouched();
    void flippedBytesNeverCrashAndNeverLie();
    void missingPiecesAreTold_data();
    void missingPiecesAreTold();
    void aReadOnlyFileCanBeViewed();
    void aLockedFileIsTold();
    void aFullDiskLeavesTheFileValid();
    void aFullDiskLeavesNoHalfProject();
    void killedAtAnyMomentItLosesTheLastGestureAtMost();
    void whoOnlyReadsSeesWhatAKilledProgramLeft();

private:
    [[nodiscard]] fs::path file(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProjectDamage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto made = Project::create(file("a.effigy"), test::anyProject());
    made.setInversion(test::anyInversion(5));
}

void TestProjectDamage::refusesWhatIsNoProject_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("not a project");
    QTest::newRow("zeros") << QByteArray(5000, '\0');
    QTest::newRow("magic only") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("magic and zeros") << (QByteArray("SQLite format 3\0", 16) + QByteArray(200, '\0'));
}

void TestProjectDamage::refusesWhatIsNoProject()
{
    QFETCH(QByteArray, bytes);
    test::writeFileBytes(file("b.effigy"), bytes.toStdString());
    QCOMPARE(test::errorCode([&] { (void)Project::open(file("b.effigy")); }), std::string("bad_project"));
    QVERIFY(test::fileBytes(file("b.effigy")) == bytes.toStdString());
}

void TestProjectDamage::refusesAMissingFile()
{
    QCOMPARE(test::errorCode([&] { (void)Project::open(file("none.effigy")); }), std::string("storage"));
    QVERIFY(!fs::exists(file("none.effigy")));
    QCOMPARE(test::errorCode([&] { (void)Project::open(m_folder->path().toStdString()); }), std::string("bad_project"));
}

void TestProjectDamage::refusesADatabaseOfAnotherProgram()
{
    runSql(file("b.effigy"), "CREATE TABLE t(x)");
    const auto before = test::fileBytes(file("b.effigy"));
    QCOMPARE(test::errorCode([&] { (void)Project::open(file("b.effigy")); }), std::string("bad_project"));
    QVERIFY(test::fileBytes(file("b.effigy")) == before);
}

void TestProjectDamage::aNewerProjectIsRefusedAndUntouched()
{
    runSql(file("a.effigy"), "PRAGMA user_version = 99");
    const auto before = test::fileBytes(file("a.effigy"));
    QCOMPARE(test::errorCode([&] { (void)Project::open(file("a.effigy")); }), std::string("newer_project"));
    QVERIFY(test::fileBytes(file("a.effigy")) == before);
}

void TestProjectDamage::aCutFileIsRefusedAndUntouched()
{
    const auto whole = test::fileBytes(file("a.effigy"));
    for (const double part : {0.1, 0.5, 0.9, 0.999}) {
        const auto cut = whole.substr(0, static_cast<std::size_t>(part * static_cast<double>(whole.size())));
        test::writeFileBytes(file("b.effigy"), cut);
        const auto code = test::errorCode([&] { (void)Project::open(file("b.effigy")); });
        QVERIFY2(code == "bad_project", (std::to_string(part) + " " + code).c_str());
        QVERIFY(test::fileBytes(file("b.effigy")) == cut);
    }
}

void TestProjectDamage::flippedBytesNeverCrashAndNeverLie()
{
    const auto whole = test::fileBytes(file("a.effigy"));
    const auto delta = test::anyInversion(5).weightDelta;
    std::mt19937 random(7);
    int told = 0;
    for (int round = 0; round < 150; ++round) {
        auto bytes = whole;
        for (int i = 0; i < 20; ++i)
            bytes[100 + random() % (bytes.size() - 100)] ^= static_cast<char>(1 + random() % 255);
        test::writeFileBytes(file("b.effigy"), bytes);
        const auto code = test::errorCode([&] {
            const auto opened = Project::open(file("b.effigy"));
            readAll(opened);
            QVERIFY(opened.inversion()->weightDelta == delta);
        });
        QVERIFY2(code.empty() || code == "bad_project" || code == "storage", code.c_str());
        told += code.empty() ? 0 : 1;
    }
    QVERIFY(told > 100); // most of the file is content under a checksum
}

void TestProjectDamage::missingPiecesAreTold_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("no table") << QByteArray("DROP TABLE blob");
    QTest::newRow("no photo") << QByteArray("DELETE FROM blob WHERE name = 'photo'");
    QTest::newRow("no fit") << QByteArray("DELETE FROM document WHERE name = 'fit'");
    QTest::newRow("fit is no fit") << QByteArray("UPDATE document SET json = '[1' WHERE name = 'fit'");
    QTest::newRow("state is no state") << QByteArray("UPDATE document SET json = '{}' WHERE name = 'state'");
    QTest::newRow("position beyond the end") << QByteArray("UPDATE meta SET value = '7' WHERE key = 'history_position'");
    QTest::newRow("position is text") << QByteArray("UPDATE meta SET value = 'x' WHERE key = 'history_position'");
    QTest::newRow("edit is no edit") << QByteArray("INSERT INTO edit VALUES(0, '{}')");
    QTest::newRow("camera") << QByteArray("UPDATE document SET json = '{}' WHERE name = 'aligned_camera'");
    QTest::newRow("huge matte") << QByteArray("UPDATE blob SET width = 32000, height = 32000 WHERE name = 'matte'");
    QTest::newRow("latents of another size") << QByteArray("UPDATE document SET json = replace(json, '\"wsRows\":4', '\"wsRows\":5')");
    QTest::newRow("wrong kind") << QByteArray("UPDATE blob SET kind = 'png' WHERE name = 'photo'");
}

void TestProjectDamage::missingPiecesAreTold()
{
    QFETCH(QByteArray, sql);
    runSql(file("a.effigy"), sql.constData());
    QCOMPARE(test::errorCode([&] { readAll(Project::open(file("a.effigy"))); }), std::string("bad_project"));
}

void TestProjectDamage::aReadOnlyFileCanBeViewed()
{
    chmod(file("a.effigy").c_str(), 0444);
    chmod(m_folder->path().toStdString().c_str(), 0555);
    const auto path = file("a.effigy");
    const int status = inChild([&] {
        // Permissions do not bind root.
        if (geteuid() == 0 && setuid(65534) != 0)
            return false;
        auto viewed = Project::open(path);
        readAll(viewed);
        return viewed.isReadOnly() && test::errorCode([&] { viewed.setMetadata("a", "b"); }) == "storage";
    });
    chmod(m_folder->path().toStdString().c_str(), 0755);
    QCOMPARE(status, 0);
}

void TestProjectDamage::aLockedFileIsTold()
{
    auto mine = Project::open(file("a.effigy"));
    sqlite3* other = nullptr;
    sqlite3_open(file("a.effigy").c_str(), &other);
    QCOMPARE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
    QCOMPARE(test::errorCode([&] { mine.setMetadata("a", "b"); }), std::string("storage"));
    sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(other);
    mine.setMetadata("a", "b");
    QCOMPARE(mine.metadata("a"), std::string("b"));
}

void TestProjectDamage::aFullDiskLeavesTheFileValid()
{
    const auto path = file("a.effigy");
    const auto limit = fs::file_size(path) + 40000;
    const int status = inChild([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit room{limit, limit};
        setrlimit(RLIMIT_FSIZE, &room);
        auto opened = Project::open(path);
        auto large = test::anyInversion(6);
        large.weightDelta = test::noiseBytes(1000000, 6);
        const bool isTold = test::errorCode([&] { opened.setInversion(large); }) == "storage";
        // What fits still goes in afterwards.
        opened.setMetadata("a", "b");
        return isTold;
    });
    QCOMPARE(status, 0);
    const auto opened = Project::open(path);
    readAll(opened);
    QVERIFY(opened.inversion()->weightDelta == test::anyInversion(5).weightDelta);
    QCOMPARE(opened.metadata("a"), std::string("b"));
}

void TestProjectDamage::aFullDiskLeavesNoHalfProject()
{
    const auto path = file("new.effigy");
    const int status = inChild([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit room{20000, 20000};
        setrlimit(RLIMIT_FSIZE, &room);
        auto content = test::anyProject();
        content.photo.bytes = test::noiseBytes(1000000, 6);
        return test::errorCode([&] { (void)Project::create(path, content); }) == "storage";
    });
    QCOMPARE(status, 0);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"a.effigy"});
}

void TestProjectDamage::killedAtAnyMomentItLosesTheLastGestureAtMost()
{
    const auto path = file("a.effigy");
    std::mt19937 random(11);
    std::size_t known = 0;
    for (int round = 0; round < 12; ++round) {
        // The child tells over the pipe how many edits are safely in the file.
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto opened = Project::open(path);
            auto document = opened.document();
            for (;;) {
                const auto value = 0.01 * static_cast<double>(document.history().edits().size() % 97);
                document.apply(avatar::Edit::setControl(document.state(), "jawOpen", value));
                opened.saveDocument(document);
                const auto count = document.history().edits().size();
                if (write(ends[1], &count, sizeof count) != sizeof count)
                    _exit(1);
            }
        }
        ::close(ends[1]);
        std::size_t told = 0;
        const auto wanted = 1 + random() % 4;
        for (std::size_t i = 0; i < wanted; ++i)
            QCOMPARE(read(ends[0], &told, sizeof told), ssize_t{sizeof told});
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000)); // somewhere inside the next transaction
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        while (read(ends[0], &told, sizeof told) == sizeof told) {
        }
        ::close(ends[0]);

        auto opened = Project::open(path);
        readAll(opened);
        auto document = opened.document();
        const auto found = document.history().edits().size();
        QVERIFY(found >= told && found <= told + 1);
        QVERIFY(found > known);
        known = found;
        QCOMPARE(document.state().controls.get("jawOpen"), document.history().edits().back().controls().at("jawOpen").after);
        while (document.history().canUndo())
            document.undo();
        QVERIFY(document.state().controls == test::anyProject().controls);
    }
}

void TestProjectDamage::whoOnlyReadsSeesWhatAKilledProgramLeft()
{
    // A transaction so large that SQLite writes pages before its end: file and journal as a program leaves them that is killed then.
    sqlite3* half = nullptr;
    QCOMPARE(sqlite3_open(file("a.effigy").c_str(), &half), SQLITE_OK);
    QCOMPARE(sqlite3_exec(half, "PRAGMA cache_size = 2; BEGIN IMMEDIATE; UPDATE blob SET data = zeroblob(length(data)), crc32 = 0;", nullptr, nullptr, nullptr),
             SQLITE_OK);
    fs::copy_file(file("a.effigy"), file("killed.effigy"));
    fs::copy_file(file("a.effigy-journal"), file("killed.effigy-journal"));
    sqlite3_close(half);
    QVERIFY(fs::file_size(file("killed.effigy-journal")) > 0);

    const auto opened = Project::open(file("killed.effigy"), project::Access::ReadOnly);
    QVERIFY(opened.isReadOnly());
    readAll(opened);
    QVERIFY(opened.photo().bytes == test::anyProject().photo.bytes);
    QVERIFY(!fs::exists(file("killed.effigy-journal")));
}

QTEST_APPLESS_MAIN(TestProjectDamage)
#include "tst_project_damage.moc"
