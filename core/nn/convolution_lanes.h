// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/products.h"
#include "nn/vector_lanes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

// What the kernels of 3x3 convolutions share: matrix products of panels, shuffles, and what follows a convolution.
//
// Factors lie in words of 32 bits, each the f32 of one input channel or the bf16 of two, the first of them in the lower half. Words
// travel as if they were f32; only the functions here look into them.

// A function with vectors of 16 numbers and products in bf16.
#define EFFIGY_TARGET_BF16                                                                                                    \
    __attribute__((target("avx2,fma,bmi,bmi2,f16c,lzcnt,movbe,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512bf16," \
                          "prefer-vector-width=512")))

namespace effigy::nn {

inline constexpr int kPanelGroup = 8;  // output channels that the kernel works on together
inline constexpr int kPanelWidth = 32; // tiles that the kernel works on together
inline constexpr int kSummed = 64; // products summed on their own before they join the rest: halves the rounding error of 512

template <int Lanes>
inline constexpr int kPanelRows = Lanes == 16 ? 8 : 4; // output channels of the inner kernel
template <int Lanes>
inline constexpr int kPanelVectors = Lanes == 4 ? 1 : 2; // vectors of tiles of the inner kernel

[[nodiscard]] constexpr int roundedUp(int value, int step)
{
    return (value + step - 1) / step * step;
}

/// Of two vectors, every second number: the even ones (Odd 0) or the odd ones (Odd 1).
template <int Lanes, int Odd>
EFFIGY_INLINE Vector<Lanes> everySecond(Vector<Lanes> x, Vector<Lanes> y)
{
    typename VectorOf<Lanes>::Index index;
    for (int i = 0; i < Lanes; ++i)
        index[i] = 2 * i + Odd;
    return __builtin_shuffle(x, y, index);
}

/// The numbers of two vectors by turns: the first half of that (Half 0) or the second.
template <int Lanes, int Half>
EFFIGY_INLINE Vector<Lanes> byTurns(Vector<Lanes> x, Vector<Lanes> y)
{
    typename VectorOf<Lanes>::Index index;
    for (int i = 0; i < Lanes; ++i)
        index[i] = (i % 2) * Lanes + i / 2 + Half * Lanes / 2;
    return __builtin_shuffle(x, y, index);
}

/// The bf16 of two vectors of f32, number by number in one word, rounded to nearest even.
/// The processor must have AVX-512 BF16, as everywhere below where Products::Bf16 stands.
template <int Lanes>
EFFIGY_INLINE Vector<Lanes> pairsOf(Vector<Lanes> first, Vector<Lanes> second)
{
    using Halves = typename VectorOf<Lanes>::Halves;
    Halves both; // all of the first, then all of the second
    // As text: intrinsics cannot be inlined into templates that know no instruction set.
    __asm__("vcvtne2ps2bf16 %2, %1, %0" : "=v"(both) : "v"(second), "v"(first));
    Halves index;
    for (int i = 0; i < 2 * Lanes; ++i)
        index[i] = static_cast<short>(i / 2 + i % 2 * Lanes);
    const Halves turns = __builtin_shuffle(both, index);
    Vector<Lanes> words;
    std::memcpy(&words, &turns, sizeof words);
    return words;
}

/// The words of one or two input channels.
template <int Lanes, Products P>
EFFIGY_INLINE Vector<Lanes> wordsFrom(const Vector<Lanes> (&channels)[wordChannels(P)])
{
    if constexpr (P == Products::Bf16)
        return pairsOf<Lanes>(channels[0], channels[1]);
    else
        return channels[0];
}

/// sum + factors x factors, word by word; `weight` is the same for all.
template <int Lanes, Products P>
EFFIGY_INLINE Vector<Lanes> multiplyAdd(Vector<Lanes> sum, float weight, Vector<Lanes> x)
{
    if constexpr (P == Products::Bf16) {
        typename VectorOf<Lanes>::Index words = {};
        int word;
        std::memcpy(&word, &weight, sizeof word);
        words += word;
        __asm__("vdpbf16ps %2, %1, %0" : "+v"(sum) : "v"(x), "v"(words));
        return sum;
    } else {
        return sum + weight * x;
    }
}

/// kPanelRows output channels by kPanelVectors vectors of tiles, summed over `words` of input channels.
///   weight  [words, kPanelGroup], from the first of these output channels on
///   in      [words, kPanelWidth], from the first of these tiles on
///   out     [kPanelRows, kPanelWidth] f32, likewise
template <int Lanes, Products P>
EFFIGY_INLINE void panelProduct(const float* __restrict weight, const float* __restrict in, float* __restrict out, int words)
{
    using V = Vector<Lanes>;
    constexpr int kRows = kPanelRows<Lanes>, kVectors = kPanelVectors<Lanes>;
    const int together = P == Products::Bf16 ? std::max(words, 1) : kSummed; // rounding of bf16 leaves nothing to gain
    for (int first = 0; first < words; first += together) {
        const int end = std::min(words, first + together);
        V sum[kRows][kVectors] = {};
        for (int c = first; c < end; ++c) {
            V x[kVectors];
            for (int k = 0; k < kVectors; ++k)
                x[k] = load<Lanes>(in + c * kPanelWidth + k * Lanes);
            for (int row = 0; row < kRows; ++row) {
                const float w = weight[c * kPanelGroup + row];
                for (int k = 0; k < kVectors; ++k)
                    sum[row][k] = multiplyAdd<Lanes, P>(sum[row][k], w, x[k]);
            }
        }
        for (int row = 0; row < kRows; ++row)
            for (int k = 0; k < kVectors; ++k) {
                float* to = out + row * kPanelWidth + k * Lanes;
                store<Lanes>(to, first == 0 ? sum[row][k] : load<Lanes>(to) + sum[row][k]);
            }
    }
}

/// What follows a convolution in one output channel.
struct LaneEpilogue {
    const float* noise; // of the picture, or null
    float norm;         // scale of the convolution's result
    float bias;
    float strength;     // of the noise
    float slope;        // of the leaky ReLU below zero
    float gain;         // after it
    float clamp;        // after that; infinity: none
};

/// That of output channel `c` of a kernel's parameters.
template <typename Params>
EFFIGY_INLINE LaneEpilogue epilogueOf(const Params& p, int c)
{
    return {.noise = p.noise,
            .norm = p.norms != nullptr ? p.norms[c] : 1.0F,
            .bias = p.bias != nullptr ? p.bias[c] : 0.0F,
            .strength = p.strength,
            .slope = p.slope,
            .gain = p.gain,
            .clamp = p.clamp};
}

template <int Width>
EFFIGY_INLINE Vector<Width> activated(const LaneEpilogue& e, Vector<Width> value)
{
    const Vector<Width> zero = {};
    const Vector<Width> a = value > zero ? e.gain * value : (e.gain * e.slope) * value;
    const Vector<Width> most = zero + e.clamp;
    const Vector<Width> b = a > most ? most : a;
    return b < -most ? -most : b;
}

/// Writes a vector of results.
///   pixel  of the first one, in `noise` and `channel`
///   left   pixels up to the end of the row: what lies beyond is dropped
template <int Width>
EFFIGY_INLINE void finishVector(const LaneEpilogue& e, Vector<Width> value, std::ptrdiff_t pixel, int left, float* channel)
{
    if (left >= Width) {
        const Vector<Width> noise = e.noise != nullptr ? e.strength * load<Width>(e.noise + pixel) : Vector<Width>{};
        store<Width>(channel + pixel, activated<Width>(e, e.norm * value + noise + e.bias));
        return;
    }
    for (int i = 0; i < left; ++i) {
        const float noise = e.noise != nullptr ? e.strength * e.noise[pixel + i] : 0.0F;
        const Vector<Width> one = activated<Width>(e, e.norm * value + (noise + e.bias));
        channel[pixel + i] = one[i];
    }
}

/// Writes the factors that a kernel makes of the filters of one group of output channels, and what demodulates them. Spare lanes repeat
/// the last channel, a channel beyond the last is zero.
///   Kernel       has filter(taps, factors): what it makes of nine taps, row by row
///   p.transformed  [Positions, groups, words, kPanelGroup]
template <typename Kernel, Products P, int Positions, typename Params>
EFFIGY_INLINE void transformWeights(const Params& p, int group, int groups)
{
    using W = Vector<kPanelGroup>;
    constexpr int kChannels = wordChannels(P);
    const int first = group * kPanelGroup, words = productWords(p.inChannels, P);
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(p.inChannels) * 9;
    const float* from[kPanelGroup];
    for (int lane = 0; lane < kPanelGroup; ++lane)
        from[lane] = p.weight + std::min(first + lane, p.outChannels - 1) * stride;
    const std::ptrdiff_t positionSize = static_cast<std::ptrdiff_t>(groups) * words * kPanelGroup;
    float* to = p.transformed + static_cast<std::ptrdiff_t>(group) * words * kPanelGroup;
    W squares = {};
    for (int word = 0; word < words; ++word) {
        W made[Positions][kChannels];
        for (int k = 0; k < kChannels; ++k) {
            const int c = word * kChannels + k;
            W factors[Positions] = {};
            if (c < p.inChannels) {
                const float scale = p.styles != nullptr ? p.weightGain * p.styles[c] : p.weightGain;
                W taps[9];
                for (int tap = 0; tap < 9; ++tap) {
                    for (int lane = 0; lane < kPanelGroup; ++lane)
                        taps[tap][lane] = from[lane][9 * c + tap];
                    taps[tap] *= scale;
                    squares += taps[tap] * taps[tap];
                }
                Kernel::filter(taps, factors);
            }
            for (int position = 0; position < Positions; ++position)
                made[position][k] = factors[position];
        }
        for (int position = 0; position < Positions; ++position)
            store<kPanelGroup>(to + position * positionSize + word * kPanelGroup, wordsFrom<kPanelGroup, P>(made[position]));
    }
    constexpr float kTiny = 1e-8F;
    if (p.norms != nullptr)
        for (int lane = 0; lane < kPanelGroup; ++lane)
            p.norms[first + lane] = 1.0F / std::sqrt(squares[lane] + kTiny);
}

} // namespace effigy::nn
