// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/history_panel.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace effigy::ui;

class TestHistoryPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsStepsAfterTheStart();
    void showingIsSilent();
    void clickGoesThere();
    void arrowKeysGoThere();
};

void TestHistoryPanel::listsStepsAfterTheStart()
{
    HistoryPanel panel;
    panel.setSteps({QStringLiteral("Jaw open"), QStringLiteral("Smile left")}, 1);
    auto* list = panel.findChild<QListWidget*>();
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(2)->text(), QStringLiteral("Smile left"));
    QCOMPARE(list->item(2)->toolTip(), QStringLiteral("Smile left")); // the name may be cut
    QCOMPARE(list->currentRow(), 1);
    QVERIFY(list->item(2)->font().italic()); // undone
    panel.setSteps({}, 0);
    QCOMPARE(list->count(), 1);
}

void TestHistoryPanel::showingIsSilent()
{
    HistoryPanel panel;
    QSignalSpy asked(&panel, &HistoryPanel::jumpAsked);
    panel.setSteps({QStringLiteral("a"), QStringLiteral("b")}, 2);
    panel.setSteps({QStringLiteral("a")}, 0);
    QCOMPARE(asked.count(), 0);
}

void TestHistoryPanel::clickGoesThere()
{
    HistoryPanel panel;
    panel.resize(200, 300);
    panel.show();
    panel.setSteps({QStringLiteral("a"), QStringLiteral("b")}, 2);
    QSignalSpy asked(&panel, &HistoryPanel::jumpAsked);
    auto* list = panel.findChild<QListWidget*>();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).toInt(), 1);
}

void TestHistoryPanel::arrowKeysGoThere()
{
    HistoryPanel panel;
    panel.setSteps({QStringLiteral("a"), QStringLiteral("b")}, 2);
    QSignalSpy asked(&panel, &HistoryPanel::jumpAsked);
    QTest::keyClick(panel.findChild<QListWidget*>(), Qt::Key_Up);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).toInt(), 1);
}

QTEST_MAIN(TestHistoryPanel)
#include "tst_history_panel.moc"
