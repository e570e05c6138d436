// SPDX-License-Identifier: GPL-3.0-or-later
//
// Journeys through the whole window: real project files, a fake worker and a fake renderer.
#include "avatar/timeline_json.h"
#include "core/project/project_fixture.h"
#include "core/sound/made_sounds.h"
#include "studio_fixture.h"
#include "ui/jobs/job_card.h"
#include "ui/library/model_catalog.h"
#include "ui/library/start_page.h"
#include "ui/manual/manual_window.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/viewport/cheat_sheet.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/command_palette.h"
#include "ui/window/document_commands.h"
#include "ui/window/export_panel.h"
#include "ui/window/message_bar.h"
#include "ui/window/preferences_dialog.h"
#include "ui/window/studio_window.h"
#include "ui/window/workspace_docks.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace effigy;
using namespace effigy::ui;
using effigy::test::Answers;
using effigy::test::grey;

class TestStudioWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void beginsWithTheStartPage();
    void opensAProjectAndRendersIt();
    void editsByKeyboardAndUndoes();
    void oneDragIsOneStep();
    void editsSurviveClosingTheWindow();
    void presetsAndResetAreSteps();
    void historyPanelGoesBack();
    void damagedProjectIsToldInPlace();
    void photoBecomesAProject();
    void photosStartFromDecaWhereTheyCan();
    void aModelThatIsDroppedGoesToTheLibrary();
    void severalFacesAreAsked();
    void cancellingTheFaceQuestionDoesNothing();
    void unreadablePhotoIsTold();
    void replacingThePhotoTellsWhatItEntails();
    void aReplacedPhotoBeginsWithTheSameNetworks();
    void aHarmlessReplacementAsksNothing();
    void theSamePhotoOnlyNotesItsPlace();
    void aPhotoThatChangedOnDiskIsOffered();
    void afterAFitTuningIsOffered();
    void savingAsGoesOnInTheNewFile();
    void exportRunsAsAJob();
    void motionOfAVideoIsOneStep();
    void droppedVideoAsksWhatToTake();
    void soundsComeFromTheMenuOrByDropping();
    void motionWaitsForItsProject();
    void closingAsksWhileJobsRun();
    void paletteReachesActionsControlsAndExpressions();
    void compareLooksThroughThePhotosCamera();
    void showsTheModelLibrary();
    void tunesWithAModelOfTheLibrary();
    void workspacesShowTheirDocks();
    void eachWorkspaceKeepsItsArrangement();
    void canvasOnlyShowsTheViewportAlone();
    void themesChangeTheOpenWindow();
    void exportPanelStartsAJob();
    void killedWorkIsOfferedAgain();
    void othersAreToldWhenJobsEnd();
    void newWindowsAreAskedFor();
    void theGuideLeadsToTheSample();
    void exportsGoToAFolderThatExists();
    void picturesGoToThePicturesFolder();
    void handlesTurnTheHead();
    void cheatSheetShowsSwitches();
    void restsWhenEverythingIsLoaded();
    void helpTellsOfThePanelInUse();
    void preferencesTakeEffectAtOnce();
    void shortcutsAreUnique();
    void everyControlHasANameForEveryone();

private:
    void openProject();
    [[nodiscard]] QAction* action(const char* id) { return m_window->actions()[QLatin1String(id)]; }
    [[nodiscard]] double jaw() { return m_window->session().state().controls.get("jawOpen"); }
    StudioServices services();
    void worker(const QString& script);
    void addDeca();

    std::unique_ptr<QTemporaryDir> m_folder;
    Answers m_answers;
    QString m_project;
    std::vector<FaceChoice> m_faces;
    PhotoComparison m_comparison;
    std::unique_ptr<StudioWindow> m_window;
};

void TestStudioWindow::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_DATA_HOME", settings.path().toUtf8());
    QCoreApplication::setOrganizationName(QStringLiteral("EffigyTest"));
}

StudioServices TestStudioWindow::services()
{
    const QString recovery = m_folder->filePath(QStringLiteral("recovery"));
    QDir().mkpath(recovery);
    return {.prompts = &m_answers,
            .workerProgram = m_folder->filePath(QStringLiteral("worker")),
            .recoveryFolder = recovery,
            .newProjectPath = [recovery](const QString&) { return recovery + QStringLiteral("/new.effigy"); },
            .samplePhoto = QStringLiteral("/sample.jpg"),
            .modelFolder = m_folder->filePath(QStringLiteral("models")),
            .presets = avatar::builtInPresets(),
            .scanPhoto =
                [this](const QString& path) {
                    if (path.contains(QStringLiteral("broken")))
                        throw base::Error("bad_photo", "broken.jpg is cut off", "Take another copy.");
                    return PhotoScan{QImage(32, 32, QImage::Format_RGB32), m_faces};
                },
            .comparePhoto = [this](const QString&, const QString&) { return m_comparison; },
            .tuningQuality = QStringLiteral("draft"),
            .tunesAtOnce = false,
            .render = grey};
}

