// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

namespace effigy::mesh {

/// A texture that shows how a mesh lies in its UV space: a board of 16 x 16 squares, light and dark, whose hue follows u and
/// whose saturation follows v, so that stretching, seams and mirrored islands are seen at a glance.
///   side     pixels
///   returns  RGB, sRGB, row 0 at v = 1
[[nodiscard]] base::Image uvChart(int side);

} // namespace effigy::mesh
