// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window shows, says and asks; undo and redo.
#include "ui/window/studio_window.h"

#include "head/form_controls.h"
#include "ui/fit/fit_workspace.h"
#include "ui/jobs/worker_commands.h"
#include "ui/language/languages.h"
#include "ui/library/model_catalog.h"
#include "ui/library/recent_projects.h"
#include "ui/library/start_page.h"
#include "ui/manual/manual_pages.h"
#include "ui/manual/manual_window.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/style/look_gallery.h"
#include "ui/style/look_pilot.h"
#include "ui/theme/system_theme.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/command_palette.h"
#include "ui/window/document_commands.h"
#include "ui/window/export_panel.h"
#include "ui/window/key_columns.h"
#include "ui/window/message_bar.h"
#include "ui/window/tile_pictures.h"
#include "ui/window/preferences_dialog.h"
#include "ui/window/status_line.h"
#include "ui/window/tool_strip.h"
#include "ui/window/top_bar.h"
#include "ui/window/view_commands.h"
#include "ui/window/viewport_pilot.h"
#include "ui/window/workspace_docks.h"

#include <QApplication>
#include <QFileInfo>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTimer>

namespace effigy::ui {
namespace {

constexpr int kSentenceMs = 6000;
const QString kGuideSeen = QStringLiteral("guide/seen");

} // namespace

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

void StudioWindow::offerTuning()
{
    if (m_session->info().isInverted || m_projectJobs->isTuning(m_session->path()))
        return;
    m_messages->showOffer(
        [] {
            return OfferWords{.title = tr("The head has been fitted anew"),
                              .text = tr("The avatar was tuned to the fit before; until it is tuned again, the mesh is shown."),
                              .accept = tr("Tune the avatar")};
        },
        [this] { tuneAvatar(); });
}

void StudioWindow::offerReplacement(const QString& photo)
{
    m_messages->showOffer(
        [photo] {
            return OfferWords{.title = tr("The photo has changed"),
                              .text = tr("“%1” holds another picture than when it was read. The project goes on with the one that it keeps.").arg(photo),
                              .accept = tr("Take the new one…")};
        },
        [this, photo] { m_document->replacePhoto(photo); });
}

void StudioWindow::addModel(const QString& path)
{
    if (m_models->isBusy()) {
        connect(m_models, &ModelCatalog::changed, this, [this, path] { addModel(path); }, Qt::SingleShotConnection);
        return;
    }
    m_models->add(path);
    showModels(); // which tells how it goes
}

void StudioWindow::showModels()
{
    const bool canTune = m_session->isOpen() && !m_projectJobs->isTuning(m_session->path());
    const QString model = m_services.prompts->showModels(*m_models, canTune);
    if (!model.isEmpty())
        m_projectJobs->tune(m_session->path(), m_services.tuningQuality, model);
}

void StudioWindow::showFailure(const Failure& failure)
{
    m_tellsOfJob = false;
    m_messages->showFailure(failure);
    Q_EMIT failed(failure);
}

void StudioWindow::tell(const QString& sentence) { m_status->showMessage(sentence, kSentenceMs); }

void StudioWindow::showHistory()
{
    const avatar::EditHistory& history = m_session->history();
    QStringList names;
    for (const avatar::Edit& edit : history.edits())
        names += editText(edit);
    m_history->setSteps(names, int(history.position()));
    const reconstruct::FitDocument& fit = m_fit->desk()->document();
    const QString undone = m_fit->isShown() ? editText(fit.undoName()) : editText(history.undoName());
    const QString redone = m_fit->isShown() ? editText(fit.redoName()) : editText(history.redoName());
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
        m_services.notifier->notify(job.spec().title, job.state() == Job::State::Finished ? tr("Done") : failureMessage(*job.failure()));
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
            all.push_back({withoutMnemonic(action->text()), m_actions->menuOf(action),
                           action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    if (!m_session->isOpen())
        return all;
    for (const avatar::Preset& preset : m_services.presets)
        all.push_back({controlText(preset.label), tr("Expression"), {}, [this, preset] { m_session->applyPreset(preset, 1.0); }});
    for (const avatar::LookPreset& look : m_looks->looks())
        all.push_back({controlText(look.label), tr("Look"), {}, [this, id = QString::fromStdString(look.id)] { m_looks->apply(id); }});
    for (const auto controls : {head::shapeControls(), head::lookControls().subspan(1)})
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

void StudioWindow::showPreferences()
{
    auto* dialog = new PreferencesDialog(
        {.language = chosenLanguage(),
         .chooseLanguage = m_services.speech ? [this](const QString& language) { speak(language); } : std::function<void(const QString&)>(),
         .theme = followsSystemTheme() ? std::nullopt : std::optional(currentTheme()),
         .canFollowDesktop = m_services.systemTheme != nullptr,
         .chooseTheme = [this](std::optional<Theme> theme) { wear(theme); },
         .navigation = m_viewport->navigation(),
         .chooseNavigation = [this](NavigationPreset preset) { m_viewCommands->setNavigation(preset); },
         .hasReducedMotion = m_viewport->hasReducedMotion(),
         .setReducedMotion =
             [this](bool isReduced) {
                 if (isReduced != m_viewport->hasReducedMotion())
                     m_viewCommands->toggleReducedMotion();
             },
         .quality = m_services.tuningQuality,
         .chooseQuality =
             [this](const QString& quality) {
                 m_services.tuningQuality = quality;
                 QSettings().setValue(QStringLiteral("tuning/quality"), quality);
             }},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// The page of what the pointer is over; for those who use the keyboard alone, of what has the focus. A dialog that is open
/// gets a manual of its own, as it holds up every other window.
void StudioWindow::showManual(QWidget* dialog)
{
    QWidget* about = dialog ? dialog : this;
    auto* manual = dialog ? new ManualWindow(*m_actions, dialog) : m_manual ? m_manual : m_manual = new ManualWindow(*m_actions, this);
    manual->setAttribute(Qt::WA_DeleteOnClose, dialog != nullptr);
    const QWidget* pointed = QApplication::widgetAt(QCursor::pos());
    manual->open(manualAnchorOf(pointed && pointed->window() == about ? pointed : dialog ? dialog : QApplication::focusWidget()));
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
         .language = chosenLanguage(),
         .chooseLanguage = m_services.speech ? [this](const QString& language) { speak(language); } : std::function<void(const QString&)>(),
         .deviceTest = deviceTestJob(m_services.workerProgram, picture),
         .testPicture = picture,
         .showModels = [this] { showModels(); },
         .hasSample = !m_services.samplePhoto.isEmpty()});
    if (end == GuideEnd::OpenSample)
        m_document->openPhoto(m_services.samplePhoto);
    else if (end == GuideEnd::OpenPhoto)
        m_document->askForPhoto();
}

void StudioWindow::editShortcuts()
{
    m_services.prompts->showShortcuts(*m_actions);
    showSearchShortcut();
    m_actions->refresh();
}

void StudioWindow::showSearchShortcut()
{
    m_topBar->setSearchShortcut((*m_actions)[QStringLiteral("help.palette")]->shortcut().toString(QKeySequence::NativeText));
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

} // namespace effigy::ui
