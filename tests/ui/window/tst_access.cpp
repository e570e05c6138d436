// SPDX-License-Identifier: GPL-3.0-or-later
//
// The studio without eyes and without a mouse: what screen readers are told, and where keys alone lead.
#include "core/project/project_fixture.h"
#include "studio_fixture.h"
#include "ui/jobs/job_queue.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/studio_window.h"
#include "ui/window/workspace_docks.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace effigy;
using namespace effigy::ui;
using effigy::test::Answers;
using effigy::test::grey;

class TestAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void everythingInFocusHasANameAndARole_data() { addWorkspaces(); }
    void everythingInFocusHasANameAndARole();
    void theStartPageHasNamesToo();
    void tabReachesEverythingAndTrapsNobody_data() { addWorkspaces(); }
    void tabReachesEverythingAndTrapsNobody();
    void slidersTellTheirValue();
    void keysLeadFromThePhotoToTheExport();

private:
    void addWorkspaces();
    void openProject();
    void enter(const QString& workspace);
    void checkNames();
    /// Visible, enabled, and reached by Tab.
    [[nodiscard]] std::vector<QWidget*> stops() const;
    void worker(const QString& script);
    void press(const QKeySequence& keys);

    std::unique_ptr<QTemporaryDir> m_folder;
    Answers m_answers;
    QString m_project;
    std::unique_ptr<StudioWindow> m_window;
};

namespace {

QString described(const QWidget* widget)
{
    QString path;
    for (const QWidget* part = widget; part && path.size() < 120; part = part->parentWidget())
        path = QLatin1String(part->metaObject()->className()) + u'#' + part->objectName() + u' ' + path;
    return path;
}

} // namespace

void TestAccess::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_DATA_HOME", settings.path().toUtf8());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
    QAccessible::setActive(true);
}

