// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/studio_window.h"

#include "avatar/edit.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/library/model_catalog.h"
#include "ui/library/recent_projects.h"
#include "ui/library/start_page.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/preset_panel.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/command_palette.h"
#include "ui/window/memory_use.h"
#include "ui/window/message_bar.h"
#include "ui/window/preset_pictures.h"
#include "ui/window/viewport_pilot.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QThread>
#include <QTimer>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr int kLayoutVersion = 1;
constexpr int kMemoryIntervalMs = 2000;

std::vector<PresetEntry> presetEntries(const std::vector<avatar::Preset>& presets)
{
    std::vector<PresetEntry> entries;
    for (const avatar::Preset& preset : presets)
        entries.push_back({QString::fromStdString(preset.id), controlText(preset.label)});
    return entries;
}

QLabel* statusLabel(const char* name, const QString& accessible, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setAccessibleName(accessible);
    return label;
}

} // namespace

StudioWindow::StudioWindow(StudioServices services, QWidget* parent)
    : QMainWindow(parent),
      m_services(std::move(services)),
      m_session(new Session(m_services.recoveryFolder, this)),
      m_queue(new JobQueue(this)),
      m_projectJobs(new ProjectJobs(m_queue, m_services.prompts, m_services.workerProgram, m_services.scanPhoto,
                                    m_services.newProjectPath, this)),
      m_recents(new RecentProjects(this)),
      m_models(new ModelCatalog(m_services.modelFolder, this)),
      m_frames(m_services.render ? new AvatarFrames(m_services.render, this) : new AvatarFrames(this)),
      m_presetPictures(new PresetPictures(m_services.presets, this)),
      m_actions(new ActionTable(this)),
      m_pages(new QStackedWidget(this)),
      m_startPage(new StartPage(this)),
      m_viewport(new Viewport(this)),
      m_messages(new MessageBar(this)),
      m_controls(new ControlPanel(head::headControls(), this)),
      m_presetPanel(new PresetPanel(presetEntries(m_services.presets), this)),
      m_history(new HistoryPanel(this)),
      m_jobsPanel(new JobsPanel(m_queue, this)),
      m_pilot(new ViewportPilot(m_session, m_viewport, m_frames, this)),
      m_hint(statusLabel("statusHint", tr("Hint"), this)),
      m_frameTime(statusLabel("statusFrameTime", tr("Time of a picture"), this)),
      m_memory(statusLabel("statusMemory", tr("Memory in use"), this)),
      m_jobCount(statusLabel("statusJobs", tr("Jobs"), this)),
      m_saveState(statusLabel("statusSaved", tr("Is everything saved"), this))
{
    setObjectName(QStringLiteral("studio"));
    setAcceptDrops(true);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks | AnimatedDocks);
    resize(1440, 900);
    addFileActions();
    addEditActions();
    addViewActions();
    buildCentre();
    buildDocks();
    addWindowActions();
    m_actions->fill(menuBar());
    buildToolBar();
    buildStatusBar();
    connectSession();
    connectPanels();
    connectJobs();
    m_defaultLayout = saveState(kLayoutVersion);
    restoreWindow();
    showStartPage();
}

StudioWindow::~StudioWindow() = default;

// --- parts ------------------------------------------------------------------------------------------------------------

void StudioWindow::buildCentre()
{
    m_startPage->setSampleAvailable(!m_services.samplePhoto.isEmpty());
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_viewport);
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

QDockWidget* StudioWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    content->setAutoFillBackground(true);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void StudioWindow::buildDocks()
{
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    auto* presets = addDock(QStringLiteral("dock.presets"), tr("Expressions"), m_presetPanel, Qt::LeftDockWidgetArea);
    auto* history = addDock(QStringLiteral("dock.history"), tr("History"), m_history, Qt::LeftDockWidgetArea);
    auto* controls = addDock(QStringLiteral("dock.controls"), tr("Controls"), m_controls, Qt::RightDockWidgetArea);
    m_jobsDock = addDock(QStringLiteral("dock.jobs"), tr("Jobs"), m_jobsPanel, Qt::BottomDockWidgetArea);
    m_editDocks = {presets, history, controls};
    resizeDocks({presets, controls}, {230, 340}, Qt::Horizontal);
    resizeDocks({presets, history}, {560, 240}, Qt::Vertical);
    resizeDocks({m_jobsDock}, {150}, Qt::Vertical);
}

