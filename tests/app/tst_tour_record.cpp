// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour_record.h"

#include <QtTest/QtTest>

#include <fstream>
#include <memory>

using effigy::app::TourRecord;
namespace fs = std::filesystem;

class TestTourRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void runsEachStepOnce();
    void runsAgainWhenAFileIsGone();
    void aStepThatRanTakesTheLaterOnesAlong();
    void anotherKeyStartsAnew();
    void aFailedStepIsNotDone();
    void aDamagedRecordCountsForNothing();

private:
    /// Walks the steps a, b, c; returns those that ran.
    std::string walk(const std::string& key = "key", const std::string& failing = "")
    {
        TourRecord record(folder(), key);
        std::string ran;
        for (const char* name : {"a", "b", "c"}) {
            const std::string id = name;
            record.step(id, {folder() / id}, [&] {
                if (id == failing)
                    throw std::runtime_error("failed");
                ran += id;
                std::ofstream(folder() / id) << "done";
            });
        }
        return ran;
    }
    [[nodiscard]] fs::path folder() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTourRecord::runsEachStepOnce()
{
    QCOMPARE(walk(), std::string("abc"));
    QCOMPARE(walk(), std::string());
}

void TestTourRecord::runsAgainWhenAFileIsGone()
{
    walk();
    fs::remove(folder() / "c");
    QCOMPARE(walk(), std::string("c"));
}

void TestTourRecord::aStepThatRanTakesTheLaterOnesAlong()
{
    walk();
    fs::remove(folder() / "b");
    QCOMPARE(walk(), std::string("bc"));
}

void TestTourRecord::anotherKeyStartsAnew()
{
    walk();
    QCOMPARE(walk("other"), std::string("abc"));
}

void TestTourRecord::aFailedStepIsNotDone()
{
    QVERIFY_EXCEPTION_THROWN(walk("key", "b"), std::runtime_error);
    QCOMPARE(walk(), std::string("bc"));
}

void TestTourRecord::aDamagedRecordCountsForNothing()
{
    walk();
    std::ofstream(folder() / "tour.json") << "{ not json";
    QCOMPARE(walk(), std::string("abc"));
}

QTEST_APPLESS_MAIN(TestTourRecord)
#include "tst_tour_record.moc"
