// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace effigy::ui {

class ActionTable;

/// Every action with keys, as Markdown tables, one a menu; in the language of the studio and with the person's own keys.
[[nodiscard]] QString shortcutTables(const ActionTable& actions);

} // namespace effigy::ui
