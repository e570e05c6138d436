// SPDX-License-Identifier: GPL-3.0-or-later
//
// Links, pictures and F1 lead somewhere; the window searches and goes back.
#include "ui/manual/manual_pages.h"
#include "ui/manual/manual_window.h"
#include "ui/manual/shortcut_page.h"
#include "ui/window/action_table.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>

using namespace effigy::ui;

namespace {

constexpr qint64 kLargestPicture = 200 * 1024; // bytes
constexpr qsizetype kMostPictures = 12;

QSet<QString> headingsOf(const QString& page)
{
    static const QRegularExpression kHeading(QStringLiteral("^#+ (.*)$"), QRegularExpression::MultilineOption);
    QSet<QString> anchors;
    for (auto it = kHeading.globalMatch(manualText(page)); it.hasNext();)
        anchors += headingAnchor(it.next().captured(1));
    return anchors;
}

bool isPage(const QString& id)
{
    return std::any_of(manualPages().begin(), manualPages().end(), [&](const ManualPage& page) { return id == QLatin1String(page.id); });
}

/// Empty when "page" or "page#heading" exists.
QString problemOf(const QString& anchor)
{
    const QString page = anchor.section(u'#', 0, 0), heading = anchor.section(u'#', 1);
    if (!isPage(page))
        return QStringLiteral("there is no page ") + page;
    if (!heading.isEmpty() && !headingsOf(page).contains(heading))
        return QStringLiteral("%1 has no heading %2").arg(page, heading);
    return {};
}

/// The targets of links (or of pictures, with `mark` "!") on a page.
QStringList targetsOf(const QString& page, bool ofPictures)
{
    static const QRegularExpression kLink(QStringLiteral("(!?)\\[[^\\]]*\\]\\(([^)]*)\\)"));
    QStringList targets;
    for (auto it = kLink.globalMatch(manualText(page)); it.hasNext();) {
        const auto match = it.next();
        if (match.captured(1).isEmpty() != ofPictures)
            targets += match.captured(2);
    }
    return targets;
}

} // namespace

class TestManual : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPageIsListed();
    void everyLinkResolves();
    void everyPictureResolvesAndIsSmall();
    void everyPlaceExists();
    void everyPlaceIsInTheStudio();
    void finds_data();
    void finds();
    void opensTheHeading();
    void goesBackAndForth();
    void tellsThePersonsOwnKeys();
};

void TestManual::everyPageIsListed()
{
    for (const QString& file : QDir(QStringLiteral(":/manual")).entryList({QStringLiteral("*.md")}))
        QVERIFY2(isPage(QFileInfo(file).completeBaseName()), qPrintable(file));
    for (const ManualPage& page : manualPages())
        QVERIFY2(manualText(QLatin1String(page.id)).startsWith(QStringLiteral("# %1\n").arg(QLatin1String(page.title))), page.id);
}

void TestManual::everyLinkResolves()
{
    int links = 0;
    for (const ManualPage& page : manualPages())
        for (const QString& target : targetsOf(QLatin1String(page.id), false)) {
            QVERIFY2(!target.startsWith(QLatin1String("http")), "the manual works offline");
            const QString path = target.section(u'#', 0, 0).remove(QStringLiteral(".md")), heading = target.section(u'#', 1);
            const QString problem = problemOf((path.isEmpty() ? QString(QLatin1String(page.id)) : path) + (heading.isEmpty() ? QString() : u'#' + heading));
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(page.id), problem)));
            ++links;
        }
    QVERIFY(links > 10);
}

void TestManual::everyPictureResolvesAndIsSmall()
{
    QSet<QString> shown;
    for (const ManualPage& page : manualPages())
        for (const QString& picture : targetsOf(QLatin1String(page.id), true)) {
            const QString path = QStringLiteral(":/manual/") + picture;
            QVERIFY2(!QImage(path).isNull(), qPrintable(picture));
            QVERIFY2(QFileInfo(path).size() <= kLargestPicture, qPrintable(picture));
            shown += picture;
        }
    const QStringList there = QDir(QStringLiteral(":/manual")).entryList({QStringLiteral("*.jpg"), QStringLiteral("*.png")});
    QCOMPARE(shown, QSet<QString>(there.begin(), there.end()));
    QVERIFY(there.size() <= kMostPictures);
}