void StudioWindow::buildToolBar()
{
    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setIconSize({20, 20});
    bar->setMovable(false);
    const auto section = [&](std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            bar->addAction((*m_actions)[QLatin1String(id)]);
        bar->addSeparator();
    };
    section({"file.photo", "file.open", "file.save"});
    section({"edit.undo", "edit.redo"});
    section({"mode.avatar", "mode.textured", "mode.clay", "mode.wire"});
    section({"compare.split", "compare.difference"});
    section({"view.match", "view.front", "view.left", "view.right", "view.frame"});
    section({"file.tune"});
    for (const char* id : {"export.image", "export.video", "export.mesh"})
        bar->addAction((*m_actions)[QLatin1String(id)]);
    for (QWidget* button : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        button->setFocusPolicy(Qt::TabFocus);
}

void StudioWindow::buildStatusBar()
{
    m_hint->setText(tr("Drag to orbit, Shift to pan, wheel to zoom. Hold O for the photo."));
    statusBar()->addWidget(m_hint, 1);
    auto* device = statusLabel("statusDevice", tr("Device"), this);
    device->setText(tr("CPU, %n thread(s)", nullptr, QThread::idealThreadCount()));
    for (QLabel* label : {m_saveState, m_frameTime, device, m_memory, m_jobCount})
        statusBar()->addPermanentWidget(label);
    auto* clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, [this] { m_memory->setText(tr("%1 MB").arg(residentMegabytes())); });
    clock->start(kMemoryIntervalMs);
    m_memory->setText(tr("%1 MB").arg(residentMegabytes()));
    showJobCount();
}

// --- wiring -----------------------------------------------------------------------------------------------------------

void StudioWindow::connectSession()
{
    connect(m_session, &Session::opened, this, [this] {
        m_messages->hide();
        m_pages->setCurrentWidget(m_viewport);
        for (QDockWidget* dock : m_editDocks)
            dock->setVisible(true);
        QTimer::singleShot(0, m_viewport, [this] { m_viewport->setFocus(); }); // after the docks have shown themselves
        if (!m_session->isRecovery())
            m_recents->add(m_session->path());
        showTitle();
        enableActions();
        const bool isNew = m_session->isRecovery() && !m_session->info().isInverted;
        if (isNew && m_services.tunesAtOnce && !m_services.workerProgram.isEmpty())
            m_projectJobs->tune(m_session->path(), m_services.tuningQuality, m_models->chosen());
    });
    connect(m_session, &Session::openFailed, this, [this](const QString&, const Failure& failure) {
        showFailure(failure);
        Q_EMIT openingFailed(failure);
    });
    connect(m_session, &Session::failed, this, &StudioWindow::showFailure);
    connect(m_session, &Session::avatarChanged, this, [this] {
        m_controls->setResetValues(m_session->avatar()->photoControls());
        m_controls->setValues(m_session->state().controls);
        m_presetPictures->draw(m_session->avatar(), m_presetPanel->thumbnailPixels());
    });
    connect(m_session, &Session::stateChanged, this, [this] { m_controls->setValues(m_session->state().controls); });
    connect(m_session, &Session::historyChanged, this, &StudioWindow::showHistory);
    connect(m_session, &Session::savedChanged, this, &StudioWindow::showTitle);
    connect(m_session, &Session::copied, this, [this](const QString& path) {
        statusBar()->showMessage(tr("A copy was saved as %1").arg(QFileInfo(path).fileName()), 4000);
    });
    connect(m_session, &Session::closed, this, &StudioWindow::showStartPage);
    connect(m_pilot, &ViewportPilot::frameShown, this, &StudioWindow::showFrameTime);
    connect(m_pilot, &ViewportPilot::failed, this, &StudioWindow::showFailure);
    connect(m_pilot, &ViewportPilot::settled, this, &StudioWindow::settled);
    connect(m_presetPictures, &PresetPictures::pictureReady, m_presetPanel, &PresetPanel::setThumbnail);
}

void StudioWindow::connectPanels()
{
    connect(m_controls, &ControlPanel::gestureStarted, m_session, &Session::beginGesture);
    connect(m_controls, &ControlPanel::gestureFinished, m_session, &Session::endGesture);
    connect(m_controls, &ControlPanel::edited, m_session,
            [this](const ControlPanel::Changes& changes, const QString& name) { m_session->setControls(changes, name); });
    connect(m_controls, &ControlPanel::resetAsked, m_session, &Session::reset);
    connect(m_history, &HistoryPanel::jumpAsked, m_session, &Session::goTo);
    connect(m_presetPanel, &PresetPanel::presetChosen, this, [this](const QString& id, double amount) {
        m_session->applyPreset(avatar::findPreset(m_services.presets, id.toStdString()), amount);
    });
    connect(m_startPage, &StartPage::openPhotoAsked, (*m_actions)[QStringLiteral("file.photo")], &QAction::trigger);
    connect(m_startPage, &StartPage::openProjectAsked, (*m_actions)[QStringLiteral("file.open")], &QAction::trigger);
    connect(m_startPage, &StartPage::sampleAsked, this, [this] { openPhoto(m_services.samplePhoto); });
    connect(m_startPage, &StartPage::projectChosen, m_session, &Session::open);
    connect(m_recents, &RecentProjects::tilesReady, m_startPage, &StartPage::setTiles);
    connect(m_messages, &MessageBar::detailsAsked, this, [this](const Failure& failure) { m_services.prompts->showDetails(failure); });
    connect(m_viewport, &Viewport::viewChanged, this, [this] { enableActions(); });
}

