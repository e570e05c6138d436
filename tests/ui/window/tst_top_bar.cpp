// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace effigy::ui;

/// The uppermost and the lowest row of the window.
class TestTopBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tabsChooseWorkspaces();
    void tabsWorkByKeyboard();
    void showingTheCurrentOneIsSilent();
    void theSearchButtonTellsItsKeys();
    void frameTimesReadNaturally();
    void jobsAreCountedAndAskedFor();
    void tellsWherePicturesAreMade();

private:
    [[nodiscard]] static std::vector<Workspace> spaces()
    {
        return {{.id = QStringLiteral("shape"), .title = QStringLiteral("Shape"), .purpose = {}, .page = {}, .docks = {}},
                {.id = QStringLiteral("render"), .title = QStringLiteral("Render"), .purpose = {}, .page = {}, .docks = {}}};
    }
};

void TestTopBar::tabsChooseWorkspaces()
{
    TopBar bar;
    bar.setWorkspaces(spaces());
    bar.resize(900, 40);
    bar.show();
    QSignalSpy chosen(&bar, &TopBar::workspaceChosen);
    auto* tabs = bar.findChild<QTabBar*>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("render"));
    bar.setWorkspacesEnabled(false);
    QVERIFY(!tabs->isVisible());
}

void TestTopBar::tabsWorkByKeyboard()
{
    TopBar bar;
    bar.setWorkspaces(spaces());
    bar.show();
    QSignalSpy chosen(&bar, &TopBar::workspaceChosen);
    QTest::keyClick(bar.findChild<QTabBar*>(), Qt::Key_Right);
    QCOMPARE(chosen.count(), 1);
}

void TestTopBar::showingTheCurrentOneIsSilent()
{
    TopBar bar;
    bar.setWorkspaces(spaces());
    QSignalSpy chosen(&bar, &TopBar::workspaceChosen);
    bar.setCurrent(QStringLiteral("render"));
    QCOMPARE(bar.findChild<QTabBar*>()->currentIndex(), 1);
    bar.setCurrent(QStringLiteral("nowhere"));
    QCOMPARE(bar.findChild<QTabBar*>()->currentIndex(), 1);
    QCOMPARE(chosen.count(), 0);
}

void TestTopBar::theSearchButtonTellsItsKeys()
{
    TopBar bar;
    bar.setSearchShortcut(QStringLiteral("F3"));
    auto* search = bar.findChild<QPushButton*>(QStringLiteral("commandSearch"));
    QVERIFY(search->text().endsWith(QStringLiteral("F3")));
    QSignalSpy asked(&bar, &TopBar::searchAsked);
    search->click();
    QCOMPARE(asked.count(), 1);
}

void TestTopBar::frameTimesReadNaturally()
{
    StatusLine line;
    line.setLocale(QLocale::c());
    const auto* time = line.findChild<QLabel*>(QStringLiteral("statusFrameTime"));
    line.setFrameTime(0.34, true);
    QCOMPARE(time->text(), QStringLiteral("340 ms a picture"));
    line.setFrameTime(2.04, true);
    QCOMPARE(time->text(), QStringLiteral("2.0 s a picture"));
    line.setFrameTime(0.04, false);
    QCOMPARE(time->text(), QStringLiteral("25 fps"));
    line.setFrameTime(0.4, false);
    QCOMPARE(time->text(), QStringLiteral("2.5 fps"));
}

void TestTopBar::jobsAreCountedAndAskedFor()
{
    StatusLine line;
    auto* jobs = line.findChild<QToolButton*>(QStringLiteral("statusJobs"));
    QCOMPARE(jobs->text(), QStringLiteral("No jobs"));
    line.setJobCount(2);
    QVERIFY(jobs->text().contains(QLatin1Char('2')));
    QSignalSpy asked(&line, &StatusLine::jobsAsked);
    jobs->click();
    QCOMPARE(asked.count(), 1);
}

void TestTopBar::tellsWherePicturesAreMade()
{
    StatusLine line;
    const auto* device = line.findChild<QLabel*>(QStringLiteral("statusDevice"));
    QVERIFY(device->text().startsWith(QStringLiteral("CPU")));
    line.setOnGpu(true);
    QCOMPARE(device->text(), QStringLiteral("GPU"));
    line.setOnGpu(false);
    QVERIFY(device->text().startsWith(QStringLiteral("CPU")));
}

QTEST_MAIN(TestTopBar)
#include "tst_top_bar.moc"
