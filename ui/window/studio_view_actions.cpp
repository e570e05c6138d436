// SPDX-License-Identifier: GPL-3.0-or-later
//
// The View menu's part of the table of actions.
#include "ui/viewport/viewport.h"
#include "ui/window/action_table.h"
#include "ui/window/face_hand.h"
#include "ui/window/pose_handles.h"
#include "ui/window/studio_window.h"
#include "ui/window/view_commands.h"

#include <QFileInfo>

namespace effigy::ui {
namespace {

QKeySequence keys(const char* text) { return QKeySequence(QLatin1String(text)); }

} // namespace

void StudioWindow::addViewActions()
{
    addModeActions();
    addCompareActions();
    addCameraActions();
    addSurroundingActions();
}

void StudioWindow::addModeActions()
{
    struct Mode {
        const char* id;
        ViewMode mode;
        QString text;
        QString tip;
        const char* key;
        const char* iconName;
        bool needsAvatar;
    };
    const Mode modes[] = {
        {"mode.avatar", ViewMode::Avatar, tr("&Avatar"), tr("The avatar as it is exported"), "1", "avatar", false},
        {"mode.textured", ViewMode::Textured, tr("&Textured mesh"), tr("The fitted head with the photo's colours"), "2", "texture", false},
        {"mode.clay", ViewMode::Clay, tr("&Clay"), tr("The head's form in one material"), "3", "clay", false},
        {"mode.wire", ViewMode::Wire, tr("&Wire over clay"), tr("The edges of the mesh"), "4", "wire", false},
        {"mode.raw", ViewMode::Raw, tr("&Raw volume"), tr("The avatar before superresolution"), "5", "volume", true},
        {"mode.depth", ViewMode::Depth, tr("&Depth"), tr("Near is white"), "6", "depth", false},
        {"mode.normals", ViewMode::Normals, tr("&Normals"), tr("Where surfaces face, as colours"), "7", "normals", false},
        {"mode.uv", ViewMode::Uv, tr("&UV chart"), tr("How the texture lies on the mesh"), "8", "uv", false},
    };
    for (const Mode& mode : modes)
        m_actions->add({{.id = QLatin1String(mode.id), .menu = tr("&View"), .submenu = tr("&Show"), .text = mode.text, .tip = mode.tip,
                         .shortcuts = {keys(mode.key)}, .icon = QLatin1String(mode.iconName),
                         .run = [this, wanted = mode.mode] { m_viewCommands->setMode(wanted); },
                         .isEnabled = [this, needs = mode.needsAvatar] {
                             return m_session->isOpen() && (!needs || m_session->avatar()->isInverted());
                         },
                         .isChecked = [this, wanted = mode.mode] { return m_viewport->view().mode == wanted; }, .group = "modes"}});
}

void StudioWindow::addCompareActions()
{
    const QString view = tr("&View"), with = tr("&Compare with the photo");
    const auto isOpen = [this] { return m_session->isOpen(); };
    struct Compare {
        const char* id;
        CompareMode mode;
        QString text;
        QString tip;
        const char* key;
        const char* iconName;
    };
    const Compare compares[] = {
        {"compare.split", CompareMode::Split, tr("&Split"), tr("Photo left, avatar right; drag the line"), "\\", "compare"},
        {"compare.overlay", CompareMode::Overlay, tr("&Overlay"), tr("The photo over the avatar; [ and ] change how much"), "V", "overlay"},
        {"compare.flicker", CompareMode::Flicker, tr("&Flicker"), tr("Photo and avatar by turns"), "K", "flicker"},
        {"compare.difference", CompareMode::Difference, tr("&Difference"), tr("Black where they are equal"), "D", "difference"},
    };
    for (const Compare& compare : compares)
        m_actions->add({{.id = QLatin1String(compare.id), .menu = view, .submenu = with, .text = compare.text, .tip = compare.tip,
                         .shortcuts = {keys(compare.key)}, .icon = QLatin1String(compare.iconName),
                         .run = [this, wanted = compare.mode] { m_viewCommands->toggleCompare(wanted); }, .isEnabled = isOpen,
                         .isChecked = [this, wanted = compare.mode] { return m_viewport->view().compare == wanted; }}});
    const auto isOverlay = [this] { return m_session->isOpen() && m_viewport->view().compare == CompareMode::Overlay; };
    m_actions->add({
        {.id = "compare.less", .menu = view, .submenu = with, .text = tr("&Less of the photo"), .shortcuts = {keys("[")},
         .run = [this] { m_viewCommands->changeOverlay(-1); }, .isEnabled = isOverlay, .startsSection = true},
        {.id = "compare.more", .menu = view, .submenu = with, .text = tr("&More of the photo"), .shortcuts = {keys("]")},
         .run = [this] { m_viewCommands->changeOverlay(1); }, .isEnabled = isOverlay},
    });
}

void StudioWindow::addCameraActions()
{
    const QString view = tr("&View"), from = tr("&Look from");
    const auto isOpen = [this] { return m_session->isOpen(); };
    m_actions->add({
        {.id = "view.match", .menu = view, .text = tr("&Match the photo"), .tip = tr("Look through the camera that took the photo"),
         .shortcuts = {keys("P"), keys("Num+0")}, .icon = "match", .run = [this] { m_viewport->matchPhoto(); }, .isEnabled = isOpen,
         .startsSection = true},
        {.id = "view.frame", .menu = view, .text = tr("Frame the &head"), .tip = tr("Bring the head back into view"),
         .shortcuts = {keys("Home"), keys("Num+.")}, .icon = "frame", .run = [this] { m_viewport->frameHead(); }, .isEnabled = isOpen},
    });
    struct Side {
        const char* id;
        NamedView side;
        QString text;
        QList<QKeySequence> shortcuts;
        const char* iconName;
    };
    const Side sides[] = {
        {"view.front", NamedView::Front, tr("&Front"), {keys("F"), keys("Num+1")}, "front"},
        {"view.threeQuarter", NamedView::ThreeQuarter, tr("Three-&quarter"), {keys("T")}, "three-quarter"},
        {"view.left", NamedView::Left, tr("&Left side"), {keys("L"), keys("Ctrl+Num+3")}, "left"},
        {"view.right", NamedView::Right, tr("&Right side"), {keys("R"), keys("Num+3")}, "right"},
        {"view.back", NamedView::Back, tr("&Back"), {keys("B"), keys("Ctrl+Num+1")}, ""},
        {"view.above", NamedView::Above, tr("&Above"), {keys("Num+7")}, ""},
        {"view.below", NamedView::Below, tr("B&elow"), {keys("Ctrl+Num+7")}, ""},
    };
    for (const Side& side : sides)
        m_actions->add({{.id = QLatin1String(side.id), .menu = view, .submenu = from, .text = side.text, .shortcuts = side.shortcuts,
                         .icon = QLatin1String(side.iconName), .run = [this, wanted = side.side] { m_viewport->lookFrom(wanted); },
                         .isEnabled = isOpen}});
    const QString presetTexts[] = {tr("&Simple: drag to orbit"), tr("&Blender: middle button"), tr("&Maya: Alt and buttons")};
    for (const NavigationPreset preset : kNavigationPresets)
        m_actions->add({{.id = QStringLiteral("navigation.") + navigationName(preset), .menu = view, .submenu = tr("&Mouse habits"),
                         .text = presetTexts[int(preset)], .run = [this, preset] { m_viewCommands->setNavigation(preset); },
                         .isChecked = [this, preset] { return m_viewport->navigation() == preset; }, .group = "navigation"}});
}

void StudioWindow::addSurroundingActions()
{
    const QString view = tr("&View"), behind = tr("&Background");
    const auto isOpen = [this] { return m_session->isOpen(); };
    m_actions->add({
        {.id = "view.handles", .menu = view, .text = tr("&Handles"), .tip = tr("Drag head, jaw and gaze in the picture"), .shortcuts = {keys("G")},
         .icon = "handles", .run = [this] { m_handles->setShown(!m_handles->isShown()); }, .isEnabled = isOpen,
         .isChecked = [this] { return m_handles->isShown(); }, .startsSection = true},
        {.id = "view.faceHand", .menu = view, .text = tr("&Drag the face"),
         .tip = tr("Take a brow, a lid, a corner of the mouth in the picture and drag it; Shift ten times finer, Escape leaves it"),
         .shortcuts = {keys("E")}, .icon = "hand", .run = [this] { m_faceHand->setActive(!m_faceHand->isActive()); }, .isEnabled = isOpen,
         .isChecked = [this] { return m_faceHand->isActive(); }},
        {.id = "view.grid", .menu = view, .text = tr("Floor &grid"), .tip = tr("Lines every five centimetres"), .shortcuts = {keys("Shift+G")},
         .icon = "grid", .run = [this] { m_viewCommands->toggleGrid(); }, .isEnabled = isOpen,
         .isChecked = [this] { return m_viewport->dressing().hasGrid; }},
        {.id = "view.safeAreas", .menu = view, .text = tr("Safe &areas"), .tip = tr("The square that is exported, with its inner 90 and 80 percent"),
         .shortcuts = {keys("S")}, .icon = "safe", .run = [this] { m_viewCommands->toggleSafeAreas(); }, .isEnabled = isOpen,
         .isChecked = [this] { return m_viewport->dressing().hasSafeAreas; }},
        {.id = "view.gizmo", .menu = view, .text = tr("Axes in the &corner"), .run = [this] { m_viewCommands->toggleGizmo(); }, .isEnabled = isOpen,
         .isChecked = [this] { return m_viewport->dressing().hasGizmo; }},
    });
    m_actions->add({{.id = "view.reducedMotion", .menu = view, .submenu = tr("&Mouse habits"), .text = tr("&Reduce motion"),
                     .tip = tr("Views change at once instead of gliding"), .run = [this] { m_viewCommands->toggleReducedMotion(); },
                     .isChecked = [this] { return m_viewport->hasReducedMotion(); }, .startsSection = true}});
    struct Behind {
        const char* id;
        Backdrop backdrop;
        QString text;
    };
    for (const Behind& one : {Behind{"backdrop.theme", Backdrop::Theme, tr("&Neutral grey")}, Behind{"backdrop.black", Backdrop::Black, tr("&Black")},
                              Behind{"backdrop.white", Backdrop::White, tr("&White")}, Behind{"backdrop.colour", Backdrop::Colour, tr("&Colour…")},
                              Behind{"backdrop.picture", Backdrop::Picture, tr("&Picture…")}})
        m_actions->add({{.id = QLatin1String(one.id), .menu = view, .submenu = behind, .text = one.text,
                         .run = [this, wanted = one.backdrop] {
                             if (wanted == Backdrop::Colour)
                                 m_viewCommands->askForColour();
                             else if (wanted == Backdrop::Picture)
                                 m_viewCommands->askForPicture();
                             else
                                 m_viewCommands->setBackdrop(wanted);
                         },
                         .isEnabled = isOpen, .isChecked = [this, wanted = one.backdrop] { return m_viewport->dressing().backdrop == wanted; },
                         .group = "backdrops"}});
    const auto take = [this](ViewCommands::Picture kind) {
        return [this, kind] { m_viewCommands->takePicture(kind, QFileInfo(QString::fromStdString(m_session->info().photoName)).completeBaseName()); };
    };
    m_actions->add({
        {.id = "view.screenshot", .menu = view, .text = tr("Take a &picture"), .tip = tr("Write what the viewport shows into your pictures folder"),
         .shortcuts = {keys("F12")}, .icon = "shutter", .run = take(ViewCommands::Picture::AsShown), .isEnabled = isOpen, .startsSection = true},
        {.id = "view.screenshotTransparent", .menu = view, .text = tr("Take a &transparent picture"), .tip = tr("The head alone, with alpha"),
         .shortcuts = {keys("Ctrl+F12")}, .run = take(ViewCommands::Picture::Transparent), .isEnabled = isOpen},
    });
}

} // namespace effigy::ui
