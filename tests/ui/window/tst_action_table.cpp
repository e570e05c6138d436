// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "ui/window/action_table.h"

#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy;
using namespace effigy::ui;

class TestActionTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void menusFollowTheTable();
    void refreshAsksEveryAction();
    void triggeringRuns();
    void changedShortcutsSurviveAndOnlyThose();
    void tooltipsTellTheShortcut();
    void unknownActionsAreRefused();
    void anotherLanguageKeepsKeysAndState();
    void marksOfMenuKeysAreLeftOut();

private:
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ActionTable> m_table;
    int m_runs = 0;
    bool m_isOn = false;
};

void TestActionTable::init()
{
    m_runs = 0;
    m_isOn = false;
    m_table.reset(); // a child of the window
    m_window = std::make_unique<QWidget>();
    m_table = std::make_unique<ActionTable>(m_window.get());
    m_table->add({{.id = QStringLiteral("a.one"), .menu = QStringLiteral("&A"), .text = QStringLiteral("&One…"), .tip = QStringLiteral("Does it"),
                   .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_1)}, .run = [this] { ++m_runs; }, .isEnabled = [this] { return m_isOn; }},
                  {.id = QStringLiteral("a.two"), .menu = QStringLiteral("&A"), .submenu = QStringLiteral("&More"), .text = QStringLiteral("&Two"),
                   .run = [this] { m_isOn = !m_isOn; }, .isChecked = [this] { return m_isOn; }},
                  {.id = QStringLiteral("b.three"), .menu = QStringLiteral("&B"), .text = QStringLiteral("Three"), .run = [] {}}});
}

void TestActionTable::anotherLanguageKeepsKeysAndState()
{
    QMenuBar bar;
    m_table->fill(&bar);
    QMenu* more = m_table->submenuOf(QStringLiteral("a.two"));
    (*m_table)[QStringLiteral("a.two")]->trigger();
    m_table->refresh();
    m_table->setShortcuts(QStringLiteral("a.two"), {QKeySequence(Qt::Key_F7)});
    m_table->add({{.id = QStringLiteral("a.two"), .menu = QStringLiteral("&Ah"), .submenu = QStringLiteral("&Mehr"), .text = QStringLiteral("&Zwei"), .run = [] {}}});
    QCOMPARE(m_table->all().size(), std::size_t(3));
    QAction* two = (*m_table)[QStringLiteral("a.two")];
    QCOMPARE(two->text(), QStringLiteral("&Zwei"));
    QVERIFY(two->isChecked());
    QCOMPARE(two->shortcut(), QKeySequence(Qt::Key_F7));
    QCOMPARE(m_table->submenuOf(QStringLiteral("a.two")), more);
    QCOMPARE(more->title(), QStringLiteral("&Mehr"));
    QCOMPARE(m_table->menuOf(two), QStringLiteral("Ah, Mehr"));
}

void TestActionTable::marksOfMenuKeysAreLeftOut()
{
    QCOMPARE(withoutMnemonic(QStringLiteral("Save &as…")), QStringLiteral("Save as…"));
    QCOMPARE(withoutMnemonic(QStringLiteral("開く(&O)…")), QStringLiteral("開く…"));
    QCOMPARE(withoutMnemonic(QStringLiteral("f(x)")), QStringLiteral("f(x)"));
}

void TestActionTable::menusFollowTheTable()
{
    QMenuBar bar;
    m_table->fill(&bar);
    QCOMPARE(bar.actions().size(), 2);
    QCOMPARE(bar.actions().first()->text(), QStringLiteral("&A"));
    QCOMPARE(bar.actions().first()->menu()->actions().size(), 2); // one, and the menu with two
    QMenu* more = m_table->submenuOf(QStringLiteral("a.two"));
    QVERIFY(more);
    QCOMPARE(more->actions().first(), (*m_table)[QStringLiteral("a.two")]);
    QVERIFY(!m_table->submenuOf(QStringLiteral("b.three")));
    QCOMPARE(m_table->menuOf((*m_table)[QStringLiteral("a.two")]), QStringLiteral("A, More"));
}

void TestActionTable::refreshAsksEveryAction()
{
    QSignalSpy refreshed(m_table.get(), &ActionTable::refreshed);
    m_table->refresh();
    QVERIFY(!(*m_table)[QStringLiteral("a.one")]->isEnabled());
    QVERIFY(!(*m_table)[QStringLiteral("a.two")]->isChecked());
    m_isOn = true;
    m_table->refresh();
    QVERIFY((*m_table)[QStringLiteral("a.one")]->isEnabled());
    QVERIFY((*m_table)[QStringLiteral("a.two")]->isChecked());
    QCOMPARE(refreshed.count(), 2);
}

void TestActionTable::triggeringRuns()
{
    (*m_table)[QStringLiteral("a.one")]->trigger();
    QCOMPARE(m_runs, 1);
}

void TestActionTable::changedShortcutsSurviveAndOnlyThose()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_table->setShortcuts(QStringLiteral("b.three"), {QKeySequence(Qt::Key_F7), QKeySequence(Qt::ALT | Qt::Key_Comma)});
    m_table->saveShortcuts(settings);
    QCOMPARE(settings.allKeys().size(), 1);
    init();
    m_table->restoreShortcuts(settings);
    QCOMPARE((*m_table)[QStringLiteral("b.three")]->shortcuts(),
             (QList<QKeySequence>{QKeySequence(Qt::Key_F7), QKeySequence(Qt::ALT | Qt::Key_Comma)}));
    QCOMPARE((*m_table)[QStringLiteral("a.one")]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_1));
    QVERIFY(m_table->defaultShortcuts(QStringLiteral("b.three")).isEmpty());
    m_table->setShortcuts(QStringLiteral("b.three"), {});
    m_table->saveShortcuts(settings);
    QVERIFY(settings.allKeys().isEmpty());
}

void TestActionTable::tooltipsTellTheShortcut()
{
    QCOMPARE((*m_table)[QStringLiteral("a.one")]->toolTip(), QStringLiteral("<b>One (Ctrl+1)</b><br>Does it"));
    m_table->setShortcuts(QStringLiteral("a.one"), {QKeySequence(Qt::Key_F5)});
    QVERIFY((*m_table)[QStringLiteral("a.one")]->toolTip().contains(QStringLiteral("F5")));
    QCOMPARE((*m_table)[QStringLiteral("b.three")]->toolTip(), QStringLiteral("Three"));
}

void TestActionTable::unknownActionsAreRefused()
{
    QVERIFY_EXCEPTION_THROWN((void)(*m_table)[QStringLiteral("nothing")], base::ContractError);
    QVERIFY(!m_table->find(QStringLiteral("nothing")));
}

QTEST_MAIN(TestActionTable)
#include "tst_action_table.moc"
