// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_fit.h"

namespace effigy::reconstruct {

/// Landmarks of a face in a picture.
struct FramedFace {
    Landmarks2 landmarks{}; // pixels
    int width = 0;          // of the picture, pixels
    int height = 0;
};

/// How the face in one picture lies to that in another.
struct Framing {
    double scale = 1.0;      // how many times as wide the other picture is
    double difference = 0.0; // mean distance of the landmarks after that scale, parts of interocularPx
    bool isSame = false;     // the same photo, as far as landmarks tell: retouched, or in another resolution
};

/// Compares `other` with `known`. Pictures of other proportions than `known` are never the same.
/// Throws ContractError when a picture has no size.
[[nodiscard]] Framing compareFraming(const FramedFace& known, const FramedFace& other);

} // namespace effigy::reconstruct
