// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio_options.h"

namespace effigy::ui {
class StudioWindow;
}

namespace effigy::app {

/// Opens what the options name in `window` and does there what they ask for, through the window's own commands. With a
/// screenshot, writes it once the window is at rest and ends the program: 0, or 1 after telling what went wrong, or 2 for
/// an action, workspace, control or expression that there is not.
void playOptions(ui::StudioWindow& window, const StudioOptions& options);

} // namespace effigy::app