void TestAccess::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_answers = {};
    m_project = m_folder->filePath(QStringLiteral("head.effigy"));
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)project::Project::create(m_project.toStdString(), content);
    const QString recovery = m_folder->filePath(QStringLiteral("recovery"));
    QDir().mkpath(recovery);
    m_window = std::make_unique<StudioWindow>(StudioServices{.prompts = &m_answers,
                                                             .workerProgram = m_folder->filePath(QStringLiteral("worker")),
                                                             .recoveryFolder = recovery,
                                                             .newProjectPath = [recovery](const QString&) { return recovery + QStringLiteral("/new.effigy"); },
                                                             .samplePhoto = QStringLiteral("/sample.jpg"),
                                                             .presets = avatar::builtInPresets(),
                                                             .looks = avatar::builtInLooks(),
                                                             .scanPhoto = [](const QString&) {
                                                                 return PhotoScan{QImage(32, 32, QImage::Format_RGB32), std::vector<FaceChoice>(1)};
                                                             },
                                                             .tunesAtOnce = false,
                                                             .render = grey});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestAccess::addWorkspaces()
{
    QTest::addColumn<QString>("workspace");
    for (const char* id : {"fit", "shape", "animate", "style", "render"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestAccess::openProject()
{
    QSignalSpy settled(m_window.get(), &StudioWindow::settled);
    m_window->openPath(m_project);
    QTRY_VERIFY(m_window->session().isOpen());
    QTRY_VERIFY(settled.count() > 0);
}

void TestAccess::enter(const QString& workspace)
{
    m_window->workspaces().enter(workspace);
    QCOMPARE(m_window->workspaces().current(), workspace);
    QApplication::processEvents();
}

std::vector<QWidget*> TestAccess::stops() const
{
    std::vector<QWidget*> stops;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        const bool isStop = widget->isVisibleTo(m_window.get()) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()
                            && widget->window() == m_window.get();
        if (isStop)
            stops.push_back(widget);
    }
    return stops;
}

void TestAccess::checkNames()
{
    const auto all = stops();
    QVERIFY(all.size() > 3);
    for (const QWidget* widget : all) {
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        QVERIFY2(face, qPrintable(described(widget)));
        const bool hasRole = face->role() != QAccessible::NoRole && face->role() != QAccessible::Client;
        QVERIFY2(hasRole, qPrintable(QStringLiteral("no role: ") + described(widget)));
        QVERIFY2(!face->text(QAccessible::Name).trimmed().isEmpty(), qPrintable(QStringLiteral("no name: ") + described(widget)));
    }
}

void TestAccess::everythingInFocusHasANameAndARole()
{
    QFETCH(QString, workspace);
    openProject();
    enter(workspace);
    checkNames();
}

void TestAccess::theStartPageHasNamesToo() { checkNames(); }

void TestAccess::tabReachesEverythingAndTrapsNobody()
{
    QFETCH(QString, workspace);
    openProject();
    enter(workspace);
    const auto wanted = stops();
    std::set<const QWidget*> reached;
    wanted.front()->setFocus(Qt::TabFocusReason);
    for (std::size_t i = 0; i < 2 * wanted.size() + 10; ++i) {
        QVERIFY(QApplication::focusWidget());
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const QWidget* widget : wanted) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool isReachedByArrows = button && button->group() && button->group()->exclusive() && !button->isChecked();
        if (!isReachedByArrows)
            QVERIFY2(reached.contains(widget) || !widget->isVisible(), qPrintable(described(widget)));
    }
}

void TestAccess::slidersTellTheirValue()
{
    openProject();
    enter(QStringLiteral("shape"));
    m_window->selectControl(QStringLiteral("jawOpen"));
    auto* slider = m_window->controls().slider(QStringLiteral("jawOpen"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(slider);
    QCOMPARE(face->role(), QAccessible::Slider);
    const QString before = face->text(QAccessible::Value);
    QTest::keyClick(slider, Qt::Key_End);
    QVERIFY(face->text(QAccessible::Value) != before);
}

void TestAccess::worker(const QString& script)
{
    QFile file(m_folder->filePath(QStringLiteral("worker")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script.toUtf8());
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// Keys as a person presses them: to what has the focus.
void TestAccess::press(const QKeySequence& keys)
{
    QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
    QTest::keyClick(target, keys[0].key(), keys[0].keyboardModifiers());
}

void TestAccess::keysLeadFromThePhotoToTheExport()
{
    worker(QStringLiteral("case \"$1\" in reconstruct) cp '%1' \"$4\"; printf '{\"event\":\"result\",\"project\":\"%s\"}\\n' \"$4\";;\n"
                          "*) echo \"$@\" > '%2'; echo '{\"event\":\"result\",\"path\":\"/x.glb\"}';; esac\n")
               .arg(m_project, m_folder->filePath(QStringLiteral("arguments"))));
    m_answers.photo = QStringLiteral("/photos/holiday.jpg");
    m_answers.exporting = ExportOptions{.kind = ExportKind::Mesh, .path = QStringLiteral("/x.glb")};
    press(QKeySequence(QKeySequence::New)); // open a photo: it is fitted
    QTRY_VERIFY(m_window->session().isOpen());
    press(QKeySequence(QStringLiteral("Ctrl+1")));
    QTRY_COMPARE(m_window->workspaces().current(), m_window->workspaces().available().front().id);
    press(QKeySequence(QStringLiteral("Ctrl+2")));
    const double before = m_window->session().state().controls.get("jawOpen");
    press(QKeySequence(QKeySequence::Find));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Jaw open"));
    auto* jaw = m_window->controls().slider(QStringLiteral("jawOpen"));
    for (int i = 0; i < 20 && QApplication::focusWidget() != jaw; ++i)
        press(QKeySequence(Qt::Key_Tab));
    QCOMPARE(QApplication::focusWidget(), jaw);
    press(QKeySequence(Qt::Key_End));
    QCOMPARE(m_window->session().state().controls.get("jawOpen"), 1.0);
    press(QKeySequence(QKeySequence::Undo));
    QCOMPARE(m_window->session().state().controls.get("jawOpen"), before);
    press(QKeySequence(QStringLiteral("Ctrl+Shift+Z")));
    press(QKeySequence(QStringLiteral("Ctrl+Alt+E")));
    const QString arguments = m_folder->filePath(QStringLiteral("arguments"));
    QTRY_VERIFY(QFile::exists(arguments) && !test::fileBytes(arguments.toStdString()).empty());
    QVERIFY(test::fileBytes(arguments.toStdString()).starts_with("export mesh "));
}

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
