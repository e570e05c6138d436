// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/products.h"

#include <cstddef>

// A 3x3 convolution by Winograd's minimal filtering F(4x4, 3x3): 36 products for 16 outputs instead of 144, in the order
// transformWinogradWeights (once per layer), then convolveWinograd (tile rows in blocks). What follows the convolution in a
// synthesis layer happens before a result is written.
// Source: Lavin and Gray 2016, "Fast algorithms for convolutional neural networks".

namespace effigy::nn {

inline constexpr int kWinogradTile = 4;       // outputs of a tile, per axis
inline constexpr int kWinogradPositions = 36; // products of a tile
inline constexpr int kWinogradGroup = 8;      // output channels that the kernel works on together
inline constexpr int kWinogradPanel = 32;     // tiles that the kernel works on together

struct WinogradParams {
    const float* in;       // [inChannels, height, width]
    const float* weight;   // [outChannels, inChannels, 3, 3], correlated
    const float* styles;   // [inChannels] scale of the inputs, or null
    float* transformed;    // [36, groups, words, 8] the weights' transform; see winogradGroups, productWords
    float* norms;          // [8 groups] 1 / length of each output channel's scaled weights, or null: no demodulation
    const float* noise;    // [height, width] or null
    const float* bias;     // [outChannels] or null
    float* out;            // [outChannels, height, width]
    float weightGain;      // scale of all weights
    float strength;        // of the noise
    float slope;           // of the leaky ReLU below zero
    float gain;            // after it
    float clamp;           // after that; infinity: none
    int inChannels;
    int outChannels;
    int height;
    int width;
    Products products;
};

/// Groups of kWinogradGroup output channels.
[[nodiscard]] constexpr int winogradGroups(int outChannels)
{
    return (outChannels + kWinogradGroup - 1) / kWinogradGroup;
}

/// Fills `transformed` and `norms` for groups [begin, end).
void transformWinogradWeights(const WinogradParams& params, int begin, int end);

/// Rows of tiles of the result.
[[nodiscard]] constexpr int winogradTileRows(const WinogradParams& params)
{
    return (params.height + kWinogradTile - 1) / kWinogradTile;
}

/// Numbers of scratch that convolveWinograd needs for `rows` rows of tiles.
[[nodiscard]] std::size_t winogradScratch(const WinogradParams& params, int rows);

/// Tile rows [begin, end) of all output channels. `scratch` has winogradScratch(params, end - begin) numbers.
void convolveWinograd(const WinogradParams& params, int begin, int end, float* scratch);

} // namespace effigy::nn
