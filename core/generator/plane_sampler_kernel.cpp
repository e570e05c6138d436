// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_sampler_kernel.h"

#include <cmath>
#include <cstddef>

#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

namespace effigy::generator {

namespace {

constexpr float kFade = 0.1F; // half-width of the band about x = 0 where the two sides mix, times the plane's half-width

/// The four texels about a point and how much each counts; texels outside count nothing.
struct Footprint {
    int row;       // of the upper left texel, -1..H-1
    int column;    // likewise, -1..W-1
    float weights[4]; // upper left, upper right, lower left, lower right
    bool isEmpty;
};

inline float shareOf(PlaneShare share, float x)
{
    if (share == PlaneShare::Whole)
        return 1.0F;
    const float t = 0.5F + 0.5F * x / kFade;
    const float positive = t < 0.0F ? 0.0F : (t > 1.0F ? 1.0F : t);
    return share == PlaneShare::PositiveX ? positive : 1.0F - positive;
}

inline Footprint footprint(const PlaneSamplerParams& p, const PlaneAxes& axes, const float* point)
{
    Footprint f = {0, 0, {0.0F, 0.0F, 0.0F, 0.0F}, true};
    const float share = shareOf(axes.share, p.scale * point[0]);
    const float x = 0.5F * ((p.scale * point[axes.column] + 1.0F) * static_cast<float>(p.width) - 1.0F);
    const float y = 0.5F * ((p.scale * point[axes.row] + 1.0F) * static_cast<float>(p.height) - 1.0F);
    // Written so that NaN is outside.
    if (share == 0.0F || !(x > -1.0F && y > -1.0F && x < static_cast<float>(p.width) && y < static_cast<float>(p.height)))
        return f;
    const float left = std::floor(x), top = std::floor(y);
    f.column = static_cast<int>(left);
    f.row = static_cast<int>(top);
    f.isEmpty = false;
    const float fx = x - left, fy = y - top;
    const float hasLeft = f.column >= 0 ? 1.0F : 0.0F, hasRight = f.column + 1 < p.width ? 1.0F : 0.0F;
    const float hasTop = f.row >= 0 ? share : 0.0F, hasBottom = f.row + 1 < p.height ? share : 0.0F;
    f.weights[0] = (1.0F - fx) * (1.0F - fy) * hasLeft * hasTop;
    f.weights[1] = fx * (1.0F - fy) * hasRight * hasTop;
    f.weights[2] = (1.0F - fx) * fy * hasLeft * hasBottom;
    f.weights[3] = fx * fy * hasRight * hasBottom;
    return f;
}

// Offsets of the four texels; those outside point at a texel inside, where their weight of zero does no harm.
inline void offsets(const PlaneSamplerParams& p, const Footprint& f, std::ptrdiff_t at[4])
{
    const int top = f.row < 0 ? 0 : f.row, bottom = f.row + 1 < p.height ? f.row + 1 : f.row;
    const int left = f.column < 0 ? 0 : f.column, right = f.column + 1 < p.width ? f.column + 1 : f.column;
    at[0] = (static_cast<std::ptrdiff_t>(top) * p.width + left) * p.channels;
    at[1] = (static_cast<std::ptrdiff_t>(top) * p.width + right) * p.channels;
    at[2] = (static_cast<std::ptrdiff_t>(bottom) * p.width + left) * p.channels;
    at[3] = (static_cast<std::ptrdiff_t>(bottom) * p.width + right) * p.channels;
}

} // namespace

EFFIGY_CLONES void samplePoints(const PlaneSamplerParams& p, int begin, int end)
{
    const int channels = p.channels;
    const float scale = 1.0F / p.divisor;
    const std::ptrdiff_t planeSize = static_cast<std::ptrdiff_t>(p.height) * p.width * channels;
    for (int i = begin; i < end; ++i) {
        float* __restrict out = p.features + static_cast<std::ptrdiff_t>(i) * channels;
        for (int c = 0; c < channels; ++c)
            out[c] = 0.0F;
        for (int k = 0; k < p.planeCount; ++k) {
            const Footprint f = footprint(p, p.axes[k], p.points + static_cast<std::ptrdiff_t>(i) * p.pointSize);
            if (f.isEmpty)
                continue;
            std::ptrdiff_t at[4];
            offsets(p, f, at);
            const float* plane = p.planes + k * planeSize;
            const float* __restrict a = plane + at[0];
            const float* __restrict b = plane + at[1];
            const float* __restrict d = plane + at[2];
            const float* __restrict e = plane + at[3];
            const float wa = f.weights[0] * scale, wb = f.weights[1] * scale, wd = f.weights[2] * scale, we = f.weights[3] * scale;
            for (int c = 0; c < channels; ++c)
                out[c] += wa * a[c] + wb * b[c] + wd * d[c] + we * e[c];
        }
    }
}

EFFIGY_CLONES void scatterPoints(const PlaneSamplerParams& p, int plane, int firstRow, int endRow)
{
    const int channels = p.channels;
    const float scale = 1.0F / p.divisor;
    float* grad = p.planesGrad + static_cast<std::ptrdiff_t>(plane) * p.height * p.width * channels;
    for (int i = 0; i < p.pointCount; ++i) {
        const Footprint f = footprint(p, p.axes[plane], p.points + static_cast<std::ptrdiff_t>(i) * p.pointSize);
        if (f.isEmpty || f.row + 1 < firstRow || f.row >= endRow)
            continue;
        std::ptrdiff_t at[4];
        offsets(p, f, at);
        const float* __restrict dy = p.features + static_cast<std::ptrdiff_t>(i) * channels;
        for (int corner = 0; corner < 4; ++corner) {
            const int row = f.row + corner / 2;
            const float w = f.weights[corner] * scale;
            if (row < firstRow || row >= endRow || w == 0.0F)
                continue;
            float* __restrict to = grad + at[corner];
            for (int c = 0; c < channels; ++c)
                to[c] += w * dy[c];
        }
    }
}

} // namespace effigy::generator
