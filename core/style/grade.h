// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "style/look.h"

namespace effigy::style {

/// Grades a premultiplied RGBA picture; a neutral grade leaves every bit.
void grade(base::FloatImage& picture, const Grade& grade);

} // namespace effigy::style
