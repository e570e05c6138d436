// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of everything the studio can do but for the View menu (studio_view_actions.cpp); see ActionSpec.
#include "ui/language/languages.h"
#include "ui/library/model_catalog.h"
#include "ui/library/recent_projects.h"
#include "ui/panels/control_panel.h"
#include "ui/theme/system_theme.h"
#include "ui/timeline/sound_pilot.h"
#include "ui/viewport/cheat_sheet.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/document_commands.h"
#include "ui/window/studio_window.h"
#include "ui/window/workspace_docks.h"

#include <QDockWidget>

namespace effigy::ui {
namespace {

QKeySequence keys(const char* text) { return QKeySequence(QLatin1String(text)); }

} // namespace

void StudioWindow::addFileActions()
{
    const QString file = tr("&File");
    const auto isOpen = [this] { return m_session->isOpen(); };
    m_actions->add({
        {.id = "file.photo", .menu = file, .text = tr("&New from photo…"), .tip = tr("Find the head in a photo and make a project of it"),
         .shortcuts = {QKeySequence::New}, .icon = "photo", .run = [this] { m_document->askForPhoto(); }},
        {.id = "file.randomHead", .menu = file, .text = tr("New random &head"), .tip = tr("Make up somebody who does not exist, with an avatar at once"),
         .shortcuts = {keys("Ctrl+Alt+N")}, .icon = "dice", .run = [this] { m_document->newRandomHead(); }},
        {.id = "file.startFromDeca", .menu = file, .text = tr("Start new photos from &DECA"),
         .tip = tr("Fits of new photos begin with the face that DECA's networks read; add those to the model library"),
         .run = [this] { m_models->setStartsFromDeca(!m_models->startsFromDeca()); },
         .isEnabled = [this] { return m_models->decaForPhotos().isPossible(); },
         .isChecked = [this] { return m_models->startsFromDeca() && m_models->decaForPhotos().isPossible(); }},
        {.id = "file.open", .menu = file, .text = tr("&Open project…"), .shortcuts = {QKeySequence::Open}, .icon = "open",
         .run = [this] { m_document->askForProject(); }},
        {.id = "file.replacePhoto", .menu = file, .text = tr("Re&place the photo…"),
         .tip = tr("A retouched picture of the photo, or one in higher resolution, in its place; pose, timeline and look stay"),
         .run = [this] { m_document->askForReplacement(); }, .isEnabled = [this] { return m_session->isOpen() && !m_session->isReadOnly(); }},
        {.id = "file.formerPhoto", .menu = file, .text = tr("&Former photo"),
         .tip = tr("Back to the photo that was replaced, with its fit and its avatar; again: forth"),
         .run = [this] { m_projectJobs->exchangePhotos(m_session->path()); },
         .isEnabled = [this] {
             return m_session->isOpen() && !m_session->isReadOnly() && !m_session->info().formerPhotoName.empty() && !m_projectJobs->isTuning(m_session->path());
         }},
        {.id = "file.video", .menu = file, .text = tr("&Motion from a video…"), .tip = tr("Follow the face in a video and put its motion on the timeline"),
         .shortcuts = {keys("Ctrl+Shift+M")}, .icon = "video", .run = [this] { m_document->askForVideo(); }, .isEnabled = isOpen},
        {.id = "file.sound", .menu = file, .text = tr("Sound &track…"), .tip = tr("A sound that plays with the timeline: WAV, FLAC, MP3, M4A, OGG"),
         .icon = "sound", .run = [this] { m_soundPilot->choose(); }, .isEnabled = isOpen},
        {.id = "recent.pin", .menu = file, .submenu = tr("Open &recent"), .text = tr("&Pin this project"),
         .tip = tr("It stays in the list of recent projects"), .icon = "pin",
         .run = [this] { m_recents->setPinned(m_session->path(), !m_recents->isPinned(m_session->path())); },
         .isEnabled = [this] { return m_session->isOpen() && !m_session->isRecovery(); },
         .isChecked = [this] { return m_session->isOpen() && m_recents->isPinned(m_session->path()); }, .startsSection = true},
        {.id = "recent.removeMissing", .menu = file, .submenu = tr("Open &recent"), .text = tr("&Remove what is missing"),
         .run = [this] { m_recents->removeMissing(); }, .isEnabled = [this] { return m_recents->hasMissing(); }},
        {.id = "recent.clear", .menu = file, .submenu = tr("Open &recent"), .text = tr("&Clear the list"), .run = [this] { m_recents->clear(); },
         .isEnabled = [this] { return !m_recents->entries().empty(); }},
        {.id = "file.window", .menu = file, .text = tr("New &window"), .tip = tr("Another project beside this one"),
         .shortcuts = {keys("Ctrl+Shift+N")}, .run = [this] { m_services.openWindow({}); },
         .isEnabled = [this] { return bool(m_services.openWindow); }},
        {.id = "file.save", .menu = file, .text = tr("&Save"), .tip = tr("Every change is saved by itself; this gives a new project its name"),
         .shortcuts = {QKeySequence::Save}, .icon = "save", .run = [this] { m_document->save(); }, .isEnabled = isOpen, .startsSection = true},
        {.id = "file.saveAs", .menu = file, .text = tr("Save &as…"), .shortcuts = {keys("Ctrl+Shift+S")},
         .run = [this] { m_document->saveAs(); }, .isEnabled = isOpen},
        {.id = "file.saveCopy", .menu = file, .text = tr("Save a &copy…"), .tip = tr("Write the project to another file and go on with this one"),
         .run = [this] { m_document->saveCopy(); }, .isEnabled = isOpen},
        {.id = "export.image", .menu = file, .submenu = tr("&Export"), .text = tr("&Image…"), .shortcuts = {keys("Ctrl+E")}, .icon = "image",
         .run = [this] { m_document->exportAs(ExportKind::Image, shownScene()); }, .isEnabled = isOpen},
        {.id = "export.video", .menu = file, .submenu = tr("&Export"), .text = tr("&Video…"), .shortcuts = {keys("Ctrl+Shift+E")},
         .icon = "video", .run = [this] { m_document->exportAs(ExportKind::Video, shownScene()); }, .isEnabled = isOpen},
        {.id = "export.mesh", .menu = file, .submenu = tr("&Export"), .text = tr("&Mesh…"), .shortcuts = {keys("Ctrl+Alt+E")}, .icon = "mesh",
         .run = [this] { m_document->exportAs(ExportKind::Mesh, shownScene()); }, .isEnabled = isOpen},
        {.id = "file.close", .menu = file, .text = tr("C&lose project"), .shortcuts = {QKeySequence::Close},
         .run = [this] { m_session->close(); }, .isEnabled = isOpen, .startsSection = true},
        {.id = "file.quit", .menu = file, .text = tr("&Quit"), .shortcuts = {keys("Ctrl+Q")}, .run = [this] { close(); }},
    });
}

void StudioWindow::addEditActions()
{
    const QString edit = tr("&Edit");
    const auto isOpen = [this] { return m_session->isOpen(); };
    m_actions->add({
        {.id = "edit.undo", .menu = edit, .text = tr("&Undo"), .shortcuts = {QKeySequence::Undo}, .icon = "undo",
         .run = [this] { undo(); }, .isEnabled = [this] { return canUndo(); }},
        {.id = "edit.redo", .menu = edit, .text = tr("&Redo"), .shortcuts = {keys("Ctrl+Shift+Z"), keys("Ctrl+Y")}, .icon = "redo",
         .run = [this] { redo(); }, .isEnabled = [this] { return canRedo(); }},
        {.id = "edit.copy", .menu = edit, .text = tr("&Copy pose"), .shortcuts = {QKeySequence::Copy},
         .run = [this] { m_document->copyPose(); }, .isEnabled = isOpen, .startsSection = true},
        {.id = "edit.paste", .menu = edit, .text = tr("&Paste pose"), .shortcuts = {QKeySequence::Paste},
         .run = [this] { m_document->pastePose(); }, .isEnabled = isOpen},
        {.id = "edit.find", .menu = edit, .text = tr("&Find control…"), .shortcuts = {QKeySequence::Find}, .icon = "search",
         .run = [this] {
             m_docks->reveal(QStringLiteral("controls"));
             m_controls->focusSearch();
         },
         .isEnabled = isOpen, .startsSection = true},
        {.id = "edit.preferences", .menu = edit, .text = tr("Pre&ferences…"), .tip = tr("Language, theme, mouse habits, quality of tuning"),
         .shortcuts = {keys("Ctrl+,")}, .icon = "sliders", .run = [this] { showPreferences(); }, .startsSection = true},
    });
}

void StudioWindow::addAvatarActions()
{
    const QString avatar = tr("&Avatar");
    const auto isOpen = [this] { return m_session->isOpen(); };
    m_actions->add({
        {.id = "avatar.tune", .menu = avatar, .text = tr("&Tune the avatar"), .tip = tr("Make the avatar look like the photo; takes minutes"),
         .shortcuts = {keys("Ctrl+T")}, .icon = "tune", .run = [this] { tuneAvatar(); },
         .isEnabled = [this] { return m_session->isOpen() && !m_projectJobs->isTuning(m_session->path()); }},
        {.id = "avatar.mirror", .menu = avatar, .text = tr("&Mirror the pose"), .tip = tr("Exchange left and right"),
         .shortcuts = {keys("Ctrl+M")}, .run = [this] { m_session->mirrorPose(); }, .isEnabled = isOpen, .startsSection = true},
        {.id = "avatar.resetAll", .menu = avatar, .text = tr("&Back to the photo's pose"), .shortcuts = {keys("Ctrl+Shift+R")},
         .icon = "reset", .run = [this] { m_session->resetAll(); }, .isEnabled = isOpen},
        {.id = "avatar.models", .menu = avatar, .text = tr("Mo&del library…"), .tip = tr("Generators and networks that are installed"),
         .shortcuts = {keys("Ctrl+L")}, .icon = "avatar", .run = [this] { showModels(); },
         .startsSection = true},
    });
}

void StudioWindow::addWindowActions()
{
    const QString window = tr("&Window"), panels = tr("&Panels"), themes = tr("&Theme");
    const auto isOpen = [this] { return m_session->isOpen(); };
    int number = 0;
    for (const Workspace& workspace : m_docks->available())
        m_actions->add({{.id = QStringLiteral("workspace.") + workspace.id, .menu = window, .text = workspace.title, .tip = workspace.purpose,
                         .shortcuts = {QKeySequence(QStringLiteral("Ctrl+%1").arg(++number))},
                         .run = [this, id = workspace.id] { m_docks->enter(id); }, .isEnabled = isOpen,
                         .isChecked = [this, id = workspace.id] { return m_docks->current() == id; }, .group = "workspaces"}});
    bool isFirst = true;
    for (const QString& id : m_docks->dockIds())
        m_actions->add({{.id = QStringLiteral("window.dock.") + id, .menu = window, .submenu = panels, .text = m_docks->dock(id)->windowTitle(),
                         .run = [this, id] { m_docks->toggle(id); }, .isEnabled = isOpen,
                         .isChecked = [this, id] { return m_docks->dock(id)->isVisible(); },
                         .startsSection = std::exchange(isFirst, false)}});
    m_actions->add({{.id = "theme.system", .menu = window, .submenu = themes, .text = tr("As the &system"), .run = [this] { wear(std::nullopt); },
                     .isEnabled = [this] { return m_services.systemTheme != nullptr; }, .isChecked = [] { return followsSystemTheme(); }, .group = "themes"}});
    const QString themeTexts[] = {tr("&Dark"), tr("&Light"), tr("&High contrast")};
    for (const Theme theme : kThemes)
        m_actions->add({{.id = QStringLiteral("theme.") + themeName(theme), .menu = window, .submenu = themes, .text = themeTexts[int(theme)],
                         .run = [this, theme] { wear(theme); }, .isChecked = [theme] { return currentTheme() == theme && !followsSystemTheme(); },
                         .group = "themes"}});
    addLanguageActions();
    m_actions->add({
        {.id = "window.canvasOnly", .menu = window, .text = tr("&Canvas only"), .tip = tr("Nothing but the viewport; again brings everything back"),
         .shortcuts = {keys("Shift+F11")}, .run = [this] { m_docks->setCanvasOnly(!m_docks->isCanvasOnly()); }, .isEnabled = isOpen,
         .isChecked = [this] { return m_docks->isCanvasOnly(); }, .startsSection = true},
        {.id = "window.fullScreen", .menu = window, .text = tr("&Full screen"), .shortcuts = {keys("F11")},
         .run = [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); },
         .isChecked = [this] { return windowState().testFlag(Qt::WindowFullScreen); }},
        {.id = "window.resetLayout", .menu = window, .text = tr("&Reset layout"), .tip = tr("All panels back to their places in this workspace"),
         .run = [this] { m_docks->resetLayout(); }, .isEnabled = isOpen},
    });
}

