// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/cheat_sheet.h"

namespace effigy::ui {

class ActionTable;

/// What the cheat sheet lists: every action of the viewport and the window that has keys, with the state of switches.
[[nodiscard]] std::vector<CheatColumn> keyColumns(const ActionTable& actions);

} // namespace effigy::ui
