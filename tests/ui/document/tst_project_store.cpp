// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/project_store.h"

#include "core/project/project_fixture.h"
#include "head/head_library.h"

#include <QtTest/QtTest>

using namespace effigy;
using namespace effigy::ui;

class TestProjectStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutItsGeneratorTheFittedHeadOpens();
    void whatIsNoProjectDoesNot();
};

// An avatar whose generator is not installed: all else of the project is there, and the avatar stays in the file.
void TestProjectStore::withoutItsGeneratorTheFittedHeadOpens()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.effigy"));
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    project::Project::create(path.toStdString(), content).setInversion(test::anyInversion(5));

    ProjectStore store(folder.filePath(QStringLiteral("recovery")));
    QStringList order;
    OpenedProject opened;
    Failure told;
    connect(&store, &ProjectStore::opened, this, [&](const OpenedProject& project) {
        order << QStringLiteral("opened");
        opened = project;
    });
    connect(&store, &ProjectStore::failed, this, [&](const Failure& failure) {
        order << QStringLiteral("failed");
        told = failure;
    });
    connect(&store, &ProjectStore::openFailed, this, [&] { order << QStringLiteral("openFailed"); });
    store.open(path);
    QCOMPARE(order, (QStringList{QStringLiteral("opened"), QStringLiteral("failed")}));
    QCOMPARE(told.code, QStringLiteral("model_missing"));
    QVERIFY(told.hint.contains(QStringLiteral("tune the avatar anew")));
    QVERIFY(opened.avatar && !opened.avatar->isInverted());
    store.save(opened.document, 1);
    store.close();
    QVERIFY(project::Project::open(path.toStdString()).inversion()->weightDelta == test::anyInversion(5).weightDelta);
}

void TestProjectStore::whatIsNoProjectDoesNot()
{
    const QTemporaryDir folder;
    ProjectStore store(folder.filePath(QStringLiteral("recovery")));
    QSignalSpy refused(&store, &ProjectStore::openFailed), opened(&store, &ProjectStore::opened);
    store.open(folder.filePath(QStringLiteral("nothing.effigy")));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(opened.size(), 0);
}

QTEST_GUILESS_MAIN(TestProjectStore)
#include "tst_project_store.moc"
