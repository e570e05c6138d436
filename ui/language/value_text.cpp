// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/value_text.h"

#include <cmath>

namespace effigy::ui {

QString valueText(double value, const QString& unit, const QLocale& locale)
{
    const bool isWeight = unit.isEmpty();
    const double shown = std::abs(value) < 5e-4 ? 0.0 : value; // no "-0.00"
    if (unit == QLatin1String("%"))
        return locale.toString(100.0 * shown, 'f', 0) + QStringLiteral(" %");
    const QString number = locale.toString(shown, 'f', isWeight || unit == QLatin1String("m") ? 2 : 1);
    if (unit == QLatin1String("deg"))
        return number + QStringLiteral("°");
    return isWeight ? number : number + QLatin1Char(' ') + unit;
}

} // namespace effigy::ui
