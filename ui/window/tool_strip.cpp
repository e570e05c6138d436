// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tool_strip.h"

#include "ui/language/say.h"
#include "ui/theme/icons.h"
#include "ui/window/action_table.h"

#include <QMenu>
#include <QToolButton>

namespace effigy::ui {

ToolStrip::ToolStrip(QWidget* parent) : QToolBar(parent)
{
    setObjectName(QStringLiteral("toolbar"));
    say(this, [this] { setWindowTitle(tr("Tools")); });
    setIconSize({20, 20});
    setMovable(false);
}

void ToolStrip::fill(const ActionTable& actions)
{
    addTools(actions, {"file.photo", "file.open", "file.save"});
    addSeparator();
    addTools(actions, {"edit.undo", "edit.redo"});
    addSeparator();
    addTools(actions, {"mode.avatar", "mode.textured", "mode.clay", "mode.wire"});
    addMenu("moreModes", QT_TR_NOOP("Everything that the viewport can show"), actions.submenuOf(QStringLiteral("mode.avatar")));
    addSeparator();
    addTools(actions, {"compare.split", "compare.overlay"});
    addMenu("moreCompare", QT_TR_NOOP("All ways to compare with the photo"), actions.submenuOf(QStringLiteral("compare.split")));
    addSeparator();
    addTools(actions, {"view.match", "view.frame", "view.front", "view.left", "view.right"});
    addMenu("moreViews", QT_TR_NOOP("All sides to look from"), actions.submenuOf(QStringLiteral("view.front")));
    addSeparator();
    addTools(actions, {"view.handles", "view.faceHand", "view.grid", "view.screenshot"});
    addMenu("moreBackdrops", QT_TR_NOOP("What lies behind the head"), actions.submenuOf(QStringLiteral("backdrop.theme")));
    auto* room = new QWidget(this);
    room->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(room);
    QAction* tune = actions[QStringLiteral("avatar.tune")];
    addAction(tune);
    static_cast<QToolButton*>(widgetForAction(tune))->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QToolButton* button : findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly))
        button->setFocusPolicy(Qt::TabFocus);
}

void ToolStrip::addTools(const ActionTable& actions, std::initializer_list<const char*> ids)
{
    for (const char* id : ids)
        addAction(actions[QLatin1String(id)]);
}

void ToolStrip::addMenu(const char* name, const char* text, QMenu* menu)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    say(button, [button, text] {
        button->setAccessibleName(tr(text));
        button->setToolTip(tr(text));
    });
    button->setIcon(icon(QStringLiteral("chevron-down")));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    button->setProperty("narrow", true);
    addWidget(button);
}

} // namespace effigy::ui
