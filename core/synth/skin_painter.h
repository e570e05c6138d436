// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/skin_layers.h"
#include "synth/synthetic_head.h"

#include <vector>

namespace effigy::synth {

/// The skin of one person in the atlas.
struct PaintedSkin {
    struct Texel {
        float red = 0, green = 0, blue = 0; // linear, without light
        float slopeX = 0, slopeY = 0;       // of the relief, metres per texel to the right and downwards
        float gloss = 0;                    // 0..1
    };
    int size = 0;
    std::vector<Texel> texels; // [size, size], row 0 at v = 1
};

/// The colour of skin without anything on it, linear.
[[nodiscard]] Colour skinColour(const SkinStyle& style);

/// The same for neck and chest, which see less blood and more sun.
[[nodiscard]] Colour neckColour(const SkinStyle& style);

/// Paints skin, lips, make-up, brows, shaven hair and the scalp's colour.
[[nodiscard]] PaintedSkin paintSkin(const SkinLayers& layers, const SyntheticHead& head);

} // namespace effigy::synth