void TestStudioWindow::worker(const QString& script)
{
    QFile file(m_folder->filePath(QStringLiteral("worker")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script.toUtf8());
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The library's record of networks for the free head.
void TestStudioWindow::addDeca()
{
    const QDir models(m_folder->filePath(QStringLiteral("models")));
    QVERIFY(models.mkpath(QStringLiteral("faces")));
    test::writeFileBytes(models.filePath(QStringLiteral("faces/model.json")).toStdString(),
                         R"({"id":"faces","kind":"deca","file":"faces.safetensors","head_model":"free","added":"today"})");
}

void TestStudioWindow::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_answers = {};
    m_faces.assign(1, {});
    m_comparison = {.isSameFile = false, .isSameFraming = true, .face = 0, .faces = {FaceChoice{}}, .decaHead = {}};
    m_project = m_folder->filePath(QStringLiteral("head.effigy"));
    project::NewProject content = test::anyProject();
    content.fit.coefficients.shape = Eigen::VectorXf::Zero(head::loadFreeHead()->shapeCount());
    (void)project::Project::create(m_project.toStdString(), content);
    m_window = std::make_unique<StudioWindow>(services());
    m_window->show();
}

void TestStudioWindow::cleanup() { m_window.reset(); }

void TestStudioWindow::openProject()
{
    QSignalSpy settled(m_window.get(), &StudioWindow::settled);
    m_window->openPath(m_project);
    QTRY_VERIFY(m_window->session().isOpen());
    QTRY_VERIFY(settled.count() > 0);
}

void TestStudioWindow::beginsWithTheStartPage()
{
    QVERIFY(m_window->findChild<StartPage*>()->isVisible());
    for (const QString& id : m_window->workspaces().dockIds())
        QVERIFY2(!m_window->workspaces().dock(id)->isVisible(), qPrintable(id));
    QVERIFY(!action("edit.undo")->isEnabled());
    QVERIFY(!action("export.mesh")->isEnabled());
    QVERIFY(action("file.photo")->isEnabled());
}

void TestStudioWindow::opensAProjectAndRendersIt()
{
    openProject();
    QVERIFY(m_window->viewport().isVisible());
    QVERIFY(m_window->isSettled());
    QVERIFY(action("export.mesh")->isEnabled());
    QVERIFY(m_window->windowTitle().contains(QStringLiteral("head")));
    QCOMPARE(jaw(), 0.125);
}

void TestStudioWindow::editsByKeyboardAndUndoes()
{
    openProject();
    m_window->selectControl(QStringLiteral("jawOpen"));
    ValueSlider* slider = m_window->controls().slider(QStringLiteral("jawOpen"));
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(jaw(), 1.0);
    action("edit.undo")->trigger();
    QCOMPARE(jaw(), 0.125);
    QCOMPARE(slider->value(), 0.125);
    action("edit.redo")->trigger();
    QCOMPARE(jaw(), 1.0);
    QVERIFY(!action("edit.redo")->isEnabled());
}

void TestStudioWindow::oneDragIsOneStep()
{
    openProject();
    m_window->selectControl(QStringLiteral("jawOpen"));
    ValueSlider* slider = m_window->controls().slider(QStringLiteral("jawOpen"));
    QTest::mousePress(slider, Qt::LeftButton, {}, {20, 10});
    for (int x = 30; x < 100; x += 10)
        QTest::mouseMove(slider, {x, 10});
    QTest::mouseRelease(slider, Qt::LeftButton, {}, {90, 10});
    QVERIFY(jaw() > 0.2);
    QCOMPARE(int(m_window->session().history().position()), 1);
}

void TestStudioWindow::editsSurviveClosingTheWindow()
{
    openProject();
    m_window->controls().slider(QStringLiteral("jawOpen"))->edit(0.75);
    m_window.reset();
    m_window = std::make_unique<StudioWindow>(services());
    openProject();
    QCOMPARE(jaw(), 0.75);
    action("edit.undo")->trigger(); // the history came back, too
    QCOMPARE(jaw(), 0.125);
}

void TestStudioWindow::presetsAndResetAreSteps()
{
    openProject();
    m_window->findChild<QAbstractButton*>(QStringLiteral("preset.smile"))->click();
    QVERIFY(m_window->session().state().controls.get("mouthSmileLeft") > 0.3);
    action("avatar.resetAll")->trigger();
    QCOMPARE(int(m_window->session().history().position()), 2);
    action("edit.undo")->trigger();
    QVERIFY(m_window->session().state().controls.get("mouthSmileLeft") > 0.3);
}

void TestStudioWindow::historyPanelGoesBack()
{
    openProject();
    for (const double value : {0.2, 0.4, 0.6})
        m_window->controls().slider(QStringLiteral("jawOpen"))->edit(value);
    auto* list = m_window->findChild<QListWidget*>(QStringLiteral("historyList"));
    QCOMPARE(list->count(), 4);
    list->setCurrentRow(1);
    QCOMPARE(jaw(), 0.2);
    list->setCurrentRow(3);
    QCOMPARE(jaw(), 0.6);
}

void TestStudioWindow::damagedProjectIsToldInPlace()
{
    const QString path = m_folder->filePath(QStringLiteral("bad.effigy"));
    test::writeFileBytes(path.toStdString(), "this is no project");
    m_window->openPath(path);
    auto* bar = m_window->findChild<MessageBar*>();
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(bar->failure().code, QStringLiteral("bad_project"));
    QVERIFY(!m_window->session().isOpen());
}

void TestStudioWindow::photoBecomesAProject()
{
    worker(QStringLiteral("cp '%1' \"$4\"\nprintf '{\"event\":\"result\",\"project\":\"%s\"}\\n' \"$4\"\n").arg(m_project));
    m_window->openPath(QStringLiteral("/photos/holiday.jpg"));
    QTRY_VERIFY(m_window->session().isOpen());
    QVERIFY(m_window->session().isRecovery());
    QCOMPARE(m_answers.facesAsked, 0);
}

void TestStudioWindow::photosStartFromDecaWhereTheyCan()
{
    auto* box = m_window->findChild<QCheckBox*>(QStringLiteral("startDeca"));
    QVERIFY(!box->isEnabled() && !action("file.startFromDeca")->isEnabled());
    QVERIFY(box->toolTip().contains(QStringLiteral("deca_model.tar")));
    addDeca();
    m_window.reset();
    m_window = std::make_unique<StudioWindow>(services()); // which looks at the library
    m_window->show();
    box = m_window->findChild<QCheckBox*>(QStringLiteral("startDeca"));
    QTRY_VERIFY(box->isEnabled());
    QVERIFY(!box->isChecked());
    QTest::mouseClick(box, Qt::LeftButton);
    QVERIFY(action("file.startFromDeca")->isChecked());
    m_window->openPath(QStringLiteral("/photos/holiday.jpg"));
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    const QString arguments = m_window->jobs().jobs().front()->spec().arguments.join(QLatin1Char(' '));
    QVERIFY(arguments.endsWith(QStringLiteral("--deca ") + m_folder->filePath(QStringLiteral("models/faces/faces.safetensors"))));
    m_window.reset();
    m_window = std::make_unique<StudioWindow>(services()); // the choice is kept
    QTRY_VERIFY(m_window->findChild<QCheckBox*>(QStringLiteral("startDeca"))->isChecked());
    action("file.startFromDeca")->trigger();
    QVERIFY(!m_window->findChild<QCheckBox*>(QStringLiteral("startDeca"))->isChecked());
}

void TestStudioWindow::aModelThatIsDroppedGoesToTheLibrary()
{
    const QString path = m_folder->filePath(QStringLiteral("deca_model.tar"));
    test::writeFileBytes(path.toStdString(), "no checkpoint");
    QVERIFY(DocumentCommands::promiseFor(path).contains(QStringLiteral("model library")));
    m_window->openPath(path);
    QTRY_VERIFY(m_answers.shownModels);
    QTRY_COMPARE(m_answers.modelFailures.size(), std::size_t(1));
    QCOMPARE(m_answers.modelFailures.front().code, QStringLiteral("model_refused"));
}

void TestStudioWindow::severalFacesAreAsked()
{
    worker(QStringLiteral("cp '%1' \"$4\"\necho \"$@\" > '%2'\nprintf '{\"event\":\"result\",\"project\":\"%s\"}\\n' \"$4\"\n")
               .arg(m_project, m_folder->filePath(QStringLiteral("arguments"))));
    m_faces.assign(3, {});
    m_answers.face = 2;
    m_window->openPath(QStringLiteral("/photos/group.jpg"));
    QTRY_VERIFY(m_window->session().isOpen());
    QVERIFY(test::fileBytes(m_folder->filePath(QStringLiteral("arguments")).toStdString()).find("--face 2") != std::string::npos);
}

void TestStudioWindow::cancellingTheFaceQuestionDoesNothing()
{
    m_faces.assign(3, {});
    m_window->openPath(QStringLiteral("/photos/group.jpg"));
    QTRY_COMPARE(m_answers.facesAsked, 1);
    QVERIFY(m_window->jobs().jobs().empty());
}

void TestStudioWindow::unreadablePhotoIsTold()
{
    m_window->openPath(QStringLiteral("/photos/broken.jpg"));
    auto* bar = m_window->findChild<MessageBar*>();
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(bar->failure().code, QStringLiteral("bad_photo"));
    QVERIFY(m_window->jobs().jobs().empty());
}

void TestStudioWindow::replacingThePhotoTellsWhatItEntails()
{
    auto file = project::Project::open(m_project.toStdString());
    file.replacePhoto({"second.jpg", test::noiseBytes(10, 4)}, file.fit(), file.alignedPhoto());
    openProject();
    m_comparison = {.isSameFile = false, .isSameFraming = false, .face = std::nullopt, .faces = std::vector<FaceChoice>(2), .decaHead = {}};
    m_answers.photo = QStringLiteral("/photos/third.jpg");
    m_answers.face = 1;
    m_answers.replaces = false;
    action("file.replacePhoto")->trigger();
    QTRY_VERIFY(m_answers.asked);
    QVERIFY(!m_answers.asked->isSameFraming && !m_answers.asked->isTuned);
    QCOMPARE(m_answers.asked->photo, QStringLiteral("third.jpg"));
    QCOMPARE(m_answers.asked->formerPhoto, QStringLiteral("portrait.jpg"));
    QVERIFY(m_window->jobs().jobs().empty());
    m_answers.replaces = true;
    action("file.replacePhoto")->trigger();
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    const QStringList arguments = m_window->jobs().jobs().front()->spec().arguments;
    QCOMPARE(arguments, (QStringList{QStringLiteral("refit"), m_project, QStringLiteral("--face"), QStringLiteral("1"), QStringLiteral("--replace-photo"),
                                     QStringLiteral("/photos/third.jpg"), QStringLiteral("--anew")}));
    action("file.formerPhoto")->trigger();
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(2));
    QVERIFY(m_window->jobs().jobs().back()->spec().arguments.contains(QStringLiteral("--former-photo")));
}

