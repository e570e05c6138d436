// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/studio_window.h"

#include "ui/fit/fit_canvas.h"
#include "ui/fit/fit_panel.h"
#include "ui/fit/fit_workspace.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/jobs/worker_commands.h"
#include "ui/library/model_catalog.h"
#include "ui/library/recent_projects.h"
#include "ui/library/start_page.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/control_pilot.h"
#include "ui/panels/gaze_pad.h"
#include "ui/panels/gaze_pilot.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/pose_pilot.h"
#include "ui/panels/preset_panel.h"
#include "ui/style/look_gallery.h"
#include "ui/style/look_pilot.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_pilot.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/command_palette.h"
#include "ui/window/document_commands.h"
#include "ui/window/export_panel.h"
#include "ui/window/key_columns.h"
#include "ui/window/message_bar.h"
#include "ui/window/pose_handles.h"
#include "ui/window/status_line.h"
#include "ui/window/tile_pictures.h"
#include "ui/window/tool_strip.h"
#include "ui/window/top_bar.h"
#include "ui/window/view_commands.h"
#include "ui/window/viewport_pilot.h"
#include "ui/window/work_keeper.h"
#include "ui/window/workspace_docks.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr int kSentenceMs = 6000;
const QString kGuideSeen = QStringLiteral("guide/seen");

} // namespace

StudioWindow::StudioWindow(StudioServices services, QWidget* parent)
    : QMainWindow(parent),
      m_services(std::move(services)),
      m_session(new Session(m_services.recoveryFolder, this)),
      m_queue(new JobQueue(this)),
      m_projectJobs(new ProjectJobs(m_queue, m_services.prompts, m_services.workerProgram, m_services.scanPhoto,
                                    m_services.newProjectPath, this)),
      m_document(new DocumentCommands(m_session, m_projectJobs, m_services.prompts, this)),
      m_recents(new RecentProjects(this)),
      m_keeper(new WorkKeeper(m_services.journalFolder, m_session, m_queue, m_recents, this)),
      m_models(new ModelCatalog(m_services.modelFolder, this)),
      m_frames(m_services.render ? new AvatarFrames(m_services.render, this) : new AvatarFrames(this)),
      m_presetPictures(new TilePictures(this)),
      m_lookPictures(new TilePictures(this)),
      m_actions(new ActionTable(this)),
      m_pages(new QStackedWidget(this)),
      m_docks(new WorkspaceDocks(this, m_pages, studioWorkspaces())),
      m_topBar(new TopBar(this)),
      m_toolBar(new ToolStrip(this)),
      m_status(new StatusLine(this)),
      m_startPage(new StartPage(this)),
      m_viewport(new Viewport(this)),
      m_messages(new MessageBar(this)),
      m_controls(new ControlPanel(head::headControls(), this)),
      m_lookControls(new ControlPanel(head::lookControls().subspan(1), ControlPanel::Kind::Look, this)), // the strength is in the gallery
      m_lookGallery(new LookGallery(this)),
      m_looks(new LookPilot(m_session, m_lookGallery, m_lookPictures, m_services.looks, this)),
      m_presetPanel(new PresetPanel({}, this)),
      m_poses(new PosePilot(m_session, m_presetPanel, m_services.presets, m_services.visemes, m_services.poseFolder.toStdString(),
                            {[this] { return m_services.prompts->poseToOpen(); },
                             [this](const QString& name) { return m_services.prompts->poseToSave(name); }},
                            this)),
      m_gazePad(new GazePad(this)),
      m_history(new HistoryPanel(this)),
      m_exportPanel(new ExportPanel(this)),
      m_jobsPanel(new JobsPanel(m_queue, this)),
      m_timeline(new TimelinePanel(this)),
      m_timelinePilot(new TimelinePilot(m_session, m_timeline,
                                        {[this] { return m_services.prompts->motionToOpen(); },
                                         [this] { return m_services.prompts->motionToSave(m_document->suggestedExportPath()); }},
                                        this)),
      m_pilot(new ViewportPilot(m_session, m_viewport, m_frames, this)),
      m_viewCommands(new ViewCommands(m_viewport, m_services.prompts, this)),
      m_handles(new PoseHandles(m_session, m_viewport, this)),
      m_fit(new FitWorkspace(this)),
      m_cheatSheet(new CheatSheet(m_viewport))
{
    setObjectName(QStringLiteral("studio"));
    setAcceptDrops(true);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | AnimatedDocks);
    resize(1440, 900);
    buildCentre();
    buildDocks();
    addFileActions();
    addEditActions();
    addViewActions();
    addAvatarActions();
    addWindowActions();
    addHelpActions();
    buildBars();
    connectSession();
    connectPanels();
    connectJobs();
    connectWindow();
    connectFit();
    restoreWindow();
    m_keeper->offerAbandoned();
    showStartPage();
}