void StudioWindow::addLanguageActions()
{
    const QString window = tr("&Window"), spoken = tr("&Language");
    const auto canSpeak = [this] { return m_services.speech != nullptr; };
    m_actions->add({{.id = "language.system", .menu = window, .submenu = spoken, .text = tr("As the &system"), .run = [this] { speak({}); },
                     .isEnabled = canSpeak, .isChecked = [] { return chosenLanguage().isEmpty(); }, .group = "languages"}});
    for (const Language& language : languages())
        m_actions->add({{.id = QStringLiteral("language.") + QLatin1String(language.code), .menu = window, .submenu = spoken,
                         .text = QString::fromUtf8(language.name), .run = [this, code = QString(QLatin1String(language.code))] { speak(code); },
                         .isEnabled = canSpeak, .isChecked = [code = QLatin1String(language.code)] { return chosenLanguage() == code; },
                         .group = "languages"}});
}

void StudioWindow::addHelpActions()
{
    const QString help = tr("&Help");
    m_actions->add({
        {.id = "help.manual", .menu = help, .text = tr("&Manual"), .tip = tr("The page of the panel under the pointer"),
         .shortcuts = {QKeySequence::HelpContents}, .icon = "info", .run = [this] { showManual(nullptr); }},
        {.id = "help.palette", .menu = help, .text = tr("&Command palette…"), .tip = tr("Find any command, control or expression by its name"),
         .shortcuts = {keys("Ctrl+Shift+P"), keys("F3")}, .icon = "palette", .run = [this] { showPalette(); }},
        {.id = "help.guide", .menu = help, .text = tr("&First steps…"), .tip = tr("Mouse habits, theme, a test of this computer, models, a first photo"),
         .run = [this] { runGuide(); }, .startsSection = true},
        {.id = "help.shortcuts", .menu = help, .text = tr("Keyboard &shortcuts…"), .tip = tr("See and change the keys of every command"),
         .icon = "keys", .run = [this] { editShortcuts(); }},
        {.id = "help.keys", .menu = help, .text = tr("&Keys of the viewport"), .tip = tr("A sheet with every key and the state of every switch"),
         .shortcuts = {keys("H")}, .run = [this] { toggleCheatSheet(); }, .isEnabled = [this] { return m_session->isOpen(); },
         .isChecked = [this] { return m_cheatSheet->isVisible(); }},
        {.id = "help.about", .menu = help, .text = tr("&About Effigy"), .icon = "info", .run = [this] { m_services.prompts->showAbout(); }},
    });
}

} // namespace effigy::ui