void TestStudioWindow::aReplacedPhotoBeginsWithTheSameNetworks()
{
    openProject();
    m_comparison.decaHead = QStringLiteral("free");
    m_answers.photo = QStringLiteral("/photos/retouched.jpg");
    action("file.replacePhoto")->trigger();
    auto* bar = m_window->findChild<MessageBar*>();
    QTRY_VERIFY(bar->isVisible()); // the library has none
    QCOMPARE(bar->failure().code, QStringLiteral("model_missing"));
    QVERIFY(m_window->jobs().jobs().empty());
    addDeca();
    m_window.reset();
    m_window = std::make_unique<StudioWindow>(services());
    m_window->show();
    QTRY_VERIFY(action("file.startFromDeca")->isEnabled()); // the library has been looked at
    openProject();
    action("file.replacePhoto")->trigger();
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    QVERIFY(m_window->jobs().jobs().front()->spec().arguments.contains(QStringLiteral("--deca")));
}

void TestStudioWindow::aHarmlessReplacementAsksNothing()
{
    openProject();
    QVERIFY(!action("file.formerPhoto")->isEnabled()); // there is none
    m_answers.photo = QStringLiteral("/photos/retouched.jpg");
    action("file.replacePhoto")->trigger();
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    QVERIFY(!m_answers.asked);
    QVERIFY(!m_window->jobs().jobs().front()->spec().arguments.contains(QStringLiteral("--anew")));
}