void StudioWindow::connectJobs()
{
    connect(m_queue, &JobQueue::jobAdded, this, [this] {
        m_jobsDock->show();
        m_jobsDock->raise();
        showJobCount();
    });
    connect(m_queue, &JobQueue::jobChanged, this, &StudioWindow::showJobCount);
    connect(m_jobsPanel, &JobsPanel::detailsAsked, this, [this](Job* job) { m_services.prompts->showDetails(*job->failure()); });
    connect(m_jobsPanel, &JobsPanel::revealAsked, this, [](const QString& path) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
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
    connect(m_projectJobs, &ProjectJobs::tuned, this, [this](const QString& project) {
        if (project == m_session->path())
            m_session->reloadAvatar();
        enableActions();
    });
    connect(m_projectJobs, &ProjectJobs::exported, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Exported %1").arg(QFileInfo(path).fileName()), 6000);
    });
}

// --- opening, saving, exporting ---------------------------------------------------------------------------------------

void StudioWindow::openPath(const QString& path)
{
    if (QFileInfo(path).suffix().compare(QLatin1String("effigy"), Qt::CaseInsensitive) == 0)
        m_session->open(QFileInfo(path).absoluteFilePath());
    else
        openPhoto(QFileInfo(path).absoluteFilePath());
}

void StudioWindow::openPhoto(const QString& path)
{
    if (path.isEmpty())
        return;
    statusBar()->showMessage(tr("Reading %1…").arg(QFileInfo(path).fileName()), 3000);
    m_projectJobs->startFromPhoto(path);
}

void StudioWindow::saveOrSaveAs()
{
    if (m_session->isRecovery())
        saveAs();
    else
        statusBar()->showMessage(tr("Every change is saved as you make it"), 4000);
}

void StudioWindow::saveAs()
{
    if (m_projectJobs->isTuning(m_session->path())) { // the worker writes into this very file
        statusBar()->showMessage(tr("Everything is saved. The project can get another name once the avatar is tuned."), 6000);
        return;
    }
    const QString path = m_services.prompts->projectToSave(QString::fromStdString(m_session->info().photoName));
    if (!path.isEmpty())
        m_session->saveAs(path);
}

void StudioWindow::saveCopy()
{
    const QString path = m_services.prompts->projectToSave(QString::fromStdString(m_session->info().photoName));
    if (!path.isEmpty())
        m_session->saveCopy(path);
}

void StudioWindow::exportAs(ExportKind kind)
{
    const auto options = m_services.prompts->exportOptions(kind, QString::fromStdString(m_session->info().photoName));
    if (options)
        m_projectJobs->startExport(m_session->path(), *options, m_viewport->view().orbit);
}

// --- showing ----------------------------------------------------------------------------------------------------------

void StudioWindow::showStartPage()
{
    m_pages->setCurrentWidget(m_startPage);
    for (QDockWidget* dock : m_editDocks)
        dock->hide();
    if (m_queue->activeCount() == 0)
        m_jobsDock->hide();
    m_recents->loadTiles();
    showTitle();
    enableActions();
}

void StudioWindow::showFailure(const Failure& failure) { m_messages->showFailure(failure); }

void StudioWindow::showHistory()
{
    const avatar::EditHistory& history = m_session->history();
    QStringList names;
    for (const avatar::Edit& edit : history.edits())
        names += controlText(edit.name());
    m_history->setSteps(names, int(history.position()));
    QAction* undo = (*m_actions)[QStringLiteral("edit.undo")];
    QAction* redo = (*m_actions)[QStringLiteral("edit.redo")];
    undo->setText(history.canUndo() ? tr("&Undo %1").arg(controlText(history.undoName())) : tr("&Undo"));
    redo->setText(history.canRedo() ? tr("&Redo %1").arg(controlText(history.redoName())) : tr("&Redo"));
    enableActions();
}

void StudioWindow::showTitle()
{
    if (!m_session->isOpen()) {
        setWindowTitle(QStringLiteral("Effigy"));
        m_saveState->clear();
        return;
    }
    const QString name = m_session->isRecovery() ? QFileInfo(QString::fromStdString(m_session->info().photoName)).completeBaseName()
                                                 : QFileInfo(m_session->path()).completeBaseName();
    setWindowTitle(QStringLiteral("%1 — Effigy").arg(m_session->isRecovery() ? tr("%1 (not named yet)").arg(name) : name));
    m_saveState->setText(m_session->isReadOnly() ? tr("Read only") : m_session->isSaved() ? tr("Saved") : tr("Saving…"));
}

