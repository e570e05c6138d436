// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_table.h"

#include "base/error.h"
#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QWidget>

namespace effigy::ui {
namespace {

const QString kGroup = QStringLiteral("shortcuts/");

/// As buttons and tooltips say it: no mark of a key, no ellipsis.
QString nameOf(const ActionSpec& spec)
{
    QString name = withoutMnemonic(spec.text);
    if (name.endsWith(u'…'))
        name.chop(1);
    return name.trimmed();
}

QString tooltipOf(const ActionSpec& spec, const QAction& action)
{
    const QString name = nameOf(spec);
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString first = keys.isEmpty() ? name.toHtmlEscaped() : QStringLiteral("%1 (%2)").arg(name, keys).toHtmlEscaped();
    return spec.tip.isEmpty() ? first : QStringLiteral("<b>%1</b><br>%2").arg(first, spec.tip.toHtmlEscaped());
}

} // namespace

QString withoutMnemonic(QString text)
{
    static const QRegularExpression kAppended(QStringLiteral("\\(&.\\)"));
    return text.remove(kAppended).remove(u'&');
}

ActionTable::ActionTable(QWidget* window) : QObject(window), m_window(window) {}

void ActionTable::add(const std::vector<ActionSpec>& specs)
{
    for (const ActionSpec& spec : specs) {
        if (const auto known = m_byId.find(spec.id); known != m_byId.end())
            rename(m_rows[known->second], spec);
        else
            append(spec);
    }
}

void ActionTable::rename(Row& row, const ActionSpec& spec)
{
    row.spec.menu = spec.menu;
    row.spec.submenu = spec.submenu;
    row.spec.text = spec.text;
    row.spec.tip = spec.tip;
    row.action->setText(spec.text);
    row.action->setIconText(nameOf(spec));
    row.action->setToolTip(tooltipOf(row.spec, *row.action));
    if (row.menu)
        row.menu->setTitle(spec.menu);
    if (row.submenu)
        row.submenu->setTitle(spec.submenu);
}

void ActionTable::append(const ActionSpec& spec)
{
    auto* action = new QAction(icon(spec.icon), spec.text, this);
    action->setObjectName(spec.id);
    action->setIconText(nameOf(spec));
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
    std::map<std::pair<QString, QString>, QMenu*> submenus;
    for (Row& row : m_rows) {
        QMenu*& menu = menus[row.spec.menu];
        if (!menu)
            menu = bar->addMenu(row.spec.menu);
        row.menu = menu;
        if (!row.spec.submenu.isEmpty()) {
            QMenu*& submenu = submenus[{row.spec.menu, row.spec.submenu}];
            if (!submenu)
                submenu = menu->addMenu(row.spec.submenu);
            row.submenu = submenu;
        }
        QMenu* target = row.submenu ? row.submenu : row.menu;
        if (row.spec.startsSection)
            target->addSeparator();
        target->addAction(row.action);
    }
}

void ActionTable::refresh()
{
    for (const Row& row : m_rows) {
        row.action->setEnabled(!row.spec.isEnabled || row.spec.isEnabled());
        if (row.spec.isChecked)
            row.action->setChecked(row.spec.isChecked());
    }
    Q_EMIT refreshed();
}

QMenu* ActionTable::submenuOf(const QString& id) const
{
    return row(id).submenu;
}

QString ActionTable::menuOf(const QAction* action) const
{
    const ActionSpec& spec = row(action->objectName()).spec;
    return spec.submenu.isEmpty() ? withoutMnemonic(spec.menu) : withoutMnemonic(spec.menu) + QStringLiteral(", ") + withoutMnemonic(spec.submenu);
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
    for (const Row& row : m_rows)
        for (const QKeySequence& theirs : row.action->shortcuts())
            if (row.spec.id != exceptId && (theirs.matches(keys) != QKeySequence::NoMatch || keys.matches(theirs) != QKeySequence::NoMatch))
                return row.action;
    return nullptr;
}

void ActionTable::saveShortcuts(QSettings& settings) const
{
    settings.remove(kGroup.chopped(1));
    for (const Row& row : m_rows)
        if (row.action->shortcuts() != row.spec.shortcuts)
            settings.setValue(kGroup + row.spec.id, QKeySequence::listToString(row.action->shortcuts()));
}

void ActionTable::restoreShortcuts(const QSettings& settings)
{
    for (const Row& row : m_rows) {
        const QVariant kept = settings.value(kGroup + row.spec.id);
        if (kept.isValid())
            setShortcuts(row.spec.id, QKeySequence::listFromString(kept.toString()));
    }
}

} // namespace effigy::ui