void TestStudioWindow::theSamePhotoOnlyNotesItsPlace()
{
    openProject();
    m_comparison.isSameFile = true;
    m_answers.photo = QStringLiteral("/moved/portrait.jpg");
    action("file.replacePhoto")->trigger();
    QTRY_VERIFY(m_window->session().info().photoPath == "/moved/portrait.jpg");
    QVERIFY(m_window->jobs().jobs().empty());
}

void TestStudioWindow::aPhotoThatChangedOnDiskIsOffered()
{
    const QString photo = m_folder->filePath(QStringLiteral("portrait.jpg"));
    test::writeFileBytes(photo.toStdString(), "retouched");
    project::Project::open(m_project.toStdString()).setPhotoPath(photo.toStdString());
    openProject();
    auto* bar = m_window->findChild<MessageBar*>();
    QTRY_VERIFY(bar->isVisible() && bar->isOffer());
    QVERIFY(m_window->jobs().jobs().empty()); // never by itself
    QTest::mouseClick(bar->findChild<QPushButton*>(QStringLiteral("messageAccept")), Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    QVERIFY(m_window->jobs().jobs().front()->spec().arguments.contains(photo));
}

void TestStudioWindow::afterAFitTuningIsOffered()
{
    const QString fitted = m_folder->filePath(QStringLiteral("fitted.effigy"));
    QVERIFY(QFile::copy(m_project, fitted));
    worker(QStringLiteral("cp '%1' \"$2\"\nprintf '{\"event\":\"result\",\"project\":\"%s\"}\\n' \"$2\"\n").arg(fitted));
    openProject();
    Session& session = m_window->session();
    OpenedProject tuned{.path = m_project, .info = session.info(), .avatar = session.avatar(), .document = avatar::Document(session.state(), session.history())};
    tuned.info.isInverted = true;
    session.adopt(tuned);
    m_answers.photo = QStringLiteral("/photos/retouched.jpg");
    action("file.replacePhoto")->trigger();
    QTRY_VERIFY(m_answers.asked && m_answers.asked->isTuned);
    auto* bar = m_window->findChild<MessageBar*>();
    QTRY_VERIFY(bar->isVisible() && bar->isOffer());
    QVERIFY(!m_window->session().info().isInverted);
    worker(QStringLiteral("sleep 60\n"));
    QTest::mouseClick(bar->findChild<QPushButton*>(QStringLiteral("messageAccept")), Qt::LeftButton);
    QTRY_COMPARE(m_window->jobs().jobs().back()->spec().verb, QStringLiteral("invert"));
}

void TestStudioWindow::savingAsGoesOnInTheNewFile()
{
    openProject();
    m_window->controls().slider(QStringLiteral("jawOpen"))->edit(0.5);
    m_answers.saveAs = m_folder->filePath(QStringLiteral("named.effigy"));
    action("file.saveAs")->trigger();
    QTRY_COMPARE(m_window->session().path(), m_answers.saveAs);
    QCOMPARE(jaw(), 0.5);
    QVERIFY(QFile::exists(m_project));
}

void TestStudioWindow::exportRunsAsAJob()
{
    openProject();
    worker(QStringLiteral("echo \"$@\" > '%1'\necho '{\"event\":\"result\",\"path\":\"/x.glb\"}'\n")
               .arg(m_folder->filePath(QStringLiteral("arguments"))));
    m_answers.exporting = ExportOptions{.kind = ExportKind::Mesh, .path = QStringLiteral("/x.glb")};
    action("export.mesh")->trigger();
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    QTRY_COMPARE(m_window->jobs().jobs().front()->state(), Job::State::Finished);
    const std::string arguments = test::fileBytes(m_folder->filePath(QStringLiteral("arguments")).toStdString());
    QVERIFY(arguments.find("export mesh " + m_project.toStdString() + " -o /x.glb --events") != std::string::npos);
}

namespace {

/// A worker that writes a motion of the jaw to where it is told, and its arguments to `arguments`.
QString tracker(const QString& arguments)
{
    avatar::Timeline motion;
    motion.fps = 30.0;
    motion.end = 2.0;
    motion.tracks.insert_or_assign("jawOpen", avatar::Track({{.time = 0.0, .value = 0.1, .in = {}, .out = {}}, {.time = 1.0, .value = 0.8, .in = {}, .out = {}}}));
    const QString json = QString::fromStdString(avatar::timelineToJson(motion));
    return QStringLiteral("echo \"$@\" > '%1'\ncat > \"$4\" <<'END'\n%2\nEND\nprintf '{\"event\":\"result\",\"path\":\"%s\"}\\n' \"$4\"\n").arg(arguments, json);
}

} // namespace

void TestStudioWindow::motionOfAVideoIsOneStep()
{
    openProject();
    const QString arguments = m_folder->filePath(QStringLiteral("arguments"));
    worker(tracker(arguments));
    const auto steps = m_window->session().history().position();
    m_answers.video = QStringLiteral("/films/talk.mp4");
    m_answers.tracking = TrackOptions{.video = m_answers.video, .from = 1.5, .hasHead = false, .smoothing = 2.0};
    action("file.video")->trigger();
    QTRY_VERIFY(m_window->session().state().timeline.track("jawOpen") != nullptr);
    QCOMPARE(m_window->session().history().position(), steps + 1);
    QCOMPARE(m_window->session().state().timeline.fps, 30.0);
    const std::string told = test::fileBytes(arguments.toStdString());
    QVERIFY2(told.find("track " + m_project.toStdString()) == 0 && told.find("--video /films/talk.mp4 --smoothing 2 --from 1.500 --no-head") != std::string::npos,
             told.c_str());
    action("edit.undo")->trigger();
    QVERIFY(m_window->session().state().timeline.tracks.empty());
    const QStringList left = QDir::temp().entryList({QStringLiteral("effigy-motion-*")}, QDir::Files);
    QVERIFY2(std::ranges::none_of(left, [&](const QString& name) { return told.find(name.toStdString()) != std::string::npos; }), "the file is gone");
}

void TestStudioWindow::droppedVideoAsksWhatToTake()
{
    QVERIFY(DocumentCommands::promiseFor(QStringLiteral("/films/talk.MP4")).contains(QStringLiteral("talk.MP4")));
    QVERIFY(DocumentCommands::promiseFor(QStringLiteral("/films/talk.mp4")) != DocumentCommands::promiseFor(QStringLiteral("/films/talk.jpg")));
    m_window->openPath(QStringLiteral("/films/talk.mp4")); // no project gets the motion
    QVERIFY(m_answers.askedVideo.isEmpty());
    openProject();
    m_window->openPath(QStringLiteral("/films/talk.mp4"));
    QCOMPARE(m_answers.askedVideo, QStringLiteral("/films/talk.mp4"));
    QVERIFY(m_window->jobs().jobs().empty()); // cancelled
}

void TestStudioWindow::soundsComeFromTheMenuOrByDropping()
{
    QVERIFY(!action("file.sound")->isEnabled());
    openProject();
    const auto wav = test::wavBytes(test::tone(440.0, 0.0, 1.0));
    const std::string bytes(reinterpret_cast<const char*>(wav.data()), wav.size());
    m_answers.sound = m_folder->filePath(QStringLiteral("take.wav"));
    test::writeFileBytes(m_answers.sound.toStdString(), bytes);
    action("file.sound")->trigger();
    QTRY_VERIFY(m_window->session().state().timeline.sound);
    QCOMPARE(action("edit.undo")->text(), QStringLiteral("&Undo Sound track: take.wav"));
    const QString second = m_folder->filePath(QStringLiteral("second.WAV"));
    test::writeFileBytes(second.toStdString(), bytes);
    QVERIFY(DocumentCommands::promiseFor(second).contains(QStringLiteral("timeline")));
    m_window->openPath(second);
    QTRY_COMPARE(m_window->session().state().timeline.sound->name, std::string("second.WAV"));
    action("edit.undo")->trigger();
    QCOMPARE(m_window->session().state().timeline.sound->name, std::string("take.wav"));
}

void TestStudioWindow::motionWaitsForItsProject()
{
    openProject();
    worker(QStringLiteral("sleep 0.3\n") + tracker(m_folder->filePath(QStringLiteral("arguments"))));
    m_answers.video = QStringLiteral("/films/talk.mp4");
    m_answers.tracking = TrackOptions{.video = m_answers.video};
    action("file.video")->trigger();
    m_answers.saveAs = m_folder->filePath(QStringLiteral("named.effigy"));
    action("file.saveAs")->trigger();
    QCOMPARE(m_window->session().path(), m_project); // its name is the motion's address
    m_window->session().close();
    QTRY_COMPARE(m_window->jobs().jobs().front()->state(), Job::State::Finished);
    openProject();
    QTRY_VERIFY(m_window->session().state().timeline.track("jawOpen") != nullptr);
}

void TestStudioWindow::closingAsksWhileJobsRun()
{
    openProject();
    worker(QStringLiteral("trap 'exit 130' TERM\necho '{\"event\":\"progress\",\"stage\":\"pivot\"}'\nwhile :; do sleep 0.05; done\n"));
    action("avatar.tune")->trigger();
    QTRY_COMPARE(m_window->jobs().activeCount(), 1);
    QVERIFY(!action("avatar.tune")->isEnabled() || m_window->jobs().running() == nullptr);
    m_answers.stopsJobs = false;
    QVERIFY(!m_window->close());
    m_answers.stopsJobs = true;
    QVERIFY(m_window->close());
}

void TestStudioWindow::paletteReachesActionsControlsAndExpressions()
{
    openProject();
    const auto commands = m_window->commands();
    const auto has = [&](const QString& text) {
        return std::any_of(commands.begin(), commands.end(), [&](const Command& c) { return c.text == text; });
    };
    QVERIFY(has(QStringLiteral("Front")));
    QVERIFY(has(QStringLiteral("Jaw open")));
    QVERIFY(has(QStringLiteral("Smile")));
}

void TestStudioWindow::compareLooksThroughThePhotosCamera()
{
    openProject();
    action("view.left")->trigger();
    QVERIFY(!m_window->viewport().view().matchesPhoto);
    action("compare.split")->trigger();
    QVERIFY(m_window->viewport().view().matchesPhoto);
    QVERIFY(action("compare.split")->isChecked());
    action("compare.split")->trigger();
    QCOMPARE(m_window->viewport().view().compare, CompareMode::Off);
}

void TestStudioWindow::showsTheModelLibrary()
{
    action("avatar.models")->trigger();
    QVERIFY(m_answers.shownModels != nullptr);
    QVERIFY(m_answers.shownModels->chosen().isEmpty());
    QVERIFY(!m_answers.couldTune); // no project is open
}

void TestStudioWindow::tunesWithAModelOfTheLibrary()
{
    openProject();
    m_answers.modelToTuneWith = QStringLiteral("next3d");
    action("avatar.models")->trigger();
    QVERIFY(m_answers.couldTune);
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    const QStringList arguments = m_window->jobs().jobs().front()->spec().arguments;
    QCOMPARE(arguments.mid(0, 2), (QStringList{QStringLiteral("invert"), m_project}));
    QCOMPARE(arguments.mid(arguments.indexOf(QStringLiteral("--model")), 2), (QStringList{QStringLiteral("--model"), QStringLiteral("next3d")}));
    m_answers.modelToTuneWith.clear();
    QTRY_VERIFY(m_window->jobs().jobs().front()->isOver());
}

void TestStudioWindow::workspacesShowTheirDocks()
{
    openProject();
    WorkspaceDocks& spaces = m_window->workspaces();
    QCOMPARE(spaces.current(), QStringLiteral("animate"));
    QVERIFY(spaces.dock(QStringLiteral("presets"))->isVisible());
    QVERIFY(!spaces.dock(QStringLiteral("export"))->isVisible());
    action("workspace.render")->trigger();
    QVERIFY(spaces.dock(QStringLiteral("export"))->isVisible());
    QVERIFY(!spaces.dock(QStringLiteral("controls"))->isVisible());
    QVERIFY(m_window->viewport().isVisible());
    action("workspace.style")->trigger();
    QVERIFY(spaces.dock(QStringLiteral("looks"))->isVisible() && spaces.dock(QStringLiteral("style"))->isVisible());
    QVERIFY(!spaces.dock(QStringLiteral("export"))->isVisible());
}

void TestStudioWindow::eachWorkspaceKeepsItsArrangement()
{
    openProject();
    action("window.dock.history")->trigger(); // away
    action("workspace.shape")->trigger();
    QVERIFY(m_window->workspaces().dock(QStringLiteral("history"))->isVisible());
    m_window->close();
    m_window.reset();
    m_window = std::make_unique<StudioWindow>(services());
    m_window->show();
    openProject();
    QCOMPARE(m_window->workspaces().current(), QStringLiteral("shape"));
    action("workspace.animate")->trigger();
    QVERIFY(!m_window->workspaces().dock(QStringLiteral("history"))->isVisible());
    action("window.resetLayout")->trigger();
    QVERIFY(m_window->workspaces().dock(QStringLiteral("history"))->isVisible());
}

void TestStudioWindow::canvasOnlyShowsTheViewportAlone()
{
    openProject();
    action("window.canvasOnly")->trigger();
    QVERIFY(m_window->viewport().isVisible());
    QTRY_COMPARE(m_window->viewport().size(), m_window->size());
    action("window.canvasOnly")->trigger();
    QVERIFY(m_window->workspaces().dock(QStringLiteral("controls"))->isVisible());
    QVERIFY(m_window->statusBar()->isVisible());
}

void TestStudioWindow::themesChangeTheOpenWindow()
{
    openProject();
    action("theme.light")->trigger();
    QVERIFY(m_window->palette().color(QPalette::Window).lightness() > 200);
    QVERIFY(action("theme.light")->isChecked());
    QCOMPARE(QSettings().value(QStringLiteral("theme")).toString(), QStringLiteral("light"));
    action("theme.dark")->trigger();
    QVERIFY(m_window->palette().color(QPalette::Window).lightness() < 60);
}

void TestStudioWindow::exportPanelStartsAJob()
{
    openProject();
    worker(QStringLiteral("echo '{\"event\":\"result\",\"path\":\"/x.png\"}'\n"));
    action("workspace.render")->trigger();
    auto* panel = m_window->findChild<ExportPanel*>();
    panel->setKind(ExportKind::Mesh);
    QTest::mouseClick(panel->findChild<QPushButton*>(QStringLiteral("exportStart")), Qt::LeftButton);
    QTRY_COMPARE(m_window->jobs().jobs().size(), std::size_t(1));
    const QStringList arguments = m_window->jobs().jobs().front()->spec().arguments;
    QCOMPARE(arguments.mid(0, 2), (QStringList{QStringLiteral("export"), QStringLiteral("mesh")}));
    QVERIFY(arguments.last().endsWith(QStringLiteral("/portrait.glb")));
    QTRY_VERIFY(m_window->jobs().jobs().front()->isOver());
}

void TestStudioWindow::killedWorkIsOfferedAgain()
{
    worker(QStringLiteral("echo '{\"event\":\"result\",\"project\":\"x\"}'\n"));
    StudioServices with = services();
    with.journalFolder = m_folder->filePath(QStringLiteral("open"));
    QDir().mkpath(with.journalFolder);
    test::writeFileBytes((with.journalFolder + QStringLiteral("/a.lock")).toStdString(), "");
    test::writeFileBytes((with.journalFolder + QStringLiteral("/a.json")).toStdString(),
                         "{\"project\":\"" + m_project.toStdString() + "\",\"jobs\":[{\"title\":\"Tune\",\"verb\":\"invert\",\"program\":\"" +
                             with.workerProgram.toStdString() + "\",\"arguments\":[\"invert\",\"" + m_project.toStdString() + "\"]}]}");
    m_window = std::make_unique<StudioWindow>(with);
    m_window->show();
    QTRY_VERIFY(m_window->findChild<QAbstractButton*>(QStringLiteral("projectTile")));
    QVERIFY(m_window->findChild<QAbstractButton*>(QStringLiteral("projectTile"))->accessibleName().contains(QStringLiteral("when the studio stopped")));
    QCOMPARE(int(m_window->jobs().jobs().size()), 1);
    QCOMPARE(m_window->jobs().jobs().front()->state(), Job::State::Interrupted);
    auto* goOn = m_window->findChild<QPushButton*>(QStringLiteral("jobRetry"));
    QTRY_VERIFY(goOn->isVisible()); // also on the start page
    QTest::mouseClick(goOn, Qt::LeftButton);
    QTRY_COMPARE(m_window->jobs().jobs().front()->state(), Job::State::Finished);
}

void TestStudioWindow::othersAreToldWhenJobsEnd()
{
    struct Ears : Notifier {
        QStringList heard;
        void notify(const QString& title, const QString& text) override { heard += title + QStringLiteral(": ") + text; }
    } ears;
    StudioServices with = services();
    with.notifier = &ears;
    m_window = std::make_unique<StudioWindow>(with); // not shown: another program has the attention
    worker(QStringLiteral("echo '{\"event\":\"error\",\"code\":\"no_face\",\"message\":\"No face\"}'\nexit 1\n"));
    m_window->openPath(QStringLiteral("/photos/holiday.jpg"));
    QTRY_COMPARE(ears.heard, QStringList{QStringLiteral("Reconstruct holiday.jpg: No face")});
    m_window.reset();
}

void TestStudioWindow::newWindowsAreAskedFor()
{
    QVERIFY(!action("file.window")->isEnabled()); // nobody can make one here
    StudioServices with = services();
    QStringList asked;
    with.openWindow = [&](const QString& path) { asked += path; };
    m_window = std::make_unique<StudioWindow>(with);
    m_window->show();
    action("file.window")->trigger();
    QCOMPARE(asked, QStringList{QString()});
    m_window.reset();
}

void TestStudioWindow::theGuideLeadsToTheSample()
{
    worker(QStringLiteral("cp '%1' \"$4\"\nprintf '{\"event\":\"result\",\"project\":\"%s\"}\\n' \"$4\"\n").arg(m_project));
    m_answers.guideEnd = GuideEnd::OpenSample;
    action("help.guide")->trigger();
    QVERIFY(m_window->viewport().navigation() == NavigationPreset::Blender); // chosen in the guide
    QVERIFY(QSettings().value(QStringLiteral("guide/seen")).toBool());
    QTRY_VERIFY(m_window->session().isOpen());
}

void TestStudioWindow::exportsGoToAFolderThatExists()
{
    QTemporaryDir account; // a fresh one has no folder for pictures
    qputenv("HOME", account.path().toUtf8());
    openProject();
    const auto proposed = [this] { return QFileInfo(m_window->findChild<ExportPanel*>()->findChild<QLineEdit*>(QStringLiteral("exportPath"))->text()).absolutePath(); };
    QTRY_COMPARE(proposed(), account.path());
    m_window.reset();
    m_window = std::make_unique<StudioWindow>(services());
    QVERIFY(QDir(account.path()).mkdir(QStringLiteral("Pictures")));
    openProject();
    QTRY_COMPARE(proposed(), account.filePath(QStringLiteral("Pictures")));
}

void TestStudioWindow::picturesGoToThePicturesFolder()
{
    qputenv("HOME", m_folder->path().toUtf8());
    openProject();
    action("view.screenshotTransparent")->trigger();
    auto* bar = m_window->statusBar();
    QTRY_VERIFY(bar->currentMessage().contains(QStringLiteral("portrait-001.png")));
}

void TestStudioWindow::handlesTurnTheHead()
{
    openProject();
    action("view.handles")->trigger();
    Viewport& viewport = m_window->viewport();
    Q_EMIT viewport.handleGrabbed(QStringLiteral("head"));
    Q_EMIT viewport.handleDragged(QStringLiteral("head"), {0.05, 0.0});
    Q_EMIT viewport.handleDragged(QStringLiteral("head"), {0.1, 0.0});
    Q_EMIT viewport.handleReleased(QStringLiteral("head"));
    QVERIFY(qAbs(m_window->session().state().controls.get("headYaw") - 18.0) < 1e-9); // a tenth of half a turn
    QCOMPARE(int(m_window->session().history().position()), 1);
}

void TestStudioWindow::cheatSheetShowsSwitches()
{
    openProject();
    m_window->resize(1600, 1000);
    action("help.keys")->trigger();
    auto* sheet = m_window->findChild<CheatSheet*>();
    QVERIFY(sheet->isVisible());
    const auto says = [&](const QString& text) {
        const auto labels = sheet->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == text; });
    };
    QVERIFY(says(QStringLiteral("Shift+G")));
    QVERIFY(says(QStringLiteral("Floor grid")));
    for (const QLabel* label : sheet->findChildren<QLabel*>())
        QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text() + QStringLiteral(" is cut")));
    action("help.keys")->trigger();
    QVERIFY(!sheet->isVisible());
}