void TestManual::everyPlaceExists()
{
    for (const ManualPlace& place : manualPlaces()) {
        const QString problem = problemOf(QLatin1String(place.anchor));
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(place.objectName), problem)));
    }
}

/// The object names are those of widgets.
void TestManual::everyPlaceIsInTheStudio()
{
    QString sources;
    for (const char* folder : {"fit", "jobs", "library", "panels", "style", "timeline", "viewport", "window"})
        for (const QFileInfo& info : QDir(QStringLiteral(EFFIGY_SOURCE_DIR "/ui/") + QLatin1String(folder)).entryInfoList({QStringLiteral("*.cpp")})) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            sources += QString::fromUtf8(file.readAll());
        }
    for (const ManualPlace& place : manualPlaces())
        QVERIFY2(sources.contains(QStringLiteral("QStringLiteral(\"%1\")").arg(QLatin1String(place.objectName))), place.objectName);
}

void TestManual::finds_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("page");
    QTest::newRow("a word of one page") << "Landmarks" << "fit";
    QTest::newRow("whatever its case") << "morph TARGETS" << "render";
    QTest::newRow("several words") << "exit codes: 0 done" << "command-line";
}

void TestManual::finds()
{
    QFETCH(QString, words);
    QFETCH(QString, page);
    QWidget parent;
    const ActionTable actions(&parent);
    ManualWindow window(actions, &parent);
    window.open(QStringLiteral("first-steps"));
    auto* contents = window.findChild<QListWidget*>(QStringLiteral("manualContents"));
    QCOMPARE(contents->count(), int(manualPages().size()));
    QTest::keyClicks(window.findChild<QLineEdit*>(QStringLiteral("manualSearch")), words);
    QVERIFY(contents->count() > 0 && contents->count() < int(manualPages().size()));
    bool isFound = false;
    for (int row = 0; row < contents->count(); ++row)
        if (contents->item(row)->data(Qt::UserRole).toString() == page) {
            contents->setCurrentRow(row);
            isFound = true;
        }
    QVERIFY(isFound);
    QTest::keyClick(window.findChild<QLineEdit*>(QStringLiteral("manualSearch")), Qt::Key_Return);
    QCOMPARE(window.page(), page);
    QVERIFY(!window.findChild<QTextBrowser*>()->extraSelections().isEmpty());
}

void TestManual::opensTheHeading()
{
    QWidget parent;
    const ActionTable actions(&parent);
    ManualWindow window(actions, &parent);
    window.open(QStringLiteral("shape#history"));
    QCOMPARE(window.findChild<QTextBrowser*>()->textCursor().block().text(), QStringLiteral("History"));
}

void TestManual::goesBackAndForth()
{
    QWidget parent;
    const ActionTable actions(&parent);
    ManualWindow window(actions, &parent);
    window.open(QStringLiteral("first-steps"));
    Q_EMIT window.findChild<QTextBrowser*>()->anchorClicked(QUrl(QStringLiteral("fit.md")));
    QCOMPARE(window.page(), QStringLiteral("fit"));
    auto* back = window.findChild<QToolButton*>(QStringLiteral("manualBack"));
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(window.page(), QStringLiteral("first-steps"));
    QVERIFY(!back->isEnabled());
    QTest::mouseClick(window.findChild<QToolButton*>(QStringLiteral("manualForward")), Qt::LeftButton);
    QCOMPARE(window.page(), QStringLiteral("fit"));
}

void TestManual::tellsThePersonsOwnKeys()
{
    QWidget parent;
    ActionTable actions(&parent);
    actions.add({{.id = "compare.split", .menu = "&View", .text = "&Split", .shortcuts = {QKeySequence(QStringLiteral("\\"))}, .run = [] {}},
                 {.id = "compare.off", .menu = "&View", .text = "&Off", .run = [] {}}});
    QVERIFY(shortcutTables(actions).contains(QStringLiteral("| \\\\ | Split |")));
    QVERIFY(!shortcutTables(actions).contains(QStringLiteral("Off")));
    actions.setShortcuts(QStringLiteral("compare.split"), {QKeySequence(QStringLiteral("F7"))});
    ManualWindow window(actions, &parent);
    window.open(QStringLiteral("shortcuts"));
    QVERIFY(window.findChild<QTextBrowser*>()->toPlainText().contains(QStringLiteral("F7")));
}

QTEST_MAIN(TestManual)
#include "tst_manual.moc"
