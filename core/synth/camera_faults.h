// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "synth/synthetic_head.h"

#include <cstdint>

namespace effigy::synth {

/// Linear light as a camera would deliver it: exposure, white balance, blur, vignette, noise, a photographic curve, compression.
///   linear  3 channels, linear RGB; 1 is white paper in full light
[[nodiscard]] base::Image develop(base::FloatImage linear, const CameraFaults& faults, std::uint64_t seed);

/// What JPEG of this quality (1..100) makes of a picture of 3 channels: blocks of 8 x 8, colour at half the resolution.
/// Source: ITU-T T.81, tables K.1 and K.2, scaled as the Independent JPEG Group does.
void compress(base::Image& image, int quality);

} // namespace effigy::synth
