// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace effigy::ui {

/// Dresses the application in Fusion with our palette, font and style sheet, all made of tokens().
void applyTheme(QApplication& application);

} // namespace effigy::ui
