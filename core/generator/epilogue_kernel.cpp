// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/epilogue_kernel.h"

#include <cstddef>

#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

namespace effigy::generator {

namespace {

inline const float* noiseOf(const EpilogueParams& p, int plane)
{
    return p.hasNoisePerItem ? p.noise + static_cast<std::ptrdiff_t>(plane / p.channels) * p.pixels : p.noise;
}

EFFIGY_CLONES void activate(const float* x, float* y, const float* noise, float strength, float bias, const EpilogueParams& p)
{
    const float up = p.gain, down = p.gain * p.slope, clamp = p.clamp;
    const int pixels = p.pixels;
    for (int i = 0; i < pixels; ++i) {
        const float v = x[i] + (noise != nullptr ? strength * noise[i] : 0.0F) + bias;
        const float a = v > 0.0F ? up * v : down * v;
        const float b = a > clamp ? clamp : a;
        y[i] = b < -clamp ? -clamp : b;
    }
}

EFFIGY_CLONES float passBack(const float* __restrict y, const float* __restrict dy, float* __restrict dx, const EpilogueParams& p)
{
    const float up = p.gain, down = p.gain * p.slope, clamp = p.clamp;
    const int pixels = p.pixels;
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < pixels; ++i) {
        const float slope = y[i] > 0.0F ? up : down;
        const float passed = y[i] < clamp && y[i] > -clamp ? slope * dy[i] : 0.0F;
        dx[i] = passed;
        sum += passed;
    }
    return sum;
}

EFFIGY_CLONES float dot(const float* x, const float* y, int count)
{
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < count; ++i)
        sum += x[i] * y[i];
    return sum;
}

} // namespace

void epilogueForward(const EpilogueParams& p, int begin, int end)
{
    for (int plane = begin; plane < end; ++plane) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(plane) * p.pixels;
        const float* noise = p.noise != nullptr ? noiseOf(p, plane) : nullptr;
        activate(p.x + at, p.y + at, noise, p.strength, p.bias[plane % p.channels], p);
    }
}

void epilogueBackward(const EpilogueParams& p, int begin, int end)
{
    for (int plane = begin; plane < end; ++plane) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(plane) * p.pixels;
        p.biasGrad[plane] = passBack(p.y + at, p.dy + at, p.dx + at, p);
        if (p.noise != nullptr)
            p.strengthGrad[plane] = dot(p.dx + at, noiseOf(p, plane), p.pixels);
    }
}

} // namespace effigy::generator
