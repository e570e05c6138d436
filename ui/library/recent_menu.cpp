// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/recent_menu.h"

#include "ui/library/recent_projects.h"
#include "ui/theme/icons.h"

#include <QFileInfo>
#include <QMenu>

namespace effigy::ui {

RecentMenu::RecentMenu(QMenu* menu, const RecentProjects* recents, QObject* parent) : QObject(parent), m_menu(menu), m_recents(recents)
{
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &RecentMenu::fill);
}

void RecentMenu::fill()
{
    qDeleteAll(m_lines);
    m_lines.clear();
    QAction* const below = m_menu->actions().value(0);
    for (const RecentProject& project : m_recents->entries()) {
        const QString name = QFileInfo(project.path).completeBaseName().replace(u'&', QStringLiteral("&&"));
        auto* line = new QAction(project.isMissing ? tr("%1 (missing)").arg(name) : name, m_menu);
        line->setObjectName(QStringLiteral("recent.") + project.path);
        line->setIcon(icon(project.isPinned ? QStringLiteral("pin") : QStringLiteral("blank")));
        line->setToolTip(project.path);
        line->setEnabled(!project.isMissing);
        connect(line, &QAction::triggered, this, [this, path = project.path] { Q_EMIT projectChosen(path); });
        m_lines += line;
    }
    if (m_lines.isEmpty()) {
        auto* none = new QAction(tr("No projects yet"), m_menu);
        none->setEnabled(false);
        m_lines += none;
    }
    m_menu->insertActions(below, m_lines);
}

} // namespace effigy::ui
