// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspace_docks.h"

#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace effigy::ui;

namespace {

QString word(const char* text) { return QLatin1String(text); }

std::vector<Workspace> table()
{
    return {{.id = word("one"), .title = word("One"), .purpose = {}, .page = word("canvas"),
             .docks = {{.dock = word("left"), .area = Qt::LeftDockWidgetArea, .breadth = 200},
                       {.dock = word("missing"), .area = Qt::RightDockWidgetArea, .breadth = 200}}},
            {.id = word("two"), .title = word("Two"), .purpose = {}, .page = word("canvas"),
             .docks = {{.dock = word("right"), .area = Qt::RightDockWidgetArea, .breadth = 250},
                       {.dock = word("left"), .area = Qt::RightDockWidgetArea, .breadth = 250, .share = 1, .isTabbed = true}}},
            {.id = word("later"), .title = word("Later"), .purpose = {}, .page = word("canvas"), .docks = {}, .needs = word("missing")}};
}

struct Window {
    QMainWindow window;
    QStackedWidget* pages = new QStackedWidget;
    QLabel* canvas = new QLabel;
    WorkspaceDocks docks{&window, pages, table()};
    Window()
    {
        window.resize(1000, 700);
        window.setCentralWidget(pages);
        pages->addWidget(new QLabel); // a start page
        docks.addPage(word("canvas"), canvas);
        docks.addDock(word("left"), word("Left"), new QLabel, Qt::LeftDockWidgetArea, 150);
        docks.addDock(word("right"), word("Right"), new QLabel, Qt::RightDockWidgetArea, 150);
        window.show();
    }
};

} // namespace

class TestWorkspaceDocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatHasContentIsAvailable();
    void nothingIsShownBeforeItResumes();
    void enteringPlacesTheDocks();
    void suspendingKeepsTheArrangement();
    void revealShowsDocksOfOtherWorkspaces();
    void revealMakesRoomBelow();
    void resetBringsTheFirstLayoutBack();
    void arrangementsSurviveARestart();
    void canvasOnlyComesBack();
    void unknownWorkspacesAreIgnored();
};

void TestWorkspaceDocks::onlyWhatHasContentIsAvailable()
{
    const Window w;
    const auto available = w.docks.available();
    QCOMPARE(int(available.size()), 2);
    QCOMPARE(available[1].id, word("two"));
}

void TestWorkspaceDocks::nothingIsShownBeforeItResumes()
{
    Window w;
    w.docks.enter(word("one"));
    QVERIFY(w.docks.dock(word("left"))->isHidden());
    QVERIFY(w.pages->currentWidget() != w.canvas);
    w.docks.resume();
    QVERIFY(w.docks.dock(word("left"))->isVisible());
    QCOMPARE(w.pages->currentWidget(), w.canvas);
}

void TestWorkspaceDocks::enteringPlacesTheDocks()
{
    Window w;
    QSignalSpy entered(&w.docks, &WorkspaceDocks::entered);
    w.docks.enter(word("one"));
    w.docks.resume();
    QVERIFY(w.docks.dock(word("right"))->isHidden());
    QTRY_COMPARE(w.docks.dock(word("left"))->width(), 200);
    w.docks.enter(word("two"));
    QCOMPARE(entered.count(), 2);
    QCOMPARE(w.window.dockWidgetArea(w.docks.dock(word("left"))), Qt::RightDockWidgetArea);
    QCOMPARE(w.window.tabifiedDockWidgets(w.docks.dock(word("right"))).size(), 1);
}

void TestWorkspaceDocks::suspendingKeepsTheArrangement()
{
    Window w;
    w.docks.enter(word("two"));
    w.docks.resume();
    w.docks.dock(word("left"))->hide();
    w.docks.suspend();
    QVERIFY(w.docks.dock(word("right"))->isHidden());
    w.docks.resume();
    QVERIFY(w.docks.dock(word("right"))->isVisible());
    QVERIFY(w.docks.dock(word("left"))->isHidden());
}

