// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <QImage>

namespace effigy::ui {

/// `image` as Qt draws it; owns its pixels. An empty image gives a null one.
[[nodiscard]] QImage toQImage(const base::Image& image);

/// RGBA with straight alpha, for the core to keep.
[[nodiscard]] base::Image fromQImage(const QImage& image);

} // namespace effigy::ui
