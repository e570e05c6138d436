// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/ray_marcher_kernel.h"

#include <cmath>
#include <cstddef>
#include <vector>

#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

namespace effigy::generator {

namespace {

// Where 1 - exp(-softplus(density) length) rounds to 0 or 1, so that most intervals need no exponential.
constexpr float kEmpty = -25.0F; // density, at lengths below 2000
constexpr float kFull = 18.0F;   // density times length
constexpr float kTiny = 1e-10F; // keeps the transmittance of full opacity off zero

inline float softplus(float x)
{
    return x > 20.0F ? x : std::log1p(std::exp(x));
}

inline float sigmoid(float x)
{
    return 1.0F / (1.0F + std::exp(-x));
}

/// One interval between neighbouring samples.
struct Interval {
    float length;
    float midDensity; // less one
    float alpha;
};

inline Interval interval(const float* density, const float* depths, int i)
{
    Interval v;
    v.length = depths[i + 1] - depths[i];
    v.midDensity = 0.5F * (density[i] + density[i + 1]) - 1.0F;
    if (v.midDensity < kEmpty)
        v.alpha = 0.0F;
    else if (v.midDensity > 20.0F && v.midDensity * v.length > kFull)
        v.alpha = 1.0F;
    else
        v.alpha = 1.0F - std::exp(-softplus(v.midDensity) * v.length);
    return v;
}

EFFIGY_CLONES void addScaled(float* __restrict out, const float* __restrict x, float a, int count)
{
    for (int i = 0; i < count; ++i)
        out[i] += a * x[i];
}

EFFIGY_CLONES float dotOfMiddle(const float* __restrict x, const float* __restrict y, const float* __restrict g, int count)
{
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < count; ++i)
        sum += 0.5F * (x[i] + y[i]) * g[i];
    return sum;
}

} // namespace

void weighIntervals(const float* density, const float* depths, int samples, float* weights)
{
    float transmittance = 1.0F;
    for (int i = 0; i + 1 < samples; ++i) {
        const float alpha = interval(density, depths, i).alpha;
        weights[i] = alpha * transmittance;
        transmittance *= 1.0F - alpha + kTiny;
    }
}

void marchForward(const RayMarchParams& p, int begin, int end)
{
    const int s = p.samples, c = p.channels;
    for (int r = begin; r < end; ++r) {
        const float* density = p.density + static_cast<std::ptrdiff_t>(r) * s;
        const float* depths = p.depths + static_cast<std::ptrdiff_t>(r) * s;
        const float* colours = p.colours + static_cast<std::ptrdiff_t>(r) * s * c;
        float* weights = p.weights + static_cast<std::ptrdiff_t>(r) * (s - 1);
        weighIntervals(density, depths, s, weights);
        float opacity = 0.0F, depth = 0.0F;
        for (int i = 0; i + 1 < s; ++i) {
            opacity += weights[i];
            depth += weights[i] * 0.5F * (depths[i] + depths[i + 1]);
        }
        p.opacity[r] = opacity;
        p.depth[r] = depth / opacity;
        float* colour = p.colour + static_cast<std::ptrdiff_t>(r) * c;
        const float background = p.isWhiteBack ? 1.0F - opacity : 0.0F;
        for (int k = 0; k < c; ++k)
            colour[k] = background;
        for (int i = 0; i < s; ++i) { // each sample belongs to the intervals on both sides of it
            const float w = 0.5F * ((i > 0 ? weights[i - 1] : 0.0F) + (i + 1 < s ? weights[i] : 0.0F));
            if (w != 0.0F)
                addScaled(colour, colours + static_cast<std::ptrdiff_t>(i) * c, w, c);
        }
        for (int k = 0; k < c; ++k)
            colour[k] = 2.0F * colour[k] - 1.0F;
    }
}

void marchBackward(const RayMarchParams& p, int begin, int end)
{
    const int s = p.samples, c = p.channels;
    std::vector<float> g(static_cast<std::size_t>(c)), byWeight(static_cast<std::size_t>(s));
    for (int r = begin; r < end; ++r) {
        const float* density = p.density + static_cast<std::ptrdiff_t>(r) * s;
        const float* depths = p.depths + static_cast<std::ptrdiff_t>(r) * s;
        const float* colours = p.colours + static_cast<std::ptrdiff_t>(r) * s * c;
        const float* weights = p.weights + static_cast<std::ptrdiff_t>(r) * (s - 1);
        float* coloursGrad = p.coloursGrad + static_cast<std::ptrdiff_t>(r) * s * c;
        float* densityGrad = p.densityGrad + static_cast<std::ptrdiff_t>(r) * s;

        float opacityGrad = p.opacityGrad[r];
        for (int k = 0; k < c; ++k) {
            g[static_cast<std::size_t>(k)] = 2.0F * p.colourGrad[static_cast<std::ptrdiff_t>(r) * c + k];
            if (p.isWhiteBack)
                opacityGrad -= g[static_cast<std::size_t>(k)];
        }
        const float depthGrad = p.opacity[r] > 0.0F ? p.depthGrad[r] / p.opacity[r] : 0.0F;

        float behind = 0.0F; // sum of gradient times weight of the intervals further on
        for (int i = 0; i + 1 < s; ++i) {
            const float* left = colours + static_cast<std::ptrdiff_t>(i) * c;
            float gw = dotOfMiddle(left, left + c, g.data(), c) + opacityGrad;
            if (depthGrad != 0.0F)
                gw += depthGrad * (0.5F * (depths[i] + depths[i + 1]) - p.depth[r]);
            byWeight[static_cast<std::size_t>(i)] = gw;
            behind += gw * weights[i];
        }
        for (int i = 0; i < s; ++i)
            densityGrad[i] = 0.0F;
        float transmittance = 1.0F;
        for (int i = 0; i + 1 < s; ++i) {
            const Interval v = interval(density, depths, i);
            const float gw = byWeight[static_cast<std::size_t>(i)];
            behind -= gw * weights[i];
            const float kept = 1.0F - v.alpha + kTiny;
            const float alphaGrad = gw * transmittance - behind / kept;
            const float midGrad = alphaGrad * (1.0F - v.alpha) * v.length * sigmoid(v.midDensity);
            densityGrad[i] += 0.5F * midGrad;
            densityGrad[i + 1] += 0.5F * midGrad;
            transmittance *= kept;
        }
        for (int i = 0; i < s; ++i) {
            const float w = 0.5F * ((i > 0 ? weights[i - 1] : 0.0F) + (i + 1 < s ? weights[i] : 0.0F));
            float* to = coloursGrad + static_cast<std::ptrdiff_t>(i) * c;
            for (int k = 0; k < c; ++k)
                to[k] = w * g[static_cast<std::size_t>(k)];
        }
    }
}

} // namespace effigy::generator
