// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/manual/shortcut_page.h"

#include "ui/window/action_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

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
    std::vector<std::pair<QString, QString>> menus; // with their rows, in the order of the table
    for (const QAction* action : actions.all()) {
        if (action->shortcuts().isEmpty())
            continue;
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts())
            keys += literally(sequence.toString(QKeySequence::NativeText));
        const QString menu = actions.menuOf(action);
        auto found = std::find_if(menus.begin(), menus.end(), [&](const auto& known) { return known.first == menu; });
        if (found == menus.end())
            found = menus.insert(menus.end(), {menu, QString()});
        found->second += QStringLiteral("| %1 | %2 |\n").arg(keys.join(QStringLiteral(", ")), literally(action->iconText()));
    }
    QString text;
    for (const auto& [menu, rows] : menus)
        text += QStringLiteral("\n## %1\n\n| %2 | %3 |\n|---|---|\n%4").arg(menu, Words::tr("Keys"), Words::tr("What they do"), rows);
    return text;
}

} // namespace effigy::ui
