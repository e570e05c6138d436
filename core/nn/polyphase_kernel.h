// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/products.h"

#include <cstddef>

// A 3x3 convolution to twice the size, smoothed by [1, 3, 3, 1]: zeros between the samples, the weights turned around. The
// zeros are not multiplied: even outputs of an axis see two taps, odd ones one, so that a tile of two inputs needs 5 products
// per axis (two even outputs take three, by minimal filtering) and 25 for its 16 outputs; Winograd's 4x4 tiles on the enlarged
// picture take 36. Smoothing and what follows a convolution in a synthesis layer happen before a result is written.
// Order: transformPolyphaseWeights (once per layer), then convolvePolyphase (runs of tile rows).
// Source: Lavin and Gray 2016, "Fast algorithms for convolutional neural networks"; Winograd 1980, F(2, 2).

namespace effigy::nn {

inline constexpr int kPolyphaseTile = 4;     // outputs of a tile, per axis
inline constexpr int kPolyphaseWeights = 16; // weights that a tile is multiplied by, per pair of channels

struct PolyphaseParams {
    const float* in;         // [inChannels, inHeight, inWidth]
    const float* weight;     // [outChannels, inChannels, 3, 3]
    const float* styles;     // [inChannels] scale of the inputs, or null
    float* transformed;      // [16, groups, words, 8], groups of 8 output channels; see productWords
    float* norms;            // [8 groups] 1 / length of each output channel's scaled weights, or null: no demodulation
    const float* edgeColumn; // [outChannels, 2 inHeight + 1] before smoothing: the column right of the last tile, from scaled weights; only
                             // read where inWidth is even
    const float* edgeRow;    // [outChannels, 2 inWidth + 1] the row below the last tile; only read where inHeight is even
    const float* noise;      // [2 inHeight, 2 inWidth] or null
    const float* bias;       // [outChannels] or null
    float* out;              // [outChannels, 2 inHeight, 2 inWidth]
    float weightGain;        // scale of all weights
    float strength;          // of the noise
    float slope;             // of the leaky ReLU below zero
    float gain;              // after it
    float clamp;             // after that; infinity: none
    int inChannels;
    int outChannels;
    int inHeight;
    int inWidth;
    Products products;
};

/// Groups of output channels.
[[nodiscard]] constexpr int polyphaseGroups(int outChannels)
{
    return (outChannels + 7) / 8;
}

/// Fills `transformed` and `norms` for groups [begin, end).
void transformPolyphaseWeights(const PolyphaseParams& params, int begin, int end);

/// Rows of tiles of the result.
[[nodiscard]] constexpr int polyphaseTileRows(const PolyphaseParams& params)
{
    return (2 * params.inHeight + kPolyphaseTile - 1) / kPolyphaseTile;
}

/// Numbers of scratch that convolvePolyphase needs when it takes `rows` rows of tiles at a time.
[[nodiscard]] std::size_t polyphaseScratch(const PolyphaseParams& params, int rows);

/// Writes what tile rows [begin, end) complete, `rows` at a time: result rows 4 begin - 2 to 4 end - 3, from the first on
/// where begin is 0, to the last where end is that of the picture. The row of tiles before `begin` is computed, too.
void convolvePolyphase(const PolyphaseParams& params, int begin, int end, int rows, float* scratch);

} // namespace effigy::nn
