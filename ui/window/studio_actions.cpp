// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of everything the studio can do; see ActionSpec.
#include "ui/library/model_catalog.h"
#include "ui/panels/control_panel.h"
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/studio_window.h"

#include <QApplication>
#include <QDockWidget>

namespace effigy::ui {
namespace {

QKeySequence keys(const char* text) { return QKeySequence(QLatin1String(text)); }

} // namespace

void StudioWindow::addFileActions()
{
    const QString file = tr("&File");
    m_actions->add({
        {.id = "file.photo", .menu = file, .text = tr("&New from photo…"), .shortcuts = {QKeySequence::New}, .icon = "photo",
         .run = [this] { openPhoto(m_services.prompts->photoToOpen()); }},
        {.id = "file.open", .menu = file, .text = tr("&Open project…"), .shortcuts = {QKeySequence::Open}, .icon = "open",
         .run = [this] {
             const QString path = m_services.prompts->projectToOpen();
             if (!path.isEmpty())
                 m_session->open(path);
         }},
        {.id = "file.save", .menu = file, .text = tr("&Save"), .shortcuts = {QKeySequence::Save}, .icon = "save",
         .run = [this] { saveOrSaveAs(); }, .startsSection = true},
        {.id = "file.saveAs", .menu = file, .text = tr("Save &as…"), .shortcuts = {keys("Ctrl+Shift+S")}, .run = [this] { saveAs(); }},
        {.id = "file.saveCopy", .menu = file, .text = tr("Save a &copy…"), .run = [this] { saveCopy(); }},
        {.id = "file.tune", .menu = file, .text = tr("&Tune the avatar"), .shortcuts = {keys("Ctrl+T")}, .icon = "tune",
         .run = [this] { m_projectJobs->tune(m_session->path(), m_services.tuningQuality, m_models->chosen()); }, .startsSection = true},
        {.id = "file.models", .menu = file, .text = tr("Mo&del library…"), .shortcuts = {keys("Ctrl+L")}, .icon = "avatar",
         .run = [this] { m_services.prompts->showModels(*m_models); }},
        {.id = "export.image", .menu = file, .text = tr("Export &image…"), .shortcuts = {keys("Ctrl+E")}, .icon = "image",
         .run = [this] { exportAs(ExportKind::Image); }, .startsSection = true},
        {.id = "export.video", .menu = file, .text = tr("Export turntable &video…"), .shortcuts = {keys("Ctrl+Shift+E")},
         .icon = "video", .run = [this] { exportAs(ExportKind::Video); }},
        {.id = "export.mesh", .menu = file, .text = tr("Export &mesh…"), .shortcuts = {keys("Ctrl+Alt+E")}, .icon = "mesh",
         .run = [this] { exportAs(ExportKind::Mesh); }},
        {.id = "file.close", .menu = file, .text = tr("C&lose project"), .shortcuts = {QKeySequence::Close},
         .run = [this] { m_session->close(); }, .startsSection = true},
        {.id = "file.quit", .menu = file, .text = tr("&Quit"), .shortcuts = {keys("Ctrl+Q")}, .run = [this] { close(); }},
    });
}

void StudioWindow::addEditActions()
{
    const QString edit = tr("&Edit");
    m_actions->add({
        {.id = "edit.undo", .menu = edit, .text = tr("&Undo"), .shortcuts = {QKeySequence::Undo}, .icon = "undo",
         .run = [this] { m_session->undo(); }},
        {.id = "edit.redo", .menu = edit, .text = tr("&Redo"), .shortcuts = {keys("Ctrl+Shift+Z"), keys("Ctrl+Y")}, .icon = "redo",
         .run = [this] { m_session->redo(); }},
        {.id = "edit.copy", .menu = edit, .text = tr("&Copy pose"), .shortcuts = {QKeySequence::Copy}, .run = [this] { copyPose(); },
         .startsSection = true},
        {.id = "edit.paste", .menu = edit, .text = tr("&Paste pose"), .shortcuts = {QKeySequence::Paste}, .run = [this] { pastePose(); }},
        {.id = "edit.mirror", .menu = edit, .text = tr("&Mirror pose"), .shortcuts = {keys("Ctrl+M")},
         .run = [this] { m_session->mirrorPose(); }},
        {.id = "edit.resetAll", .menu = edit, .text = tr("&Back to the photo's pose"), .shortcuts = {keys("Ctrl+Shift+R")}, .icon = "reset",
         .run = [this] { m_session->resetAll(); }},
        {.id = "edit.find", .menu = edit, .text = tr("&Find control…"), .shortcuts = {QKeySequence::Find}, .icon = "search",
         .run = [this] { m_controls->focusSearch(); }, .startsSection = true},
    });
}

void StudioWindow::addViewActions()
{
    const QString view = tr("&View");
    const auto mode = [this](ViewMode wanted) { return [this, wanted] { setMode(wanted); }; };
    const auto compare = [this](CompareMode wanted) {
        return [this, wanted] { setCompare(m_viewport->view().compare == wanted ? CompareMode::Off : wanted); };
    };
    const auto look = [this](NamedView side) { return [this, side] { m_viewport->lookFrom(side); }; };
    m_actions->add({
        {.id = "mode.avatar", .menu = view, .text = tr("&Avatar"), .shortcuts = {keys("1")}, .icon = "avatar",
         .run = mode(ViewMode::Avatar), .isCheckable = true, .group = "modes"},
        {.id = "mode.textured", .menu = view, .text = tr("&Textured mesh"), .shortcuts = {keys("2")}, .icon = "texture",
         .run = mode(ViewMode::Textured), .isCheckable = true, .group = "modes"},
        {.id = "mode.clay", .menu = view, .text = tr("&Clay"), .shortcuts = {keys("3")}, .icon = "clay", .run = mode(ViewMode::Clay),
         .isCheckable = true, .group = "modes"},
        {.id = "mode.wire", .menu = view, .text = tr("&Wire"), .shortcuts = {keys("4")}, .icon = "wire", .run = mode(ViewMode::Wire),
         .isCheckable = true, .group = "modes"},
        {.id = "compare.split", .menu = view, .text = tr("&Split with the photo"), .shortcuts = {keys("\\")}, .icon = "compare",
         .run = compare(CompareMode::Split), .isCheckable = true, .startsSection = true},
        {.id = "compare.difference", .menu = view, .text = tr("&Difference to the photo"), .shortcuts = {keys("D")},
         .icon = "difference", .run = compare(CompareMode::Difference), .isCheckable = true},
        {.id = "view.match", .menu = view, .text = tr("&Match the photo"), .shortcuts = {keys("P"), keys("Num+0")}, .icon = "match",
         .run = [this] { m_viewport->matchPhoto(); }, .startsSection = true},
        {.id = "view.front", .menu = view, .text = tr("&Front"), .shortcuts = {keys("F"), keys("Num+1")}, .icon = "front",
         .run = look(NamedView::Front)},
        {.id = "view.threeQuarter", .menu = view, .text = tr("Three-&quarter"), .shortcuts = {keys("T")},
         .run = look(NamedView::ThreeQuarter)},
        {.id = "view.left", .menu = view, .text = tr("&Left side"), .shortcuts = {keys("L"), keys("Ctrl+Num+3")}, .icon = "left",
         .run = look(NamedView::Left)},
        {.id = "view.right", .menu = view, .text = tr("&Right side"), .shortcuts = {keys("R"), keys("Num+3")}, .icon = "right",
         .run = look(NamedView::Right)},
        {.id = "view.frame", .menu = view, .text = tr("Frame the &head"), .shortcuts = {keys("Home"), keys("Num+.")}, .icon = "frame",
         .run = [this] { m_viewport->frameHead(); }},
    });
}

void StudioWindow::addWindowActions()
{
    const QString window = tr("&Window");
    std::vector<ActionSpec> docks;
    for (QDockWidget* dock : findChildren<QDockWidget*>())
        docks.push_back({.id = "window." + dock->objectName(), .menu = window, .text = dock->windowTitle(),
                         .run = [dock] { dock->setVisible(!dock->isVisible()); dock->raise(); }});
    m_actions->add(docks);
    m_actions->add({
        {.id = "window.fullScreen", .menu = window, .text = tr("&Full screen"), .shortcuts = {keys("F11")},
         .run = [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); }, .startsSection = true},
        {.id = "window.resetLayout", .menu = window, .text = tr("&Reset layout"), .run = [this] { resetLayout(); }},
        {.id = "help.palette", .menu = tr("&Help"), .text = tr("&Command palette…"), .shortcuts = {keys("Ctrl+Shift+P"), keys("F3")},
         .icon = "palette", .run = [this] { showPalette(); }},
        {.id = "help.about", .menu = tr("&Help"), .text = tr("&About Effigy"), .icon = "info",
         .run = [this] { m_services.prompts->showAbout(); }},
    });
}

} // namespace effigy::ui
