// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_palette.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace effigy::ui;

class TestCommandPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lettersMustComeInOrder();
    void wordBeginningsWin();
    void whereItComesFromCounts();
    void typingAndEnterRunsTheBestMatch();
    void arrowsChoose();
    void enterOnNothingDoesNothing();
};

void TestCommandPalette::lettersMustComeInOrder()
{
    QVERIFY(CommandPalette::score(QStringLiteral("jop"), QStringLiteral("Jaw open")) > 0);
    QVERIFY(CommandPalette::score(QStringLiteral("poj"), QStringLiteral("Jaw open")) < 0);
    QVERIFY(CommandPalette::score(QStringLiteral("jaw open"), QStringLiteral("Jaw open")) > 0);
}

void TestCommandPalette::wordBeginningsWin()
{
    QVERIFY(CommandPalette::score(QStringLiteral("sl"), QStringLiteral("Smile left")) >
            CommandPalette::score(QStringLiteral("sl"), QStringLiteral("Rise low")));
}

namespace {

struct Log {
    QStringList ran;
    std::vector<Command> commands()
    {
        std::vector<Command> all;
        for (const auto& name : {QStringLiteral("Front"), QStringLiteral("Jaw open"), QStringLiteral("Jaw left")})
            all.push_back({name, QStringLiteral("View"), {}, [this, name] { ran += name; }});
        return all;
    }
};

} // namespace

void TestCommandPalette::whereItComesFromCounts()
{
    const Command light{QStringLiteral("Light"), QStringLiteral("Window, Theme"), {}, {}};
    for (const char* typed : {"light theme", "theme light", "Window Light", "them li"})
        QVERIFY2(CommandPalette::namesPlace(QLatin1String(typed), light), typed);
    for (const char* typed : {"dark theme", "ight", "theme light now", " "})
        QVERIFY2(!CommandPalette::namesPlace(QLatin1String(typed), light), typed);
    Log log;
    CommandPalette palette(log.commands());
    QTest::keyClicks(palette.findChild<QLineEdit*>(), QStringLiteral("view left"));
    QTest::keyClick(palette.findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(log.ran, QStringList{QStringLiteral("Jaw left")});
}

void TestCommandPalette::typingAndEnterRunsTheBestMatch()
{
    Log log;
    CommandPalette palette(log.commands());
    auto* field = palette.findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("jo"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(log.ran, QStringList{QStringLiteral("Jaw open")});
}

void TestCommandPalette::arrowsChoose()
{
    Log log;
    CommandPalette palette(log.commands());
    auto* field = palette.findChild<QLineEdit*>();
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(log.ran, QStringList{QStringLiteral("Jaw left")});
}

void TestCommandPalette::enterOnNothingDoesNothing()
{
    Log log;
    CommandPalette palette(log.commands());
    auto* field = palette.findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("zzz"));
    QCOMPARE(palette.findChild<QListWidget*>()->count(), 0);
    QVERIFY(palette.findChild<QLabel*>()->isVisibleTo(&palette)); // says so
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(log.ran.isEmpty());
}

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
