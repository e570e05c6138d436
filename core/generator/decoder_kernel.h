// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::generator {

inline constexpr int kMostChannels = 256;
inline constexpr int kMostHidden = 128;
inline constexpr int kMostOutputs = 96;
inline constexpr int kDecoderGroup = 8; // units that the kernel works on together

/// A decoder with its equalised-learning-rate gains multiplied in, and features to decode.
/// Groups are of kDecoderGroup units; spare ones have weights and biases of zero.
struct DecoderParams {
    const float* firstWeight;  // [groups of H, C, 8]; null: features are what hidden units get, before their biases, C at least H
    const float* firstBias;    // [groups of H, 8]
    const float* secondWeight; // [groups of O, H, 8]
    const float* secondBias;   // [groups of O, 8]
    int channels;              // C, at most kMostChannels
    int hidden;                // H, at most kMostHidden
    int outputs;               // O, at most kMostOutputs: density, then colours
    const float* features;     // [M, C]
    float* density;            // [M] out, before softplus
    float* colours;            // [M, O - 1] out, about 0..1; null: the density alone is computed
};

/// Decodes points [begin, end); exp and log to about 1e-7 relative.
void decodeFeatures(const DecoderParams& params, int begin, int end);

} // namespace effigy::generator
