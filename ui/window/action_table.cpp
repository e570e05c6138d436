// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_table.h"

#include "base/error.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace effigy::ui {

ActionTable::ActionTable(QWidget* window) : QObject(window), m_window(window) {}

void ActionTable::add(const std::vector<ActionSpec>& specs)
{
    for (const ActionSpec& spec : specs) {
        auto* action = new QAction(icon(spec.icon), spec.text, this);
        action->setObjectName(spec.id);
        action->setShortcuts(spec.shortcuts);
        action->setCheckable(spec.isCheckable);
        const QString name = spec.text.chopped(0).remove(u'&');
        action->setToolTip(spec.shortcuts.isEmpty() ? name
                               : QStringLiteral("%1 (%2)").arg(name, spec.shortcuts.first().toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, spec.run);
        if (!spec.group.isEmpty()) {
            auto* group = findChild<QActionGroup*>(spec.group);
            if (!group) {
                group = new QActionGroup(this);
                group->setObjectName(spec.group);
            }
            group->addAction(action);
        }
        m_window->addAction(action);
        m_specs.push_back(spec);
        m_all.push_back(action);
        m_byId[spec.id] = action;
    }
}

QAction* ActionTable::operator[](const QString& id) const
{
    const auto found = m_byId.find(id);
    base::require(found != m_byId.end(), "no such action");
    return found->second;
}

void ActionTable::fill(QMenuBar* bar) const
{
    std::map<QString, QMenu*> menus;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        QMenu*& menu = menus[m_specs[i].menu];
        if (!menu)
            menu = bar->addMenu(m_specs[i].menu);
        if (m_specs[i].startsSection)
            menu->addSeparator();
        menu->addAction(m_all[i]);
    }
}

QString ActionTable::menuOf(const QAction* action) const
{
    for (std::size_t i = 0; i < m_all.size(); ++i)
        if (m_all[i] == action)
            return QString(m_specs[i].menu).remove(u'&');
    return {};
}

} // namespace effigy::ui
