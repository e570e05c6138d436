// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

class QApplication;
class QWidget;

namespace effigy::ui {

/// Where the application keeps its theme; read it through currentTheme().
inline constexpr const char* kThemeProperty = "effigyTheme";

/// Dresses the application in Fusion with our palette, font and style sheet, all made of the theme's tokens. Windows that
/// are open change at once; their widgets get QEvent::PaletteChange.
void applyTheme(QApplication& application, Theme theme = Theme::Dark);

/// Dresses `widget` anew: a property by which the style sheet chooses has changed.
void restyle(QWidget& widget);

} // namespace effigy::ui
