// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace effigy::ui {

/// The colours and measures that every widget of ours draws with. Greys are neutral, so that nothing tints the skin tones
/// beside them; sizes are in device-independent pixels.
struct Tokens {
    QColor window;      // behind docks
    QColor panel;       // docks, menus, dialogs
    QColor raised;      // buttons, fields, slider rows
    QColor hover;       // the same under the pointer
    QColor line;        // borders and separators
    QColor viewport;    // behind the avatar: 19 % grey
    QColor text;
    QColor dimText;
    QColor disabledText;
    QColor accent;      // focus, selection, progress
    QColor accentFill;  // the filled part of a slider: accent, calmed
    QColor onAccent;    // text on accent
    QColor good;
    QColor warning;
    QColor error;
    int radius = 4;
    int rowHeight = 26; // sliders, buttons, fields
    int gap = 4;
    int margin = 10;
};

/// The dark theme, the default.
[[nodiscard]] const Tokens& tokens();

} // namespace effigy::ui
