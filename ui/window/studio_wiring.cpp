// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the parts of the window are connected.
#include "ui/window/studio_window.h"

#include "ui/fit/fit_workspace.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/library/model_catalog.h"
#include "ui/library/recent_menu.h"
#include "ui/library/recent_projects.h"
#include "ui/library/start_page.h"
#include "ui/manual/help_key.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/control_pilot.h"
#include "ui/panels/gaze_pad.h"
#include "ui/panels/gaze_pilot.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/pose_pilot.h"
#include "ui/panels/preset_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/timeline/sound_pilot.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/style/grade_pilot.h"
#include "ui/style/look_gallery.h"
#include "ui/style/look_pilot.h"
#include "ui/timeline/timeline_pilot.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/document_commands.h"
#include "ui/window/export_panel.h"
#include "ui/window/face_hand.h"
#include "ui/window/message_bar.h"
#include "ui/window/pose_handles.h"
#include "ui/window/tile_pictures.h"
#include "ui/window/status_line.h"
#include "ui/window/tool_strip.h"
#include "ui/window/top_bar.h"
#include "ui/window/view_commands.h"
#include "ui/window/viewport_pilot.h"
#include "ui/window/work_keeper.h"
#include "ui/window/workspace_docks.h"

#include <QStackedWidget>

