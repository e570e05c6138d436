// SPDX-License-Identifier: GPL-3.0-or-later
//
// A window that changes its language says everything that a window made in that language says, and keeps what is open.
#include "core/project/project_fixture.h"
#include "ui/language/languages.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/first_run_guide.h"
#include "ui/window/studio_window.h"
#include "ui/window/workspace_docks.h"
#include "ui/window/studio_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace effigy;
using namespace effigy::ui;

namespace {

void addItems(const QWidget* widget, QStringList& texts)
{
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        for (int i = 0; i < box->count(); ++i)
            texts += box->itemText(i);
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
        for (int i = 0; i < tabs->count(); ++i)
            texts += tabs->tabText(i) + tabs->tabToolTip(i);
    if (const auto* list = qobject_cast<const QListWidget*>(widget))
        for (int i = 0; i < list->count(); ++i)
            texts += list->item(i)->text();
    if (const auto* tree = qobject_cast<const QTreeWidget*>(widget))
        for (int i = 0; i < tree->columnCount(); ++i)
            texts += tree->headerItem()->text(i);
}

/// Everything that `window` says, with who says it; sorted. Memory and times differ from one moment to the next.
QStringList textsOf(QWidget& window)
{
    QStringList all;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const QString name = widget->objectName();
        if (name == QLatin1String("statusMemory") || name == QLatin1String("statusFrameTime") || name.isEmpty() ||
            name.startsWith(QLatin1String("qt_")) || name.startsWith(QLatin1String("Scroll"))) // the last two are Qt's
            continue;
        QStringList texts{widget->windowTitle(), widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()};
        for (const char* property : {"text", "placeholderText", "title", "suffix"})
            texts += widget->property(property).toString();
        addItems(widget, texts);
        texts.removeAll(QString());
        all += QStringLiteral("%1 %2: %3").arg(QLatin1String(widget->metaObject()->className()), name, texts.join(QStringLiteral(" | ")));
    }
    for (const QAction* action : window.findChildren<QAction*>())
        if (!action->objectName().isEmpty())
            all += QStringLiteral("%1: %2 | %3").arg(action->objectName(), action->text(), action->toolTip());
    for (const QMenu* menu : window.findChildren<QMenu*>())
        all += QStringLiteral("menu: ") + menu->title();
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->objectName().isEmpty())
            all += QStringLiteral("label: ") + label->text();
    all.sort();
    return all;
}

QString firstDifference(const QStringList& a, const QStringList& b)
{
    QStringList onlyA = a, onlyB = b;
    for (const QString& line : b)
        onlyA.removeOne(line);
    for (const QString& line : a)
        onlyB.removeOne(line);
    return QStringLiteral("switched only:\n%1\nmade anew only:\n%2").arg(onlyA.join(u'\n'), onlyB.join(u'\n'));
}

} // namespace

class TestLanguageSwitch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysEverythingInTheNewLanguage_data();
    void saysEverythingInTheNewLanguage();
    void keepsWhatIsOpen();
    void theMenuChangesTheLanguage();
    void theGuideChangesTheLanguage();

private:
    StudioServices services();
    void openProject(StudioWindow& window) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    test::Answers m_answers;
    QString m_project;
    std::unique_ptr<Speech> m_speech;
};

void TestLanguageSwitch::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_DATA_HOME", settings.path().toUtf8());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
}

void TestLanguageSwitch::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_project = m_folder->filePath(QStringLiteral("head.effigy"));
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)project::Project::create(m_project.toStdString(), content);
    m_speech = std::make_unique<Speech>();
    m_speech->speak(QStringLiteral("en"));
}

void TestLanguageSwitch::cleanup() { m_speech.reset(); }

StudioServices TestLanguageSwitch::services()
{
    const QString recovery = m_folder->filePath(QStringLiteral("recovery"));
    QDir().mkpath(recovery);
    return {.prompts = &m_answers,
            .workerProgram = QStringLiteral("/bin/true"),
            .recoveryFolder = recovery,
            .newProjectPath = [recovery](const QString&) { return recovery + QStringLiteral("/new.effigy"); },
            .samplePhoto = {},
            .presets = {avatar::builtInPresets().front()}, // each is drawn
            .scanPhoto = {},
            .tunesAtOnce = false,
            .render = test::grey,
            .speech = m_speech.get()};
}

