// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/number_entry.h"

#include <QTest>

using effigy::ui::parseNumberEntry;

class TestNumberEntry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
};

void TestNumberEntry::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* text, double expected) { QTest::newRow(text) << QString::fromUtf8(text) << expected; };
    // The previous value is 0.5.
    row("0.25", 0.25);
    row("0,25", 0.25);
    row(" 3 ", 3.0);
    row("-4", -4.0);
    row("=2*(3+1)", 8.0);
    row("1/4", 0.25);
    row("2+3*4", 14.0);
    row("-(1+1)", -2.0);
    row("x", 0.5);
    row("x/2", 0.25);
    row("+0.1", 0.6);
    row("+=0.1", 0.6);
    row("-=0.1", 0.4);
    row("*2", 1.0);
    row("/2", 0.25);
    row("40%", 0.4);
    row("40 %", 0.4);
    row("12°", 12.0);
    row("12 deg", 12.0);
    row("3 mm", 3.0);
}

void TestNumberEntry::understands()
{
    QFETCH(QString, text);
    QFETCH(double, expected);
    const auto value = parseNumberEntry(text, 0.5);
    QVERIFY(value.has_value());
    QVERIFY(qAbs(*value - expected) < 1e-12); // a few rounding errors of double
}

void TestNumberEntry::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "abc", "1..2", "(1", "1)", "1+", "2 3 4x", "1/0", "=", "--", "1e999"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestNumberEntry::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!parseNumberEntry(text, 0.5).has_value());
}

QTEST_GUILESS_MAIN(TestNumberEntry)
#include "tst_number_entry.moc"
