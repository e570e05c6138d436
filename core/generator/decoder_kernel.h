// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace effigy::generator {

inline constexpr int kMostHidden = 128;
inline constexpr int kMostOutputs = 96;

/// A decoder with its equalised-learning-rate gains multiplied in, and features to decode.
struct DecoderParams {
    const float* firstWeight;  // [C, H]
    const float* firstBias;    // [H]
    const float* secondWeight; // [H, O]
    const float* secondBias;   // [O]
    int channels;              // C
    int hidden;                // H, at most kMostHidden
    int outputs;               // O, at most kMostOutputs: density, then colours
    const float* features;     // [M, C]
    float* density;            // [M] out, before softplus
    float* colours;            // [M, O - 1] out, about 0..1; null: the density alone is computed
};

/// Decodes points [begin, end); exp and log to about 1e-7 relative.
void decodeFeatures(const DecoderParams& params, int begin, int end);

} // namespace effigy::generator
