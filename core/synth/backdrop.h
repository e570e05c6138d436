// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "synth/synthetic_head.h"

namespace effigy::synth {

/// What stands behind the head: linear RGB, [size, size].
[[nodiscard]] base::FloatImage paintBackdrop(const Backdrop& backdrop, int size);

} // namespace effigy::synth
