// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include <QtTest/QtTest>

using effigy::test::runEffigy;

/// The whole road, from a photo to everything in a folder.
class TestTour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesEverythingOnceAndThenNothing();
};

void TestTour::makesEverythingOnceAndThenNothing()
{
    QTemporaryDir folder;
    const QStringList line{QStringLiteral("tour"),   QStringLiteral(EFFIGY_RESOURCES "/sample/portrait.jpg"),
                           QStringLiteral("-o"),     folder.path(),
                           QStringLiteral("--turn"), QStringLiteral("6"),
                           QStringLiteral("--quality"), QStringLiteral("draft"),
                           QStringLiteral("--events")};
    const auto first = runEffigy(line);
    QVERIFY2(first.code == 0, first.err.constData());
    for (const char* name : {"portrait.effigy", "aligned.png", "avatar.png", "comparison.png", "mesh.png", "edit-smile.png",
                             "edit-jaw-open.png", "edit-wink.png", "edit-gaze-left.png", "edit-turn-30.png", "turntable.mp4",
                             "head.glb", "index.html"})
        QVERIFY2(QFileInfo(folder.filePath(QString::fromLatin1(name))).size() > 1000, name);
    QFile page(folder.filePath(QStringLiteral("index.html")));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray html = page.readAll();
    QVERIFY(!html.contains("http")); // it needs no network
    const QDateTime written = QFileInfo(page).lastModified();

    const auto second = runEffigy(line);
    QCOMPARE(second.code, 0);
    QCOMPARE(QFileInfo(folder.filePath(QStringLiteral("index.html"))).lastModified(), written);
    QCOMPARE(second.events().size(), std::size_t{1}); // the result, no progress

    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("head.glb"))));
    QCOMPARE(runEffigy(line).code, 0);
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("head.glb"))));
}

QTEST_GUILESS_MAIN(TestTour)
#include "tst_tour.moc"
