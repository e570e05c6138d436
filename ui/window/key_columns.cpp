// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/key_columns.h"

#include "ui/window/action_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>

namespace effigy::ui {
namespace {

/// The actions whose ids begin with one of `families`.
CheatColumn columnOf(const ActionTable& actions, const QString& title, std::initializer_list<const char*> families)
{
    CheatColumn column{title, {}};
    for (const QAction* action : actions.all()) {
        const bool belongs = std::any_of(families.begin(), families.end(),
                                         [&](const char* family) { return action->objectName().startsWith(QLatin1String(family)); });
        if (belongs && !action->shortcut().isEmpty())
            column.rows.push_back({action->shortcut().toString(QKeySequence::NativeText), action->text().remove(u'&'),
                                   action->isCheckable() ? std::optional(action->isChecked()) : std::nullopt});
    }
    return column;
}

} // namespace

std::vector<CheatColumn> keyColumns(const ActionTable& actions)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("KeyColumns", text); };
    return {columnOf(actions, tr("Show"), {"mode.", "compare."}), columnOf(actions, tr("View"), {"view."}),
            columnOf(actions, tr("Window"), {"workspace.", "window.", "edit.", "help."})};
}

} // namespace effigy::ui
