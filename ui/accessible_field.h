// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace effigy::ui {

/// Makes a widget that paints itself known to screen readers as a graphic, with a value in words. Its name and description are the
/// widget's own. Call it before the widget gets those: a screen reader that has met it does not ask again what it is.
///   value  what it shows, in words; empty: it has none
void describeField(QWidget* field, std::function<QString()> value = {});

/// The value has changed: screen readers say it.
void tellFieldChanged(QWidget* field);

} // namespace effigy::ui