void TestLanguageSwitch::openProject(StudioWindow& window) const
{
    QSignalSpy rested(&window, &StudioWindow::rested);
    window.show();
    window.openPath(m_project);
    QTRY_VERIFY(window.session().isOpen());
    QTRY_VERIFY(rested.count() > 0);
}

void TestLanguageSwitch::saysEverythingInTheNewLanguage_data()
{
    QTest::addColumn<QString>("language");
    for (const Language& language : languages())
        QTest::newRow(language.code) << QString(QLatin1String(language.code));
}

void TestLanguageSwitch::saysEverythingInTheNewLanguage()
{
    QFETCH(QString, language);
    m_speech->speak(language == QLatin1String("de") ? QStringLiteral("ko") : QStringLiteral("de")); // from another one
    StudioWindow switched(services());
    openProject(switched);
    const QStringList before = textsOf(switched);
    m_speech->speak(language);
    QTRY_VERIFY(switched.actions()[QStringLiteral("file.open")]->text() != QString() && textsOf(switched) != before);
    StudioWindow anew(services());
    openProject(anew);
    QTRY_VERIFY2(textsOf(switched) == textsOf(anew), qPrintable(firstDifference(textsOf(switched), textsOf(anew))));
}

void TestLanguageSwitch::keepsWhatIsOpen()
{
    StudioWindow window(services());
    openProject(window);
    window.workspaces().enter(QStringLiteral("shape"));
    window.selectControl(QStringLiteral("jawOpen"));
    ValueSlider* slider = window.controls().slider(QStringLiteral("jawOpen"));
    slider->edit(0.5);
    slider->setLocked(true);
    window.viewport().lookFrom(NamedView::Left);
    QTRY_VERIFY(window.isSettled());
    const double yaw = window.viewport().view().orbit.yaw;
    m_speech->speak(QStringLiteral("ja"));
    QTRY_COMPARE(slider->spec().label, QStringLiteral("顎を開く"));
    QCOMPARE(window.session().state().controls.get("jawOpen"), 0.5);
    QVERIFY(slider->isLocked());
    QCOMPARE(window.workspaces().current(), QStringLiteral("shape"));
    QCOMPARE(window.viewport().view().orbit.yaw, yaw);
    QCOMPARE(window.actions()[QStringLiteral("edit.undo")]->text(), QStringLiteral("元に戻す(&U): 顎を開く"));
    window.actions()[QStringLiteral("edit.undo")]->trigger();
    QVERIFY(window.session().state().controls.get("jawOpen") != 0.5);
}

void TestLanguageSwitch::theMenuChangesTheLanguage()
{
    StudioWindow window(services());
    window.show();
    window.actions()[QStringLiteral("language.ko")]->trigger();
    QTRY_COMPARE(window.actions()[QStringLiteral("file.open")]->text(), QStringLiteral("프로젝트 열기(&O)…"));
    QCOMPARE(chosenLanguage(), QStringLiteral("ko"));
    QVERIFY(window.actions()[QStringLiteral("language.ko")]->isChecked());
    QCOMPARE(window.actions().menuOf(window.actions()[QStringLiteral("language.ko")]), QStringLiteral("창, 언어"));
}

void TestLanguageSwitch::theGuideChangesTheLanguage()
{
    QString chosen;
    FirstRunGuide guide({.navigation = NavigationPreset::Blender,
                         .chooseNavigation = [](NavigationPreset) {},
                         .chooseTheme = [](Theme) {},
                         .language = {},
                         .chooseLanguage = [&](const QString& code) {
                             chosen = code;
                             m_speech->speak(code);
                         },
                         .deviceTest = {},
                         .testPicture = {},
                         .showModels = [] {},
                         .hasSample = true});
    guide.show();
    guide.findChild<QRadioButton*>(QStringLiteral("guideLanguage.de"))->click();
    QCOMPARE(chosen, QStringLiteral("de"));
    QTRY_COMPARE(guide.windowTitle(), QStringLiteral("Willkommen bei Effigy"));
    QCOMPARE(guide.findChild<QStackedWidget*>()->currentIndex(), 0);
    QTRY_VERIFY(guide.findChild<QRadioButton*>(QStringLiteral("guideLanguage.de"))->isChecked());
    QVERIFY(guide.findChild<QRadioButton*>(QStringLiteral("guideNavigation.blender"))->isChecked());
}

QTEST_MAIN(TestLanguageSwitch)
#include "tst_language_switch.moc"
