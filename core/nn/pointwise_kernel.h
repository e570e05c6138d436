// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::nn {

inline constexpr int kPointwisePanel = 256; // pixels that the kernel works on together
inline constexpr int kPointwiseGroup = 8;   // output channels

/// A 1x1 convolution of one picture.
struct PointwiseParams {
    const float* in;      // [inChannels, pixels]
    const float* weight;  // [groups, inChannels, 8] by groups of output channels, spare ones zero
    const float* bias;    // [outChannels] or null
    float* out;           // [outChannels, pixels]
    float clamp;          // of the result to +-clamp; infinity: none
    int inChannels;
    int outChannels;
    int pixels;
    bool adds;            // to what `out` holds, after the clamp
};

/// Panels [begin, end) of kPointwisePanel pixels; the last may be cut short.
void convolvePointwise(const PointwiseParams& params, int begin, int end);

} // namespace effigy::nn
