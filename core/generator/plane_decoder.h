// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/volume.h"

namespace effigy::generator {

enum class Decoded { Density, ColourAndDensity };

/// sampleVolume without a gradient, in one pass over the points: features never leave the cache. On
/// the CPU only.
///   points  [N, M, 3] world units
/// Returns density [N, M, 1], and colours [N, M, C] when asked for.
[[nodiscard]] PointSamples sampleVolumeFused(const Volume& volume, const torch::Tensor& points,
                                             Decoded what);

/// Whether sampleVolumeFused can be used: planes on the CPU, no gradient wanted, a decoder that
/// fits the kernel.
[[nodiscard]] bool canFuse(const Volume& volume);

} // namespace effigy::generator