void TestStudioWindow::restsWhenEverythingIsLoaded()
{
    QTRY_VERIFY(m_window->isAtRest()); // the start page
    QSignalSpy rested(m_window.get(), &StudioWindow::rested);
    openProject();
    QTRY_VERIFY(m_window->isAtRest());
    QVERIFY(rested.count() > 0);
}

void TestStudioWindow::helpTellsOfThePanelInUse()
{
    openProject();
    QCursor::setPos(m_window->mapToGlobal(QPoint(-50, -50))); // over none of the panels
    m_window->selectControl(QStringLiteral("jawOpen"));
    action("help.manual")->trigger();
    auto* manual = m_window->findChild<ManualWindow*>();
    QVERIFY(manual && manual->isVisible());
    QCOMPARE(manual->page(), QStringLiteral("shape"));
    m_window->viewport().setFocus();
    action("help.manual")->trigger();
    QCOMPARE(manual->page(), QStringLiteral("viewport"));
    manual->close();
    action("edit.preferences")->trigger();
    auto* preferences = m_window->findChild<PreferencesDialog*>();
    QTRY_VERIFY(preferences->isVisible());
    QTest::keyClick(preferences, Qt::Key_F1);
    auto* beside = preferences->findChild<ManualWindow*>();
    QVERIFY(beside && beside->isVisible());
    QCOMPARE(beside->page(), QStringLiteral("first-steps"));
}

