// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"

namespace effigy::style {

/// Lays a premultiplied RGBA picture over a plain colour that glows behind the head.
void setBackdrop(base::FloatImage& picture, const Backdrop& backdrop);

} // namespace effigy::style
