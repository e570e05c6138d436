// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

#include <array>
#include <optional>

namespace effigy::ui {

/// How the studio is dressed.
enum class Theme { Dark, Light, HighContrast };
inline constexpr std::array kThemes = {Theme::Dark, Theme::Light, Theme::HighContrast};

/// "dark", "light", "high-contrast": the word of --theme and of the settings.
[[nodiscard]] QString themeName(Theme theme);
/// The theme of such a word.
[[nodiscard]] std::optional<Theme> themeFromName(const QString& name);

/// The colours and measures that every widget of ours draws with. Greys are neutral, so that nothing tints the skin tones
/// beside them; sizes are in device-independent pixels.
struct Tokens {
    QColor window;      // behind docks
    QColor panel;       // docks, menus, dialogs
    QColor raised;      // buttons, slider rows
    QColor field;       // what is typed into
    QColor hover;       // the same under the pointer
    QColor line;        // borders and separators
    QColor strongLine;  // what must be found at a glance: scroll handles, the border of the drop target
    QColor viewport;    // behind the avatar: neutral grey, never white
    QColor text;
    QColor dimText;
    QColor disabledText;
    QColor accent;      // focus, selection, progress
    QColor accentHover; // the same under the pointer
    QColor accentFill;  // the filled part of a slider, the chosen row: accent, calmed; carries `text`
    QColor onAccent;    // text on accent
    QColor onViewport;  // lines and words on the viewport's grey
    QColor good;
    QColor warning;
    QColor error;
    QColor errorFill;   // behind an error; carries `text`
    int border = 1;     // of fields and buttons
    int radius = 4;
    int rowHeight = 26; // sliders, buttons, fields
    int gap = 4;
    int margin = 10;
};

[[nodiscard]] const Tokens& tokensOf(Theme theme);

/// The theme that applyTheme() dressed the application in; dark without one.
[[nodiscard]] Theme currentTheme();

/// Of the current theme. Widgets ask when they paint, or again in changeEvent() on QEvent::PaletteChange: the theme can
/// change at any time.
[[nodiscard]] const Tokens& tokens();

} // namespace effigy::ui