void TestStudioWindow::preferencesTakeEffectAtOnce()
{
    action("edit.preferences")->trigger();
    auto* dialog = m_window->findChild<PreferencesDialog*>();
    const auto choose = [dialog](const char* name, const char* data) {
        auto* box = dialog->findChild<QComboBox*>(QLatin1String(name));
        box->setCurrentIndex(box->findData(QLatin1String(data)));
        Q_EMIT box->activated(box->currentIndex());
    };
    QVERIFY(!dialog->findChild<QComboBox*>(QStringLiteral("preferLanguage"))); // this window has no voice
    choose("preferTheme", "light");
    QVERIFY(currentTheme() == Theme::Light);
    QVERIFY(action("theme.light")->isChecked());
    choose("preferTheme", "dark");
    choose("preferNavigation", "maya");
    QVERIFY(m_window->viewport().navigation() == NavigationPreset::Maya);
    choose("preferQuality", "fine");
    QCOMPARE(QSettings().value(QStringLiteral("tuning/quality")).toString(), QStringLiteral("fine"));
    QTest::mouseClick(dialog->findChild<QCheckBox*>(QStringLiteral("preferReducedMotion")), Qt::LeftButton);
    QVERIFY(m_window->viewport().hasReducedMotion());
    QVERIFY(action("view.reducedMotion")->isChecked());
}

void TestStudioWindow::shortcutsAreUnique()
{
    QStringList seen;
    for (const QAction* a : m_window->actions().all()) {
        for (const QKeySequence& keys : a->shortcuts()) {
            QVERIFY2(!seen.contains(keys.toString()), qPrintable(keys.toString()));
            seen += keys.toString();
        }
    }
}

void TestStudioWindow::everyControlHasANameForEveryone()
{
    openProject();
    for (QAbstractButton* button : m_window->findChildren<QAbstractButton*>()) {
        const bool isOurs = !button->objectName().isEmpty() && !button->objectName().startsWith(QLatin1String("qt_"));
        if (isOurs && button->isVisible())
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
    }
    for (const QAction* a : m_window->actions().all())
        QVERIFY(!a->text().isEmpty());
}

QTEST_MAIN(TestStudioWindow)
#include "tst_studio_window.moc"
