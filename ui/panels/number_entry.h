// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace effigy::ui {

/// The number that a person typed into a field: "0.4", "12°", "40 %", "=2*(3+1)", "x/2" with x the previous value, and, as a
/// change of the previous value, "+0.1", "*2", "/3" ("-0.1" is the number; "-=0.1" and "+=0.1" are changes).
/// A comma counts as a decimal point; "%" divides by 100; "deg", "°", "mm" and "m" after the end are allowed.
///   previous  the value before typing
///   returns   nothing when the text is no number
[[nodiscard]] std::optional<double> parseNumberEntry(QStringView text, double previous);

} // namespace effigy::ui
