// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/decoder_kernel.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#define EFFIGY_INLINE inline __attribute__((always_inline))

namespace effigy::generator {

namespace {

// exp(x) for x <= 0 as 2^n * exp(r), |r| <= ln 2 / 2, the latter by its Taylor polynomial of degree
// 6: error below 2e-7. Written without branches so that loops over it become vector code.
EFFIGY_INLINE float expOfNegative(float x)
{
    constexpr float kLog2e = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
    const float clamped = x < -87.0F ? -87.0F : x;
    const auto n = static_cast<std::int32_t>(clamped * kLog2e -
                                             0.5F); // truncation of a negative number rounds
    const auto whole = static_cast<float>(n);
    const float r = clamped - whole * kLn2High - whole * kLn2Low;
    const float p =
        1.0F +
        r * (1.0F +
             r * (0.5F + r * (1.0F / 6 + r * (1.0F / 24 + r * (1.0F / 120 + r * (1.0F / 720))))));
    const std::int32_t bits = (n + 127) << 23;
    float power = 0.0F;
    std::memcpy(&power, &bits, sizeof(power));
    return p * power;
}

// log(1 + y) for 0 <= y <= 1 as 2 atanh(y / (2 + y)): the series up to s^13 leaves 1e-8.
EFFIGY_INLINE float logOfOnePlus(float y)
{
    const float s = y / (2.0F + y), q = s * s;
    const float series =
        1.0F +
        q * (1.0F / 3 +
             q * (1.0F / 5 + q * (1.0F / 7 + q * (1.0F / 9 + q * (1.0F / 11 + q * (1.0F / 13))))));
    return 2.0F * s * series;
}

EFFIGY_INLINE float softplus(float x)
{
    const float size = x < 0.0F ? -x : x;
    return (x > 0.0F ? x : 0.0F) + logOfOnePlus(expOfNegative(-size));
}

EFFIGY_INLINE float sigmoid(float x)
{
    const float e = expOfNegative(x < 0.0F ? x : -x);
    const float small = e / (1.0F + e);
    return x < 0.0F ? small : 1.0F - small;
}

EFFIGY_INLINE void hiddenOf(const DecoderParams& p, const float* features, float* hidden)
{
    const int count = p.hidden;
    for (int h = 0; h < count; ++h)
        hidden[h] = p.firstBias[h];
    for (int c = 0; c < p.channels; ++c) {
        const float x = features[c];
        const float* __restrict weight = p.firstWeight + static_cast<std::ptrdiff_t>(c) * count;
        for (int h = 0; h < count; ++h)
            hidden[h] += x * weight[h];
    }
    for (int h = 0; h < count; ++h)
        hidden[h] = softplus(hidden[h]);
}

EFFIGY_INLINE float densityOf(const DecoderParams& p, const float* hidden)
{
    float sum = p.secondBias[0];
    for (int h = 0; h < p.hidden; ++h)
        sum += hidden[h] * p.secondWeight[static_cast<std::ptrdiff_t>(h) * p.outputs];
    return sum;
}

EFFIGY_INLINE void outputsOf(const DecoderParams& p, const float* hidden, float* out)
{
    const int count = p.outputs;
    for (int o = 0; o < count; ++o)
        out[o] = p.secondBias[o];
    for (int h = 0; h < p.hidden; ++h) {
        const float x = hidden[h];
        const float* __restrict weight = p.secondWeight + static_cast<std::ptrdiff_t>(h) * count;
        for (int o = 0; o < count; ++o)
            out[o] += x * weight[o];
    }
}

} // namespace

EFFIGY_CLONES void decodeFeatures(const DecoderParams& p, int begin, int end)
{
    alignas(64) float hidden[kMostHidden];
    alignas(64) float out[kMostOutputs];
    for (int i = begin; i < end; ++i) {
        hiddenOf(p, p.features + static_cast<std::ptrdiff_t>(i) * p.channels, hidden);
        if (p.colours == nullptr) {
            p.density[i] = densityOf(p, hidden);
            continue;
        }
        outputsOf(p, hidden, out);
        p.density[i] = out[0];
        float* __restrict colours = p.colours + static_cast<std::ptrdiff_t>(i) * (p.outputs - 1);
        for (int o = 1; o < p.outputs; ++o)
            colours[o - 1] = sigmoid(out[o]) * 1.002F - 0.001F;
    }
}

} // namespace effigy::generator
