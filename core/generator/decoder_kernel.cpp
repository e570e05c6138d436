// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/decoder_kernel.h"

#include "nn/vector_lanes.h"

#include <algorithm>
#include <cstddef>

namespace effigy::generator {

namespace {

using nn::Vector;
using nn::VectorOf;
using nn::forLanes;
using nn::load;
using nn::store;

/// Points lie in the lanes of vectors, so that every unit is one weight for all of them.
template <int Lanes>
class Kernel {
public:
    static EFFIGY_INLINE void decode(const DecoderParams& p, int begin, int end)
    {
        alignas(64) float features[kMostChannels * kStep];
        alignas(64) float hidden[kMostHidden * kStep];
        alignas(64) float outputs[kMostOutputs * kStep];
        const int shown = p.colours != nullptr ? p.outputs : 1;
        for (int first = begin; first < end; first += kStep) {
            const int count = std::min(kStep, end - first);
            turn(p.features + static_cast<std::ptrdiff_t>(first) * p.channels, p.channels, count, features);
            if (p.firstWeight != nullptr)
                layer(features, p.channels, p.firstWeight, p.firstBias, p.hidden, hidden);
            else
                for (int i = 0; i < p.hidden * kStep; i += Lanes)
                    store<Lanes>(hidden + i, load<Lanes>(features + i) + p.firstBias[i / kStep]);
            for (int i = 0; i < p.hidden * kStep; i += Lanes)
                store<Lanes>(hidden + i, softplus(load<Lanes>(hidden + i)));
            layer(hidden, p.hidden, p.secondWeight, p.secondBias, shown, outputs);
            std::copy_n(outputs, count, p.density + first);
            if (p.colours == nullptr)
                continue;
            for (int i = kStep; i < p.outputs * kStep; i += Lanes)
                store<Lanes>(outputs + i, sigmoid(load<Lanes>(outputs + i)) * 1.002F - 0.001F);
            turnBack(outputs + kStep, p.outputs - 1, count, p.colours + static_cast<std::ptrdiff_t>(first) * (p.outputs - 1));
        }
    }

private:
    using V = Vector<Lanes>;
    using Index = typename VectorOf<Lanes>::Index;
    static constexpr int kVectors = Lanes == 16 ? 2 : 1; // so that sums fit into the registers
    static constexpr int kStep = kVectors * Lanes;       // points

    /// [count, channels] to [channels, kStep]; spare points are zero.
    static EFFIGY_INLINE void turn(const float* from, int channels, int count, float* to)
    {
        if (count < kStep)
            std::fill_n(to, channels * kStep, 0.0F);
        for (int c = 0; c < channels; ++c)
            for (int i = 0; i < count; ++i)
                to[c * kStep + i] = from[static_cast<std::ptrdiff_t>(i) * channels + c];
    }

    static EFFIGY_INLINE void turnBack(const float* from, int channels, int count, float* to)
    {
        for (int i = 0; i < count; ++i)
            for (int c = 0; c < channels; ++c)
                to[static_cast<std::ptrdiff_t>(i) * channels + c] = from[c * kStep + i];
    }

    /// The first `wanted` of a layer's outputs, [wanted, kStep].
    static EFFIGY_INLINE void layer(const float* in, int inputs, const float* weights, const float* biases, int wanted, float* out)
    {
        for (int first = 0; first < wanted; first += kDecoderGroup) {
            const float* weight = weights + static_cast<std::ptrdiff_t>(first) * inputs;
            V sum[kDecoderGroup][kVectors];
            for (int unit = 0; unit < kDecoderGroup; ++unit)
                for (int k = 0; k < kVectors; ++k)
                    sum[unit][k] = V{} + biases[first + unit];
            for (int c = 0; c < inputs; ++c) {
                V x[kVectors];
                for (int k = 0; k < kVectors; ++k)
                    x[k] = load<Lanes>(in + c * kStep + k * Lanes);
                for (int unit = 0; unit < kDecoderGroup; ++unit) {
                    const float w = weight[c * kDecoderGroup + unit];
                    for (int k = 0; k < kVectors; ++k)
                        sum[unit][k] += w * x[k];
                }
            }
            const int units = std::min(kDecoderGroup, wanted - first);
            for (int unit = 0; unit < kDecoderGroup; ++unit) {
                if (unit >= units)
                    break;
                for (int k = 0; k < kVectors; ++k)
                    store<Lanes>(out + (first + unit) * kStep + k * Lanes, sum[unit][k]);
            }
        }
    }

    // exp(x) for x <= 0 as 2^n * exp(r), |r| <= ln 2 / 2, the latter by its Taylor polynomial of degree 6: error below 2e-7.
    static EFFIGY_INLINE V expOfNegative(V x)
    {
        constexpr float kLog2e = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
        const V least = V{} - 87.0F;
        const V clamped = x < least ? least : x;
        const Index n = __builtin_convertvector(clamped * kLog2e - 0.5F, Index); // truncation of a negative number rounds
        const V whole = __builtin_convertvector(n, V);
        const V r = clamped - whole * kLn2High - whole * kLn2Low;
        const V p = 1.0F + r * (1.0F + r * (0.5F + r * (1.0F / 6 + r * (1.0F / 24 + r * (1.0F / 120 + r * (1.0F / 720))))));
        return p * reinterpret_cast<V>((n + 127) << 23);
    }

    // log(1 + y) for 0 <= y <= 1 as 2 atanh(y / (2 + y)): the series up to s^13 leaves 1e-8.
    static EFFIGY_INLINE V logOfOnePlus(V y)
    {
        const V s = y / (2.0F + y), q = s * s;
        const V series =
            1.0F + q * (1.0F / 3 + q * (1.0F / 5 + q * (1.0F / 7 + q * (1.0F / 9 + q * (1.0F / 11 + q * (1.0F / 13))))));
        return 2.0F * s * series;
    }

    static EFFIGY_INLINE V softplus(V x)
    {
        const V zero = V{};
        const V negative = x > zero ? -x : x;
        return (x > zero ? x : zero) + logOfOnePlus(expOfNegative(negative));
    }

    static EFFIGY_INLINE V sigmoid(V x)
    {
        const V zero = V{};
        const V e = expOfNegative(x < zero ? x : -x);
        const V small = e / (1.0F + e);
        return x < zero ? small : 1.0F - small;
    }
};

EFFIGY_TARGET_16 void decode16(const DecoderParams& p, int begin, int end) { Kernel<16>::decode(p, begin, end); }
EFFIGY_TARGET_8 void decode8(const DecoderParams& p, int begin, int end) { Kernel<8>::decode(p, begin, end); }
void decode4(const DecoderParams& p, int begin, int end) { Kernel<4>::decode(p, begin, end); }

} // namespace

void decodeFeatures(const DecoderParams& params, int begin, int end)
{
    forLanes(decode16, decode8, decode4)(params, begin, end);
}

} // namespace effigy::generator
