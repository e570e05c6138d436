// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/manual/shortcut_page.h"

#include "ui/window/action_table.h"

#include <QCoreApplication>

namespace effigy::ui {
namespace {

/// The context of the table's heads.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Manual)
};

/// Markdown gives some letters a meaning of their own; those are keys here.
QString literally(QString text)
{
    for (const char* letter : {"\\", "[", "]", "|", "*", "_", "`"})
        text.replace(QLatin1String(letter), QStringLiteral("\\") + QLatin1String(letter));
    return text;
}

} // namespace

QString shortcutTables(const ActionTable& actions)
{
    QString text, menu;
    for (const QAction* action : actions.all()) {
        if (action->shortcuts().isEmpty())
            continue;
        if (actions.menuOf(action) != menu) {
            menu = actions.menuOf(action);
            text += QStringLiteral("\n## %1\n\n| %2 | %3 |\n|---|---|\n").arg(menu, Words::tr("Keys"), Words::tr("What they do"));
        }
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts())
            keys += literally(sequence.toString(QKeySequence::NativeText));
        text += QStringLiteral("| %1 | %2 |\n").arg(keys.join(QStringLiteral(", ")), literally(action->iconText()));
    }
    return text;
}

} // namespace effigy::ui
