// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::nn {

/// What a convolution does to the size of a picture: nothing, doubles or halves it.
enum class Resampling { Same, Up, Down };

} // namespace effigy::nn