void TestWorkspaceDocks::revealShowsDocksOfOtherWorkspaces()
{
    Window w;
    w.docks.enter(word("one"));
    w.docks.resume();
    w.docks.reveal(word("right"));
    QVERIFY(w.docks.dock(word("right"))->isVisible());
    QTRY_COMPARE(w.docks.dock(word("right"))->width(), 150);
    w.docks.toggle(word("right"));
    QVERIFY(w.docks.dock(word("right"))->isHidden());
    w.docks.reveal(word("nothing")); // no such dock: no harm
}

void TestWorkspaceDocks::revealMakesRoomBelow()
{
    Window w;
    auto* wide = new QLabel(QStringLiteral("a text as long as this one would like to have all of the width for itself"));
    w.docks.addDock(word("wide"), word("Wide"), wide, Qt::BottomDockWidgetArea, 150);
    w.docks.addDock(word("jobs"), word("Jobs"), new QLabel, Qt::BottomDockWidgetArea, 150);
    w.docks.enter(word("one"));
    w.docks.resume();
    w.docks.reveal(word("wide"));
    w.docks.reveal(word("jobs"));
    QCoreApplication::processEvents();
    QVERIFY2(w.docks.dock(word("jobs"))->width() > 200, qPrintable(QString::number(w.docks.dock(word("jobs"))->width())));
    QVERIFY(w.window.tabifiedDockWidgets(w.docks.dock(word("jobs"))).isEmpty());
    w.docks.dock(word("jobs"))->hide();
    wide->setMinimumWidth(700); // of some 800
    QCoreApplication::processEvents();
    w.docks.reveal(word("jobs"));
    QCOMPARE(w.window.tabifiedDockWidgets(w.docks.dock(word("jobs"))), QList<QDockWidget*>{w.docks.dock(word("wide"))});
}

void TestWorkspaceDocks::resetBringsTheFirstLayoutBack()
{
    Window w;
    w.docks.enter(word("one"));
    w.docks.resume();
    w.docks.dock(word("left"))->setFloating(true);
    w.docks.reveal(word("right"));
    w.docks.resetLayout();
    QVERIFY(!w.docks.dock(word("left"))->isFloating());
    QVERIFY(w.docks.dock(word("left"))->isVisible());
    QVERIFY(w.docks.dock(word("right"))->isHidden());
}

void TestWorkspaceDocks::arrangementsSurviveARestart()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(word("s.ini")), QSettings::IniFormat);
    {
        Window w;
        w.docks.enter(word("one"));
        w.docks.resume();
        w.window.addDockWidget(Qt::BottomDockWidgetArea, w.docks.dock(word("left")));
        w.docks.enter(word("two"));
        w.docks.save(settings);
    }
    Window w;
    w.docks.restore(settings);
    w.docks.resume();
    QCOMPARE(w.docks.current(), word("two"));
    w.docks.enter(word("one"));
    QCOMPARE(w.window.dockWidgetArea(w.docks.dock(word("left"))), Qt::BottomDockWidgetArea);
}

void TestWorkspaceDocks::canvasOnlyComesBack()
{
    Window w;
    w.docks.enter(word("one"));
    w.docks.resume();
    w.docks.setCanvasOnly(true);
    QVERIFY(w.docks.dock(word("left"))->isHidden());
    w.docks.setCanvasOnly(false);
    QVERIFY(w.docks.dock(word("left"))->isVisible());
}

void TestWorkspaceDocks::unknownWorkspacesAreIgnored()
{
    Window w;
    w.docks.enter(word("one"));
    w.docks.enter(word("later"));
    w.docks.enter(word("nowhere"));
    QCOMPARE(w.docks.current(), word("one"));
}

QTEST_MAIN(TestWorkspaceDocks)
#include "tst_workspace_docks.moc"
