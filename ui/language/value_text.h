// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace effigy::ui {

/// The value of a control in words: "0.40", "12.0°", "3.0 mm", "70 %".
///   unit  of the control: "" for weights, "deg", "mm", "m", "%" of which 1 is 100
[[nodiscard]] QString valueText(double value, const QString& unit, const QLocale& locale);

} // namespace effigy::ui
