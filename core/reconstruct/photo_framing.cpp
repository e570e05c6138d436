// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/photo_framing.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::reconstruct {

namespace {

/// Detectors place landmarks by a few parts in a hundred otherwise when a photo is sharper or retouched.
constexpr double kSameLandmarks = 0.08;
/// Of both sides: what rounding to whole pixels makes of a small picture.
constexpr double kSameProportion = 0.02;

} // namespace

Framing compareFraming(const FramedFace& known, const FramedFace& other)
{
    base::require(known.width > 0 && known.height > 0 && other.width > 0 && other.height > 0, "pictures have a size");
    Framing framing;
    framing.scale = static_cast<double>(other.width) / known.width;
    double sum = 0.0;
    for (std::size_t i = 0; i < known.landmarks.size(); ++i)
        sum += (other.landmarks[i] / static_cast<float>(framing.scale) - known.landmarks[i]).norm();
    framing.difference = sum / static_cast<double>(known.landmarks.size()) / std::max(1e-6, interocularPx(known.landmarks));
    const double proportion = framing.scale * known.height / other.height;
    framing.isSame = framing.difference < kSameLandmarks && std::abs(proportion - 1.0) < kSameProportion;
    return framing;
}

} // namespace effigy::reconstruct
