// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_table.h"

#include "base/error.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QWidget>

namespace effigy::ui {
namespace {

const QString kGroup = QStringLiteral("shortcuts/");

QString plain(QString text) { return text.remove(u'&'); }

QString tooltipOf(const ActionSpec& spec, const QAction& action)
{
    QString name = plain(spec.text);
    if (name.endsWith(u'…'))
        name.chop(1);
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString first = keys.isEmpty() ? name.toHtmlEscaped() : QStringLiteral("%1 (%2)").arg(name, keys).toHtmlEscaped();
    return spec.tip.isEmpty() ? first : QStringLiteral("<b>%1</b><br>%2").arg(first, spec.tip.toHtmlEscaped());
}

} // namespace

ActionTable::ActionTable(QWidget* window) : QObject(window), m_window(window) {}

void ActionTable::add(const std::vector<ActionSpec>& specs)
{
    for (const ActionSpec& spec : specs) {
        auto* action = new QAction(icon(spec.icon), spec.text, this);
        action->setObjectName(spec.id);
        action->setShortcuts(spec.shortcuts);
        action->setCheckable(bool(spec.isChecked));
        action->setToolTip(tooltipOf(spec, *action));
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
        m_byId[spec.id] = m_rows.size();
        m_rows.push_back({spec, action});
        m_all.push_back(action);
    }
}

const ActionTable::Row& ActionTable::row(const QString& id) const
{
    const auto found = m_byId.find(id);
    base::require(found != m_byId.end(), "no such action");
    return m_rows[found->second];
}

QAction* ActionTable::operator[](const QString& id) const { return row(id).action; }

QAction* ActionTable::find(const QString& id) const { return m_byId.contains(id) ? row(id).action : nullptr; }

void ActionTable::fill(QMenuBar* bar)
{
    std::map<QString, QMenu*> menus;
    for (const auto& [spec, action] : m_rows) {
        QMenu*& menu = menus[spec.menu];
        if (!menu)
            menu = bar->addMenu(spec.menu);
        QMenu* target = menu;
        if (!spec.submenu.isEmpty()) {
            QMenu*& submenu = m_submenus[{spec.menu, spec.submenu}];
            if (!submenu)
                submenu = menu->addMenu(spec.submenu);
            target = submenu;
        }
        if (spec.startsSection)
            target->addSeparator();
        target->addAction(action);
    }
}

void ActionTable::refresh()
{
    for (const auto& [spec, action] : m_rows) {
        action->setEnabled(!spec.isEnabled || spec.isEnabled());
        if (spec.isChecked)
            action->setChecked(spec.isChecked());
    }
    Q_EMIT refreshed();
}

QMenu* ActionTable::submenuOf(const QString& id) const
{
    const ActionSpec& spec = row(id).spec;
    const auto found = m_submenus.find({spec.menu, spec.submenu});
    return found != m_submenus.end() ? found->second : nullptr;
}

QString ActionTable::menuOf(const QAction* action) const
{
    const ActionSpec& spec = row(action->objectName()).spec;
    return spec.submenu.isEmpty() ? plain(spec.menu) : plain(spec.menu) + QStringLiteral(", ") + plain(spec.submenu);
}

QList<QKeySequence> ActionTable::defaultShortcuts(const QString& id) const { return row(id).spec.shortcuts; }

void ActionTable::setShortcuts(const QString& id, const QList<QKeySequence>& shortcuts)
{
    const Row& changed = row(id);
    changed.action->setShortcuts(shortcuts);
    changed.action->setToolTip(tooltipOf(changed.spec, *changed.action));
}

QAction* ActionTable::usedBy(const QKeySequence& keys, const QString& exceptId) const
{
    if (keys.isEmpty())
        return nullptr;
    for (const auto& [spec, action] : m_rows)
        for (const QKeySequence& theirs : action->shortcuts())
            if (spec.id != exceptId && (theirs.matches(keys) != QKeySequence::NoMatch || keys.matches(theirs) != QKeySequence::NoMatch))
                return action;
    return nullptr;
}

void ActionTable::saveShortcuts(QSettings& settings) const
{
    settings.remove(kGroup.chopped(1));
    for (const auto& [spec, action] : m_rows)
        if (action->shortcuts() != spec.shortcuts)
            settings.setValue(kGroup + spec.id, QKeySequence::listToString(action->shortcuts()));
}

void ActionTable::restoreShortcuts(const QSettings& settings)
{
    for (const auto& [spec, action] : m_rows) {
        const QVariant kept = settings.value(kGroup + spec.id);
        if (kept.isValid())
            setShortcuts(spec.id, QKeySequence::listFromString(kept.toString()));
    }
}

} // namespace effigy::ui