void StudioWindow::enableActions()
{
    const bool isOpen = m_session->isOpen();
    for (QAction* action : m_actions->all()) {
        const QString id = action->objectName();
        const bool needsProject = id.startsWith(QLatin1String("edit.")) || id.startsWith(QLatin1String("mode.")) ||
                                  id.startsWith(QLatin1String("compare.")) || id.startsWith(QLatin1String("view.")) ||
                                  id.startsWith(QLatin1String("export.")) || id.startsWith(QLatin1String("file.save")) ||
                                  id == QLatin1String("file.tune") || id == QLatin1String("file.close");
        action->setEnabled(isOpen || !needsProject);
    }
    (*m_actions)[QStringLiteral("edit.undo")]->setEnabled(isOpen && m_session->history().canUndo());
    (*m_actions)[QStringLiteral("edit.redo")]->setEnabled(isOpen && m_session->history().canRedo());
    (*m_actions)[QStringLiteral("file.tune")]->setEnabled(isOpen && !m_projectJobs->isTuning(m_session->path()));

    const ViewState& view = m_viewport->view();
    const char* modes[] = {"mode.avatar", "mode.textured", "mode.clay", "mode.wire"};
    (*m_actions)[QLatin1String(modes[int(view.mode)])]->setChecked(true);
    (*m_actions)[QStringLiteral("compare.split")]->setChecked(view.compare == CompareMode::Split);
    (*m_actions)[QStringLiteral("compare.difference")]->setChecked(view.compare == CompareMode::Difference);
}

void StudioWindow::showJobCount()
{
    const int count = m_queue->activeCount();
    m_jobCount->setText(count == 0 ? tr("No jobs") : tr("%n job(s) running", nullptr, count));
    if (const Job* job = m_queue->running(); job && job->spec().verb == QLatin1String("invert"))
        enableActions();
}

void StudioWindow::showFrameTime(double seconds, bool isFull)
{
    if (isFull)
        m_frameTime->setText(tr("%1 ms a picture").arg(qRound(seconds * 1000.0)));
    else
        m_frameTime->setText(tr("%1 fps").arg(locale().toString(1.0 / qMax(seconds, 1e-3), 'f', seconds > 0.1 ? 1 : 0)));
}

bool StudioWindow::isSettled() const { return m_pilot->isSettled(); }

void StudioWindow::selectControl(const QString& id) { m_controls->select(id); }

void StudioWindow::setMode(ViewMode mode)
{
    ViewState view = m_viewport->view();
    view.mode = mode;
    m_viewport->setView(view);
}

void StudioWindow::setCompare(CompareMode mode)
{
    ViewState view = m_viewport->view();
    view.compare = mode;
    view.matchesPhoto = view.matchesPhoto || mode != CompareMode::Off; // only there do photo and avatar coincide
    m_viewport->setView(view);
}

void StudioWindow::copyPose()
{
    QApplication::clipboard()->setText(QString::fromStdString(avatar::controlsToJson(m_session->state().controls)));
}

void StudioWindow::pastePose()
{
    try {
        m_session->pastePose(avatar::controlsFromJson(QApplication::clipboard()->text().toStdString()));
    } catch (...) { // what lies in the clipboard is the person's input
        showFailure(failureOf(std::current_exception()));
    }
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
    for (const head::Control& control : head::headControls()) {
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

// --- window -----------------------------------------------------------------------------------------------------------

void StudioWindow::resetLayout()
{
    restoreState(m_defaultLayout, kLayoutVersion);
    for (QDockWidget* dock : m_editDocks)
        dock->setVisible(m_session->isOpen());
}

void StudioWindow::restoreWindow()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("window/layout")).toByteArray(), kLayoutVersion);
    const QVariant open = settings.value(QStringLiteral("window/openGroups"));
    if (open.isValid())
        m_controls->setOpenGroups(open.toStringList());
}

void StudioWindow::saveWindow() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/openGroups"), m_controls->openGroups());
    if (m_session->isOpen()) // the start page hides the docks
        settings.setValue(QStringLiteral("window/layout"), saveState(kLayoutVersion));
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
    m_startPage->setDropHighlighted(true);
    event->acceptProposedAction();
}

void StudioWindow::dragLeaveEvent(QDragLeaveEvent*) { m_startPage->setDropHighlighted(false); }

void StudioWindow::dropEvent(QDropEvent* event)
{
    m_startPage->setDropHighlighted(false);
    event->acceptProposedAction();
    openPath(event->mimeData()->urls().first().toLocalFile());
}

} // namespace effigy::ui