namespace effigy::ui {

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
    connect(m_session, &Session::avatarChanged, this, [this] { m_status->setOnGpu(m_session->avatar() && m_session->avatar()->isOnGpu()); });
    connect(m_poses, &PosePilot::presetsChanged, this, drawPictures);
    connect(m_poses, &PosePilot::told, this, &StudioWindow::tell);
    connect(m_poses, &PosePilot::failed, this, &StudioWindow::showFailure);
    connect(m_session, &Session::historyChanged, this, &StudioWindow::showHistory);
    connect(m_session, &Session::savedChanged, this, &StudioWindow::showTitle);
    connect(m_session, &Session::closed, this, &StudioWindow::showStartPage);
    connect(m_document, &DocumentCommands::told, this, &StudioWindow::tell);
    connect(m_timelinePilot, &TimelinePilot::told, this, &StudioWindow::tell);
    connect(m_timelinePilot, &TimelinePilot::failed, this, &StudioWindow::showFailure);
    connect(m_session, &Session::hiddenByClip, this, [this](const QString& clip) {
        tell(tr("The clip “%1” moves this here: lessen its weight, or turn it into keys").arg(clip));
    });
    connect(m_document, &DocumentCommands::soundGiven, m_soundPilot, &SoundPilot::take);
    connect(m_soundPilot, &SoundPilot::told, this, &StudioWindow::tell);
    connect(m_soundPilot, &SoundPilot::failed, this, &StudioWindow::showFailure);
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
    connect(m_looks, &LookPilot::told, this, &StudioWindow::tell);
    connect(m_looks, &LookPilot::failed, this, &StudioWindow::showFailure);
    connect(m_grade, &GradePilot::told, this, &StudioWindow::tell);
    connect(m_grade, &GradePilot::failed, this, &StudioWindow::showFailure);
    connect(m_grade, &GradePilot::toneChanged, m_pilot, &ViewportPilot::setTone);
    connect(m_looks, &LookPilot::learntControlChanged, this, [this](const QString& control, bool isLearnt) {
        if (auto* slider = m_lookControls->slider(control)) {
            slider->setEnabled(isLearnt);
            slider->setToolTip(isLearnt ? QString() : tr("The avatar has not learnt this look: the menu of its picture in the gallery lets it learn"));
        }
    });
    connect(m_looks, &LookPilot::mouthControlChanged, this, [this](const QString& control, bool canBeUsed) {
        if (auto* slider = m_lookControls->slider(control)) {
            slider->setEnabled(canBeUsed);
            slider->setToolTip(canBeUsed ? QString() : tr("The generator of this avatar paints the mouth as it has learnt to: its colours cannot be told apart"));
        }
    });
    new GazePilot(m_session, m_gazePad, this);
    connect(m_history, &HistoryPanel::jumpAsked, m_session, &Session::goTo);
    connect(m_exportPanel, &ExportPanel::exportAsked, this,
            [this](const ExportOptions& options) { m_document->startExport(options, shownScene()); });
    connect(m_startPage, &StartPage::openPhotoAsked, m_document, &DocumentCommands::askForPhoto);
    connect(m_startPage, &StartPage::openProjectAsked, m_document, &DocumentCommands::askForProject);
    connect(m_startPage, &StartPage::sampleAsked, this, [this] { m_document->openPhoto(m_services.samplePhoto); });
    connect(m_startPage, &StartPage::randomHeadAsked, m_document, &DocumentCommands::newRandomHead);
    connect(m_startPage, &StartPage::projectChosen, m_session, &Session::open);
    connect(m_startPage, &StartPage::projectInNewWindowChosen, this, [this](const QString& path) {
        if (m_services.openWindow)
            m_services.openWindow(path);
    });
    connect(m_startPage, &StartPage::forgetAsked, m_recents, &RecentProjects::remove);
    connect(m_startPage, &StartPage::pinToggled, m_recents, &RecentProjects::setPinned);
    connect(m_recents, &RecentProjects::changed, m_recents, &RecentProjects::loadTiles);
    connect(m_recents, &RecentProjects::changed, m_actions, &ActionTable::refresh);
    auto* recent = new RecentMenu(m_actions->submenuOf(QStringLiteral("recent.pin")), m_recents, this);
    connect(recent, &RecentMenu::projectChosen, m_session, &Session::open);
    connect(m_recents, &RecentProjects::tilesReady, m_startPage, &StartPage::setTiles);
    connect(m_messages, &MessageBar::detailsAsked, this, [this](const Failure& failure) { m_services.prompts->showDetails(failure); });
    connect(m_viewport, &Viewport::viewChanged, m_actions, &ActionTable::refresh);
    connect(m_viewport, &Viewport::dressingChanged, m_actions, &ActionTable::refresh);
    connect(m_viewCommands, &ViewCommands::failed, this, &StudioWindow::showFailure);
    connect(m_handles, &PoseHandles::failed, this, &StudioWindow::showFailure);
    connect(m_faceHand, &FaceHand::failed, this, &StudioWindow::showFailure);
    connect(m_recents, &RecentProjects::failed, this, &StudioWindow::showFailure);
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
        if (std::exchange(m_tellsOfJob, false) && !m_messages->isOffer())
            m_messages->hide(); // tried again
        showCount();
    });
    connect(m_queue, &JobQueue::jobChanged, this, showCount);
    connect(m_jobsPanel, &JobsPanel::logAsked, this, [this](Job* job) { m_services.prompts->showLog(job->spec().title, job->log()); });
    connect(m_jobsPanel, &JobsPanel::detailsAsked, this, [this](Job* job) { m_services.prompts->showDetails(*job->failure()); });
    connect(m_jobsPanel, &JobsPanel::revealAsked, m_document, &DocumentCommands::revealFile);
    connect(m_projectJobs, &ProjectJobs::failed, this, [this](const Failure& failure) {
        showFailure(failure);
        m_tellsOfJob = true;
    });
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
        if (m_session->avatar() && !m_session->avatar()->hasTextureCode())
            tell(tr("The generator of this avatar cannot be taught looks; paint it with the look instead"));
        else if (m_session->avatar() && m_session->avatar()->isInverted())
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
    connect(m_projectJobs, &ProjectJobs::tracked, m_timelinePilot, &TimelinePilot::takeMotion);
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
    connect(new HelpKey(this), &HelpKey::asked, this, &StudioWindow::showManual);
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
    connect(m_fit->pilot(), &FitPilot::failed, this, &StudioWindow::showFailure);
    connect(m_fit->pilot(), &FitPilot::rested, this, &StudioWindow::announceRest);
    connect(m_fit->pilot(), &FitPilot::refitAsked, this,
            [this](const QString& project, const RefitChange& change) { m_projectJobs->refit(project, change); });
    connect(m_fit->pilot(), &FitPilot::photosAsked, this, [this] {
        if (const QStringList photos = m_services.prompts->furtherPhotos(); !photos.isEmpty())
            m_fit->pilot()->addPhotos(photos);
    });
    connect(m_projectJobs, &ProjectJobs::refitted, this, [this](const QString& project) {
        if (project != m_session->path())
            return;
        if (m_session->info().isInverted)
            connect(
                m_session, &Session::opened, this,
                [this, project] {
                    if (m_session->path() == project)
                        offerTuning();
                },
                Qt::SingleShotConnection);
        m_session->open(project); // another head: its controls begin where the new fit has them
        m_fit->pilot()->reload();
    });
    connect(m_fit->pilot(), &FitPilot::replacementAsked, m_document, &DocumentCommands::askForReplacement);
    connect(m_session, &Session::photoFileChanged, this, &StudioWindow::offerReplacement);
}

void StudioWindow::connectModels()
{
    m_fit->pilot()->setDecaOffers([this](const QString& head) { return m_models->decaFor(head); });
    const auto show = [this] {
        m_startPage->setDeca(m_models->decaForPhotos(), m_models->startsFromDeca());
        m_fit->pilot()->showDeca();
        m_actions->refresh();
    };
    connect(m_models, &ModelCatalog::changed, this, show);
    connect(m_models, &ModelCatalog::chosenChanged, this, show);
    connect(m_models, &ModelCatalog::startsFromDecaChanged, this, show);
    connect(m_startPage, &StartPage::decaToggled, m_models, &ModelCatalog::setStartsFromDeca);
    connect(m_document, &DocumentCommands::modelGiven, this, &StudioWindow::addModel);
    show();
    m_models->refresh();
}

ShownScene StudioWindow::shownScene() const { return {.view = m_viewport->view().orbit, .backdrop = m_viewCommands->backdrop()}; }

} // namespace effigy::ui
