// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace effigy::ui {

/// Runs `texts`, which sets what `widget` says: now, and again whenever the language changes, as long as the widget lives.
/// In a lambda, tr() keeps the context of the class around it.
void say(QWidget* widget, std::function<void()> texts);

} // namespace effigy::ui
