// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::generator {

struct EpilogueParams {
    const float* x;      // [N, C, P]    unused by the gradient
    float* y;            // [N, C, P]    out of the forward pass (may be x), in of the gradient
    const float* dy;     // [N, C, P]
    float* dx;           // [N, C, P]    out of the gradient
    const float* noise;  // [P] or [N, P], or null
    const float* bias;   // [C]
    float* biasGrad;     // [N, C]       out: sum of dx per plane
    float* strengthGrad; // [N, C]       out: sum of dx times noise per plane
    float strength;
    float slope;
    float gain;
    float clamp;         // infinity: none
    int channels;        // C
    int pixels;          // P
    bool hasNoisePerItem;
};

/// Planes [begin, end) of N C.
void epilogueForward(const EpilogueParams& params, int begin, int end);
void epilogueBackward(const EpilogueParams& params, int begin, int end);

} // namespace effigy::generator
