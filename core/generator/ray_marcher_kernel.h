// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::generator {

struct RayMarchParams {
    const float* colours;   // [R, S, C]
    const float* density;   // [R, S]
    const float* depths;    // [R, S]
    float* colour;          // [R, C]     out of the forward pass
    float* depth;           // [R]        out, not clamped, NaN where nothing was met
    float* opacity;         // [R]        out
    float* weights;         // [R, S - 1] out of the forward pass, in of the gradient
    const float* colourGrad;  // [R, C]
    const float* depthGrad;   // [R]
    const float* opacityGrad; // [R]
    float* coloursGrad;     // [R, S, C]  out of the gradient
    float* densityGrad;     // [R, S]     out of the gradient
    int samples;            // S, at most kMaxSamples
    int channels;           // C
    bool isWhiteBack;
};

/// Weights of the intervals between the samples of one ray.
///   density, depths  [S]
///   weights          [S - 1] out
void weighIntervals(const float* density, const float* depths, int samples, float* weights);

/// Rays [begin, end).
void marchForward(const RayMarchParams& params, int begin, int end);
void marchBackward(const RayMarchParams& params, int begin, int end);

} // namespace effigy::generator
