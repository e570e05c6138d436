// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include <QtTest/QtTest>

using effigy::test::runEffigy;

class TestUsage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyVerbShowsAnExample_data();
    void everyVerbShowsAnExample();
    void wrongUsageIsTold_data();
    void wrongUsageIsTold();
    void tellsItsVersion();
    void anotherDeviceIsRefused();
};

void TestUsage::everyVerbShowsAnExample_data()
{
    QTest::addColumn<QStringList>("verb");
    for (const char* verb : {"reconstruct", "invert", "edit", "render", "export mesh", "export video", "track", "tour", "info", "bench", "generate", "reenact", "deca", "head flame", "head ict",
                             "models list", "models info", "models add",
                             "models check", "models remove", "models export"})
        QTest::newRow(verb) << QString::fromLatin1(verb).split(QLatin1Char(' '));
}

void TestUsage::everyVerbShowsAnExample()
{
    QFETCH(QStringList, verb);
    const auto outcome = runEffigy(verb + QStringList{QStringLiteral("--help")});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("Example:"));
    QVERIFY(outcome.out.contains("effigy " + verb.join(QLatin1Char(' ')).toUtf8()));
    for (const char* common : {"--device", "--threads", "--seed", "--events", "--json"})
        QVERIFY2(outcome.out.contains(common), common);
}

void TestUsage::wrongUsageIsTold_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"", "paint", "reconstruct", "reconstruct a.jpg", "reconstruct a.jpg -o b.effigy --fov wide",
                             "edit a.effigy --set jawOpen", "edit a.effigy --set jawOpen=wide", "render a.effigy -o b.png --size 0",
                             "render a.effigy -o b.png --frames 9-2", "render a.effigy -o b.png --match-photo --yaw 3",
                             "render a.effigy -o b.png --pass x-ray", "export a.effigy", "invert a.effigy --quality perfect", "deca a.jpg", "deca a.jpg -o b --model c --flame d --data e --face 1 --no-crop"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestUsage::wrongUsageIsTold()
{
    QFETCH(QString, line);
    const auto outcome = runEffigy(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QCOMPARE(outcome.code, 2);
    QVERIFY(!outcome.err.isEmpty());
}

void TestUsage::tellsItsVersion()
{
    const auto outcome = runEffigy({QStringLiteral("--version")});
    QCOMPARE(outcome.code, 0);
    QVERIFY(!outcome.out.trimmed().isEmpty());
}

void TestUsage::anotherDeviceIsRefused()
{
    const auto outcome = runEffigy({QStringLiteral("info"), QStringLiteral("a.effigy"), QStringLiteral("--device"),
                                    QStringLiteral("cuda"), QStringLiteral("--events")});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("device"));
}

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
