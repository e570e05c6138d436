// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_fixture.h"
#include "project/recovery.h"

#include <QtTest/QtTest>

#include <filesystem>

using namespace effigy;
namespace fs = std::filesystem;

class TestRecovery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void livesInTheDataFolder();
    void namesNeverCollide();
    void offersWhatWasLeftBehind();
    void leavesBrokenFilesAlone();

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestRecovery::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_home->path().toUtf8());
}

void TestRecovery::livesInTheDataFolder()
{
    QCOMPARE(project::recoveryFolder(), fs::path(m_home->path().toStdString()) / "effigy" / "recovery");
    QVERIFY(fs::is_directory(project::recoveryFolder()));
    QVERIFY(project::recoverableProjects().empty());
}

void TestRecovery::namesNeverCollide()
{
    const auto first = project::newRecoveryPath("holiday.jpg");
    QCOMPARE(first.filename().string(), std::string("holiday.effigy"));
    (void)project::Project::create(first, test::anyProject());
    QCOMPARE(project::newRecoveryPath("holiday.png").filename().string(), std::string("holiday-2.effigy"));
    QCOMPARE(project::newRecoveryPath("").filename().string(), std::string("head.effigy"));
}

void TestRecovery::offersWhatWasLeftBehind()
{
    (void)project::Project::create(project::newRecoveryPath("old.jpg"), test::anyProject());
    const auto old = project::recoveryFolder() / "old.effigy";
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(5));
    {
        auto young = project::Project::create(project::newRecoveryPath("young.jpg"), test::anyProject());
        young.setThumbnail(test::noiseImage(4, 4, 4, 1));
    }
    const auto found = project::recoverableProjects();
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].path.filename().string(), std::string("young.effigy"));
    QCOMPARE(found[0].photoName, std::string("portrait.jpg"));
    QVERIFY(found[0].thumbnail.has_value());
    QVERIFY(!found[1].thumbnail.has_value());
    QVERIFY(found[1].ageSeconds > 4 * 3600);
}

void TestRecovery::leavesBrokenFilesAlone()
{
    const auto broken = project::recoveryFolder() / "broken.effigy";
    test::writeFileBytes(broken, "rubbish");
    QVERIFY(project::recoverableProjects().empty());
    QVERIFY(test::fileBytes(broken) == "rubbish");
}

QTEST_APPLESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
