// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::generator {

/// What a pass of the [1, 3, 3, 1] filter does on one axis.
enum class FirMode { Up, Down, Smooth };

/// One channel image through the separable filter [1, 3, 3, 1].
struct FirParams {
    const float* in;  // [planes, height, width]
    float* out;       // [planes, outHeight, outWidth]
    int planes;
    int height;
    int width;
    int outHeight;
    int outWidth;
    FirMode mode;
    int padding;      // of Smooth
};

/// All planes, on all threads. Up: 2x, sum of taps 2 per axis; Down: 1/2, sum 1; Smooth: same rate, sum 1.
void runFir(const FirParams& params);

} // namespace effigy::generator
