// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/key_columns.h"

#include "ui/window/action_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>

namespace effigy::ui {
namespace {

/// The context of the titles.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(KeyColumns)
};

/// The actions whose ids begin with one of `families`.
CheatColumn columnOf(const ActionTable& actions, const QString& title, std::initializer_list<const char*> families)
{
    CheatColumn column{title, {}};
    for (const QAction* action : actions.all()) {
        const bool belongs = std::any_of(families.begin(), families.end(),
                                         [&](const char* family) { return action->objectName().startsWith(QLatin1String(family)); });
        if (belongs && !action->shortcut().isEmpty())
            column.rows.push_back({action->shortcut().toString(QKeySequence::NativeText), withoutMnemonic(action->text()),
                                   action->isCheckable() ? std::optional(action->isChecked()) : std::nullopt});
    }
    return column;
}

} // namespace

std::vector<CheatColumn> keyColumns(const ActionTable& actions)
{
    return {columnOf(actions, Words::tr("Show"), {"mode.", "compare."}), columnOf(actions, Words::tr("View"), {"view."}),
            columnOf(actions, Words::tr("Window"), {"workspace.", "window.", "edit.", "help."})};
}

} // namespace effigy::ui
