// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/studio_window.h"

#include "head/form_controls.h"
#include "ui/fit/fit_canvas.h"
#include "ui/fit/fit_panel.h"
#include "ui/fit/fit_workspace.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/language/languages.h"
#include "ui/library/model_catalog.h"
#include "ui/library/recent_projects.h"
#include "ui/library/start_page.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/gaze_pad.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/pose_pilot.h"
#include "ui/panels/preset_panel.h"
#include "ui/style/grade_panel.h"
#include "ui/style/grade_pilot.h"
#include "ui/style/look_gallery.h"
#include "ui/style/look_pilot.h"
#include "ui/theme/system_theme.h"
#include "ui/theme/theme.h"
#include "ui/timeline/sound_pilot.h"
#include "ui/timeline/sound_player.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_pilot.h"
#include "ui/viewport/cheat_sheet.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/document_commands.h"
#include "ui/window/export_panel.h"
#include "ui/window/face_hand.h"
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
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace effigy::ui {

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
      m_controls(new ControlPanel(head::shapeControls(), this)),
      m_lookControls(new ControlPanel(head::lookControls().subspan(1), ControlPanel::Kind::Look, this)), // the strength is in the gallery
      m_lookGallery(new LookGallery(this)),
      m_looks(new LookPilot(m_session, m_lookGallery, m_lookPictures, m_services.looks, m_services.lookFolder.toStdString(), this)),
      m_gradePanel(new GradePanel(this)),
      m_grade(new GradePilot(m_session, m_gradePanel,
                             {[this] { return m_services.prompts->cubeToOpen(); },
                              [this] { return m_services.prompts->cubeToSave(m_document->suggestedExportPath()); }},
                             this)),
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
                                         [this] { return m_services.prompts->motionToSave(m_document->suggestedExportPath()); },
                                         [this] { return m_services.prompts->clipToOpen(); },
                                         [this](const QString& name) { return m_services.prompts->clipToSave(name); }},
                                        this)),
      m_soundPlayer(new SoundPlayer({}, this)),
      m_soundPilot(new SoundPilot(m_session, m_timeline, m_soundPlayer, [this] { return m_services.prompts->soundToOpen(); }, this)),
      m_pilot(new ViewportPilot(m_session, m_viewport, m_frames, this)),
      m_viewCommands(new ViewCommands(m_viewport, m_services.prompts, this)),
      m_handles(new PoseHandles(m_session, m_viewport, this)),
      m_faceHand(new FaceHand(m_session, m_viewport, [this] { return m_controls->isSymmetric(); }, this)),
      m_fit(new FitWorkspace(this)),
      m_cheatSheet(new CheatSheet(m_viewport))
{
    m_projectJobs->setPhotoComparer(m_services.comparePhoto);
    m_projectJobs->setFitStart([this] { return m_models->fitStart(); });
    m_projectJobs->setDeca([this](const QString& head) { return m_models->decaFor(head).file; });
    setObjectName(QStringLiteral("studio"));
    setAcceptDrops(true);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | AnimatedDocks);
    resize(1440, 900);
    buildCentre();
    buildDocks();
    addActions();
    buildBars();
    connectSession();
    connectPanels();
    connectJobs();
    connectWindow();
    connectFit();
    connectModels();
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

/// Which workspace shows them, and where, is said in workspaces.cpp. Also when the language changes: docks get other titles.
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
    m_docks->addDock(QStringLiteral("curves"), tr("Curves and colour table"), m_gradePanel, Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("fit"), tr("Fit"), m_fit->panel(), Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("export"), tr("Export"), m_exportPanel, Qt::RightDockWidgetArea, 340);
    m_docks->addDock(QStringLiteral("timeline"), tr("Timeline"), m_timeline, Qt::BottomDockWidgetArea, 240);
    m_docks->addDock(QStringLiteral("jobs"), tr("Jobs"), m_jobsPanel, Qt::BottomDockWidgetArea, 180);
}

/// Also when the language changes: actions that there are get other texts.
void StudioWindow::addActions()
{
    addFileActions();
    addEditActions();
    addViewActions();
    addAvatarActions();
    addWindowActions();
    addHelpActions();
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

void StudioWindow::openPath(const QString& path) { m_document->openPath(path); }

// --- window -----------------------------------------------------------------------------------------------------------

void StudioWindow::wear(std::optional<Theme> theme)
{
    chooseTheme(theme);
    applyTheme(*qApp, theme ? *theme : m_services.systemTheme->theme());
    m_actions->refresh();
}

void StudioWindow::speak(const QString& language)
{
    chooseLanguage(language);
    m_services.speech->speak(language);
    m_actions->refresh();
}

/// The window's own texts; what its parts say is theirs.
void StudioWindow::sayTexts()
{
    setLocale(QLocale()); // numbers, here and in all parts
    buildDocks();
    m_docks->rename(studioWorkspaces());
    addActions();
    m_topBar->setWorkspaces(m_docks->available());
    m_topBar->setCurrent(m_docks->current());
    showSearchShortcut();
    m_poses->retell();
    m_looks->retell();
    m_handles->setShown(m_handles->isShown());
    m_recents->loadTiles();
    if (m_session->isOpen()) {
        m_status->setHint(navigationHint(m_viewport->navigation()));
        m_pilot->retell();
    }
    showHistory();
    showTitle();
}

void StudioWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        sayTexts();
    QMainWindow::changeEvent(event);
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
    showSearchShortcut();
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
