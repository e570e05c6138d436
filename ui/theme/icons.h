// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace effigy::ui {

/// The icon `name` of resources/icons, drawn in the theme's text colour at any size and pixel ratio; dimmer when disabled.
/// An unknown name gives an empty icon.
[[nodiscard]] QIcon icon(const QString& name);

/// The same picture as pixels of one colour.
///   side  device-independent pixels
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, int side, double pixelRatio);

} // namespace effigy::ui
