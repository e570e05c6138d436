// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "core/project/project_fixture.h"
#include "project/fit_record.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace effigy;
using project::Project;

class TestFitRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beginsWithTheFitsLandmarks();
    void keepsWhatWasFoundThroughANewFit();
    void survivesInTheFile();
    void refusesDamage();

private:
    [[nodiscard]] std::filesystem::path file() const { return m_folder->filePath(QStringLiteral("p.effigy")).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFitRecord::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFitRecord::beginsWithTheFitsLandmarks()
{
    const auto content = test::anyProject();
    const Project made = Project::create(file(), content);
    const project::FitRecord record = project::fitRecord(made);
    QVERIFY(record.found == content.fit.landmarks);
    QVERIFY(record.document == reconstruct::FitDocument());
    QVERIFY(record.applied == reconstruct::FitWish());
}

void TestFitRecord::keepsWhatWasFoundThroughANewFit()
{
    const auto content = test::anyProject();
    Project made = Project::create(file(), content);
    reconstruct::FitDocument document;
    reconstruct::FitWish wish;
    wish.landmarks[7] = std::nullopt;
    document.apply("Take away landmark 7", wish);
    project::keepFitDocument(made, document);
    auto moved = content.fit;
    moved.landmarks[3].x() += 5.0F;
    made.setFit(moved, content.aligned, {});
    QVERIFY(project::fitRecord(made).found == content.fit.landmarks);
    QVERIFY(project::fitRecord(made).document == document);
}

void TestFitRecord::survivesInTheFile()
{
    project::FitRecord record;
    record.found.fill({20.0F, 30.5F}); // Eigen begins with whatever lies in memory
    record.found[5] = {1.5F, 2.25F};
    record.applied.fovDeg = 31.0;
    record.document.apply("Angle of view", record.applied);
    {
        Project made = Project::create(file(), test::anyProject());
        project::keepFitRecord(made, record);
    }
    const project::FitRecord back = project::fitRecord(Project::open(file()));
    QVERIFY(back.found == record.found);
    QVERIFY(back.document == record.document);
    QVERIFY(back.applied == record.applied);
}

void TestFitRecord::refusesDamage()
{
    Project made = Project::create(file(), test::anyProject());
    made.setMetadata("fitFound", "[[1,2]]");
    QVERIFY_EXCEPTION_THROWN((void)project::fitRecord(made), base::Error);
    made.setMetadata("fitFound", "");
    made.setMetadata("fitWish", "{}");
    QVERIFY_EXCEPTION_THROWN((void)project::fitRecord(made), base::Error);
}

QTEST_APPLESS_MAIN(TestFitRecord)
#include "tst_fit_record.moc"
