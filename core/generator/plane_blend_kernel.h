// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::generator {

/// Texels of a plane whose channels lie together.
struct BlendParams {
    const float* over;  // [pixels, C]
    const float* under; // [pixels, C]
    const float* alpha; // [pixels]
    const float* gain;  // [C] of over
    const float* form;  // [forms, pixels] what replaces channels of over; null: nothing
    float* out;         // [pixels, C]
    int pixels;
    int channels;       // C
    int formFirst;      // the channel that the first form replaces
    int forms;
    int surfaceForms;   // the first forms, blended like any channel; the others stand everywhere
};

/// Blends pixels [begin, end).
void blendTexels(const BlendParams& params, int begin, int end);

} // namespace effigy::generator