StudioWindow::~StudioWindow() = default;

// --- parts ------------------------------------------------------------------------------------------------------------

void StudioWindow::buildCentre()
{
    m_startPage->setSampleAvailable(!m_services.samplePhoto.isEmpty());
    m_pages->addWidget(m_startPage);
    m_docks->addPage(QStringLiteral("viewport"), m_viewport);
    m_docks->addPage(QStringLiteral("fit"), m_fit->canvas());
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(8, 0, 8, 0);
    inset->addWidget(m_messages);
    column->addLayout(inset);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

/// Which workspace shows them, and where, is said in workspaces.cpp.
void StudioWindow::buildDocks()
{
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_docks->addDock(QStringLiteral("presets"), tr("Expressions"), m_presetPanel, Qt::LeftDockWidgetArea, 230);
    m_docks->addDock(QStringLiteral("gaze"), tr("Gaze"), m_gazePad, Qt::LeftDockWidgetArea, 230);
    m_docks->addDock(QStringLiteral("history"), tr("History"), m_history, Qt::LeftDockWidgetArea, 230);
    m_docks->addDock(QStringLiteral("controls"), tr("Controls"), m_controls, Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("looks"), tr("Looks"), m_lookGallery, Qt::LeftDockWidgetArea, 280);
    m_docks->addDock(QStringLiteral("style"), tr("Look"), m_lookControls, Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("fit"), tr("Fit"), m_fit->panel(), Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("export"), tr("Export"), m_exportPanel, Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("timeline"), tr("Timeline"), m_timeline, Qt::BottomDockWidgetArea, 240);
    m_docks->addDock(QStringLiteral("jobs"), tr("Jobs"), m_jobsPanel, Qt::BottomDockWidgetArea, 180);
}

void StudioWindow::buildBars()
{
    setMenuWidget(m_topBar);
    m_topBar->setWorkspaces(m_docks->available());
    m_actions->fill(m_topBar->menus());
    setStatusBar(m_status);
    addToolBar(m_toolBar);
    m_toolBar->fill(*m_actions);
}

// --- wiring -----------------------------------------------------------------------------------------------------------

void StudioWindow::connectSession()
{
    connect(m_session, &Session::opened, this, &StudioWindow::showProject);
    connect(m_session, &Session::openFailed, this, [this](const QString&, const Failure& failure) { showFailure(failure); });
    connect(m_session, &Session::failed, this, &StudioWindow::showFailure);
    const auto drawPictures = [this] {
        std::vector<TilePicture> wanted;
        for (const avatar::Preset& preset : m_poses->presets())
            wanted.push_back({.id = QString::fromStdString(preset.id), .controls = preset.controls});
        m_presetPictures->draw(m_session->avatar(), wanted, m_presetPanel->thumbnailPixels());
    };
    connect(m_session, &Session::avatarChanged, this, drawPictures);
    connect(m_poses, &PosePilot::presetsChanged, this, drawPictures);
    connect(m_poses, &PosePilot::told, this, &StudioWindow::tell);
    connect(m_poses, &PosePilot::failed, this, &StudioWindow::showFailure);
    connect(m_session, &Session::historyChanged, this, &StudioWindow::showHistory);
    connect(m_session, &Session::savedChanged, this, &StudioWindow::showTitle);
    connect(m_session, &Session::closed, this, &StudioWindow::showStartPage);
    connect(m_document, &DocumentCommands::told, this, &StudioWindow::tell);
    connect(m_timelinePilot, &TimelinePilot::told, this, &StudioWindow::tell);
    connect(m_timelinePilot, &TimelinePilot::failed, this, &StudioWindow::showFailure);
    connect(m_document, &DocumentCommands::failed, this, &StudioWindow::showFailure);
    connect(m_keeper, &WorkKeeper::failed, this, &StudioWindow::showFailure);
    connect(m_pilot, &ViewportPilot::frameShown, m_status, &StatusLine::setFrameTime);
    connect(m_pilot, &ViewportPilot::failed, this, &StudioWindow::showFailure);
    connect(m_pilot, &ViewportPilot::settled, this, &StudioWindow::settled);
    connect(m_presetPictures, &TilePictures::pictureReady, m_presetPanel, &PresetPanel::setThumbnail);
}

void StudioWindow::connectPanels()
{
    new ControlPilot(m_session, m_controls, m_timeline, this);
    new ControlPilot(m_session, m_lookControls, m_timeline, this);
    new GazePilot(m_session, m_gazePad, this);
    connect(m_history, &HistoryPanel::jumpAsked, m_session, &Session::goTo);
    connect(m_exportPanel, &ExportPanel::exportAsked, this,
            [this](const ExportOptions& options) { m_document->startExport(options, m_viewport->view().orbit); });
    connect(m_startPage, &StartPage::openPhotoAsked, m_document, &DocumentCommands::askForPhoto);
    connect(m_startPage, &StartPage::openProjectAsked, m_document, &DocumentCommands::askForProject);
    connect(m_startPage, &StartPage::sampleAsked, this, [this] { m_document->openPhoto(m_services.samplePhoto); });
    connect(m_startPage, &StartPage::projectChosen, m_session, &Session::open);
    connect(m_startPage, &StartPage::projectInNewWindowChosen, this, [this](const QString& path) {
        if (m_services.openWindow)
            m_services.openWindow(path);
    });
    connect(m_startPage, &StartPage::forgetAsked, m_recents, &RecentProjects::remove);
    connect(m_recents, &RecentProjects::changed, m_recents, &RecentProjects::loadTiles);
    connect(m_recents, &RecentProjects::tilesReady, m_startPage, &StartPage::setTiles);
    connect(m_messages, &MessageBar::detailsAsked, this, [this](const Failure& failure) { m_services.prompts->showDetails(failure); });
    connect(m_viewport, &Viewport::viewChanged, m_actions, &ActionTable::refresh);
    connect(m_viewport, &Viewport::dressingChanged, m_actions, &ActionTable::refresh);
    connect(m_viewCommands, &ViewCommands::failed, this, &StudioWindow::showFailure);
    connect(m_viewCommands, &ViewCommands::pictureTaken, this, [this](const QString& path) { tell(tr("Picture written: %1").arg(path)); });
    connect(m_viewCommands, &ViewCommands::navigationChanged, this, [this](NavigationPreset preset) {
        if (m_session->isOpen())
            m_status->setHint(navigationHint(preset));
        m_actions->refresh();
    });
    connect(m_actions, &ActionTable::refreshed, this, &StudioWindow::fillCheatSheet);
}

void StudioWindow::connectJobs()
{
    connect(m_queue, &JobQueue::jobAdded, this, [this] { m_docks->reveal(QStringLiteral("jobs")); });
    const auto showCount = [this] {
        m_status->setJobCount(m_queue->activeCount());
        m_actions->refresh();
    };
    connect(m_queue, &JobQueue::jobAdded, this, [this, showCount](Job* job) {
        connect(job, &Job::over, this, [this, job] { announceEnd(*job); });
        showCount();
    });
    connect(m_queue, &JobQueue::jobChanged, this, showCount);
    connect(m_jobsPanel, &JobsPanel::logAsked, this, [this](Job* job) { m_services.prompts->showLog(job->spec().title, job->log()); });
    connect(m_jobsPanel, &JobsPanel::detailsAsked, this, [this](Job* job) { m_services.prompts->showDetails(*job->failure()); });
    connect(m_jobsPanel, &JobsPanel::revealAsked, m_document, &DocumentCommands::revealFile);
    connect(m_projectJobs, &ProjectJobs::failed, this, &StudioWindow::showFailure);
    connect(m_projectJobs, &ProjectJobs::photoAccepted, this, [this](const QImage& picture) {
        m_session->close();
        m_messages->hide();
        m_pages->setCurrentWidget(m_viewport);
        m_viewport->setPlaceholder(picture, tr("Finding the head in this photo…"));
    });
    connect(m_projectJobs, &ProjectJobs::previewReady, this, [this](const QImage& picture) {
        if (!m_session->isOpen())
            m_viewport->setPlaceholder(picture, tr("Finding the head in this photo…"));
    });
    connect(m_projectJobs, &ProjectJobs::photoGivenUp, this, [this] {
        if (!m_session->isOpen())
            showStartPage();
    });
    connect(m_projectJobs, &ProjectJobs::reconstructed, m_session, &Session::open);
    connect(m_lookGallery, &LookGallery::learnAsked, this, [this](const QString& look, const QString& label) {
        if (m_session->avatar() && m_session->avatar()->isInverted())
            m_projectJobs->learn(m_session->path(), look, label);
        else
            tell(tr("Tune the avatar first: a look is taught to the tuned avatar"));
    });
    connect(m_projectJobs, &ProjectJobs::learnt, this, [this](const QString& project, const QString& look) {
        if (project != m_session->path())
            return;
        m_session->reloadAvatar();
        m_looks->showLearnt(look);
    });
    connect(m_projectJobs, &ProjectJobs::tuned, this, [this](const QString& project) {
        if (project == m_session->path())
            m_session->reloadAvatar();
        m_actions->refresh();
    });
}

void StudioWindow::connectWindow()
{
    connect(m_topBar, &TopBar::workspaceChosen, m_docks, &WorkspaceDocks::enter);
    connect(m_topBar, &TopBar::searchAsked, this, &StudioWindow::showPalette);
    connect(m_docks, &WorkspaceDocks::entered, m_topBar, &TopBar::setCurrent);
    connect(m_docks, &WorkspaceDocks::entered, m_actions, &ActionTable::refresh);
    connect(m_docks, &WorkspaceDocks::canvasOnlyChanged, this, [this](bool isCanvasOnly) {
        for (QWidget* bar : std::initializer_list<QWidget*>{m_topBar, m_toolBar, m_status})
            bar->setVisible(!isCanvasOnly);
        m_actions->refresh();
    });
    connect(m_status, &StatusLine::jobsAsked, this, [this] { m_docks->reveal(QStringLiteral("jobs")); });
    connect(this, &StudioWindow::settled, this, &StudioWindow::announceRest);
    connect(m_presetPictures, &TilePictures::finished, this, &StudioWindow::announceRest);
    connect(m_lookPictures, &TilePictures::finished, this, &StudioWindow::announceRest);
    connect(m_recents, &RecentProjects::tilesReady, this, &StudioWindow::announceRest);
}

void StudioWindow::connectFit()
{
    connect(m_session, &Session::opened, this, [this] { m_fit->pilot()->setProject(m_session->path()); });
    connect(m_session, &Session::closed, this, [this] { m_fit->pilot()->setProject({}); });
    connect(m_docks, &WorkspaceDocks::entered, this, [this](const QString& id) { m_fit->setShown(id == QLatin1String("fit")); });
    connect(m_fit, &FitWorkspace::historyChanged, this, &StudioWindow::showHistory);
    connect(m_fit->desk(), &FitDesk::failed, this, &StudioWindow::showFailure);
    connect(m_fit->pilot(), &FitPilot::rested, this, &StudioWindow::announceRest);
    connect(m_fit->pilot(), &FitPilot::refitAsked, this,
            [this](const QString& project, std::optional<int> face) { m_projectJobs->refit(project, face.value_or(-1)); });
    connect(m_projectJobs, &ProjectJobs::refitted, this, [this](const QString& project) {
        if (project != m_session->path())
            return;
        m_session->open(project); // another head: its controls begin where the new fit has them
        m_fit->pilot()->reload();
    });
}

// In the Fit workspace landmarks are undone, elsewhere controls.

void StudioWindow::undo()
{
    if (m_fit->isShown())
        m_fit->desk()->undo();
    else
        m_session->undo();
}

void StudioWindow::redo()
{
    if (m_fit->isShown())
        m_fit->desk()->redo();
    else
        m_session->redo();
}

bool StudioWindow::canUndo() const
{
    return m_session->isOpen() && (m_fit->isShown() ? m_fit->desk()->document().canUndo() : m_session->history().canUndo());
}

bool StudioWindow::canRedo() const
{
    return m_session->isOpen() && (m_fit->isShown() ? m_fit->desk()->document().canRedo() : m_session->history().canRedo());
}

void StudioWindow::openPath(const QString& path) { m_document->openPath(path); }

// --- showing ----------------------------------------------------------------------------------------------------------

void StudioWindow::showStartPage()
{
    m_docks->suspend();
    m_pages->setCurrentWidget(m_startPage);
    m_topBar->setWorkspacesEnabled(false);
    m_toolBar->hide();
    if (!m_queue->jobs().empty())
        m_docks->reveal(QStringLiteral("jobs"));
    m_status->setHint({});
    m_recents->loadTiles();
    showTitle();
    m_actions->refresh();
}

void StudioWindow::showProject()
{
    m_messages->hide();
    m_toolBar->show();
    m_topBar->setWorkspacesEnabled(true);
    m_docks->resume();
    if (!m_queue->jobs().empty())
        m_docks->reveal(QStringLiteral("jobs"));
    m_status->setHint(navigationHint(m_viewport->navigation()));
    QTimer::singleShot(0, m_viewport, [this] { m_viewport->setFocus(); }); // after the docks have shown themselves
    if (!m_session->isRecovery())
        m_recents->add(m_session->path());
    m_exportPanel->suggestPath(m_document->suggestedExportPath());
    showTitle();
    m_actions->refresh();
    const bool isNew = m_session->isRecovery() && !m_session->info().isInverted;
    if (isNew && m_services.tunesAtOnce && !m_services.workerProgram.isEmpty())
        tuneAvatar();
}

void StudioWindow::tuneAvatar() { m_projectJobs->tune(m_session->path(), m_services.tuningQuality, m_models->chosen()); }

void StudioWindow::showFailure(const Failure& failure)
{
    m_messages->showFailure(failure);
    Q_EMIT failed(failure);
}

void StudioWindow::tell(const QString& sentence) { m_status->showMessage(sentence, kSentenceMs); }

void StudioWindow::showHistory()
{
    const avatar::EditHistory& history = m_session->history();
    QStringList names;
    for (const avatar::Edit& edit : history.edits())
        names += controlText(edit.name());
    m_history->setSteps(names, int(history.position()));
    const reconstruct::FitDocument& fit = m_fit->desk()->document();
    const QString undone = m_fit->isShown() ? QString::fromStdString(fit.undoName()) : controlText(history.undoName());
    const QString redone = m_fit->isShown() ? QString::fromStdString(fit.redoName()) : controlText(history.redoName());
    (*m_actions)[QStringLiteral("edit.undo")]->setText(canUndo() ? tr("&Undo %1").arg(undone) : tr("&Undo"));
    (*m_actions)[QStringLiteral("edit.redo")]->setText(canRedo() ? tr("&Redo %1").arg(redone) : tr("&Redo"));
    m_actions->refresh();
}

void StudioWindow::showTitle()
{
    if (!m_session->isOpen()) {
        setWindowTitle(QStringLiteral("Effigy"));
        m_status->setSaveState({});
        return;
    }
    const QString name = m_session->isRecovery() ? QFileInfo(QString::fromStdString(m_session->info().photoName)).completeBaseName()
                                                 : QFileInfo(m_session->path()).completeBaseName();
    setWindowTitle(QStringLiteral("%1 — Effigy").arg(m_session->isRecovery() ? tr("%1 (not named yet)").arg(name) : name));
    m_status->setSaveState(m_session->isReadOnly() ? tr("Read only") : m_session->isSaved() ? tr("Saved") : tr("Saving…"));
}

bool StudioWindow::isSettled() const { return m_pilot->isSettled(); }

bool StudioWindow::isAtRest() const
{
    if (m_docks->isSuspended())
        return !m_recents->isLoading();
    return isSettled() && m_presetPictures->isFinished() && m_lookPictures->isFinished() && m_fit->pilot()->isAtRest();
}

void StudioWindow::announceRest()
{
    if (isAtRest())
        Q_EMIT rested();
}

void StudioWindow::announceEnd(const Job& job)
{
    if (isActiveWindow() || job.state() == Job::State::Cancelled)
        return;
    QApplication::alert(this);
    if (m_services.notifier)
        m_services.notifier->notify(job.spec().title, job.state() == Job::State::Finished ? tr("Done") : job.failure()->message);
}

void StudioWindow::selectControl(const QString& id)
{
    const bool isOfLook = head::isLookControl(id.toStdString());
    m_docks->reveal(isOfLook ? QStringLiteral("style") : QStringLiteral("controls"));
    (isOfLook ? m_lookControls : m_controls)->select(id);
}

std::vector<Command> StudioWindow::commands()
{
    std::vector<Command> all;
    for (QAction* action : m_actions->all())
        if (action->isEnabled() && action->objectName() != QLatin1String("help.palette"))
            all.push_back({action->text().remove(u'&'), m_actions->menuOf(action),
                           action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    if (!m_session->isOpen())
        return all;
    for (const avatar::Preset& preset : m_services.presets)
        all.push_back({controlText(preset.label), tr("Expression"), {}, [this, preset] { m_session->applyPreset(preset, 1.0); }});
    for (const avatar::LookPreset& look : m_looks->looks())
        all.push_back({controlText(look.label), tr("Look"), {}, [this, id = QString::fromStdString(look.id)] { m_looks->apply(id); }});
    for (const auto controls : {head::headControls(), head::lookControls().subspan(1)})
        for (const head::Control& control : controls) {
            const QString id = QString::fromUtf8(control.id.data(), qsizetype(control.id.size()));
            all.push_back({controlText(control.label), tr("Control"), {}, [this, id] { selectControl(id); }});
        }
    return all;
}

void StudioWindow::showPalette()
{
    auto* palette = new CommandPalette(commands(), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void StudioWindow::runGuide()
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath(QStringLiteral("test.png"));
    QSettings().setValue(kGuideSeen, true);
    const GuideEnd end = m_services.prompts->showGuide(
        {.navigation = m_viewport->navigation(),
         .chooseNavigation = [this](NavigationPreset preset) { m_viewCommands->setNavigation(preset); },
         .chooseTheme = [this](Theme theme) { wear(theme); },
         .deviceTest = deviceTestJob(m_services.workerProgram, picture),
         .testPicture = picture,
         .showModels = [this] { m_services.prompts->showModels(*m_models); },
         .hasSample = !m_services.samplePhoto.isEmpty()});
    if (end == GuideEnd::OpenSample)
        m_document->openPhoto(m_services.samplePhoto);
    else if (end == GuideEnd::OpenPhoto)
        m_document->askForPhoto();
}

void StudioWindow::editShortcuts()
{
    m_services.prompts->showShortcuts(*m_actions);
    m_topBar->setSearchShortcut((*m_actions)[QStringLiteral("help.palette")]->shortcut().toString(QKeySequence::NativeText));
    m_actions->refresh();
}

void StudioWindow::toggleCheatSheet()
{
    m_cheatSheet->setVisible(!m_cheatSheet->isVisible());
    fillCheatSheet();
}

void StudioWindow::fillCheatSheet()
{
    if (m_cheatSheet->isVisible())
        m_cheatSheet->setColumns(keyColumns(*m_actions));
}

// --- window -----------------------------------------------------------------------------------------------------------

void StudioWindow::wear(Theme theme)
{
    applyTheme(*qApp, theme);
    QSettings().setValue(QStringLiteral("theme"), themeName(theme));
    m_actions->refresh();
}

void StudioWindow::restoreWindow()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_actions->restoreShortcuts(settings);
    m_docks->enter(QStringLiteral("animate")); // unless the settings know better
    m_docks->restore(settings);
    m_viewCommands->restore(settings);
    m_controls->setFavourites(settings.value(QStringLiteral("window/favourites")).toStringList());
    const QVariant open = settings.value(QStringLiteral("window/openGroups"));
    if (open.isValid())
        m_controls->setOpenGroups(open.toStringList());
    m_topBar->setSearchShortcut((*m_actions)[QStringLiteral("help.palette")]->shortcut().toString(QKeySequence::NativeText));
}

void StudioWindow::saveWindow() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/favourites"), m_controls->favourites());
    settings.setValue(QStringLiteral("window/openGroups"), m_controls->openGroups());
    m_docks->save(settings);
    m_viewCommands->save(settings);
}

void StudioWindow::closeEvent(QCloseEvent* event)
{
    if (m_queue->activeCount() > 0 && !m_services.prompts->mayStopJobs(m_queue->activeCount())) {
        event->ignore();
        return;
    }
    m_queue->cancelAll();
    saveWindow();
    event->accept();
}

void StudioWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls.first().isLocalFile())
        return;
    const QString promise = m_document->promiseFor(urls.first().toLocalFile());
    m_startPage->setDropPromise(promise);
    m_status->showMessage(promise);
    event->acceptProposedAction();
}

void StudioWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_startPage->setDropPromise({});
    m_status->clearMessage();
}

void StudioWindow::dropEvent(QDropEvent* event)
{
    m_startPage->setDropPromise({});
    m_status->clearMessage();
    event->acceptProposedAction();
    openPath(event->mimeData()->urls().first().toLocalFile());
}

} // namespace effigy::ui
