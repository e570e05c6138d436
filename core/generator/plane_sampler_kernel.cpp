// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/plane_sampler_kernel.h"

#include "nn/vector_lanes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#define EFFIGY_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

namespace effigy::generator {

namespace {

using nn::Vector;
using nn::VectorOf;
using nn::forLanes;
using nn::load;
using nn::store;

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
    const float t = 0.5F + 0.5F * x / kSideFade;
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

/// Where a run of points lies in each plane: which four texels, and how much each counts.
struct Footprints {
    static constexpr int kPoints = 64;
    alignas(64) float weights[kMaxPlanes][4][kPoints]; // upper left, upper right, lower left, lower right; zero outside
    alignas(64) int texels[kMaxPlanes][4][kPoints];    // where they begin in the planes; always inside
    alignas(64) float shares[kMaxPlanes][kPoints];     // 0 where the plane has nothing to say
};

/// Sampling with points in the lanes of vectors for their footprints, then channels for their features.
template <int Lanes>
class Kernel {
public:
    static EFFIGY_INLINE void sample(const PlaneSamplerParams& p, int begin, int end)
    {
        Footprints prints;
        for (int first = begin; first < end; first += Footprints::kPoints) {
            const int count = std::min(Footprints::kPoints, end - first);
            findFootprints(p, first, count, prints);
            gather(p, first, count, prints);
        }
    }

private:
    using V = Vector<Lanes>;
    using Index = typename VectorOf<Lanes>::Index;

    static EFFIGY_INLINE void findFootprints(const PlaneSamplerParams& p, int first, int count, Footprints& prints)
    {
        alignas(64) float coordinates[3][Footprints::kPoints] = {};
        const float* points = p.points + static_cast<std::ptrdiff_t>(first) * p.pointSize;
        for (int axis = 0; axis < std::min(3, p.pointSize); ++axis)
            for (int i = 0; i < count; ++i)
                coordinates[axis][i] = p.scale * points[i * p.pointSize + axis];
        for (int plane = 0; plane < p.planeCount; ++plane) {
            const PlaneAxes& axes = p.axes[plane];
            for (int i = 0; i < count; i += Lanes)
                footprintsOf(p, axes, load<Lanes>(coordinates[0] + i), load<Lanes>(coordinates[axes.column] + i),
                             load<Lanes>(coordinates[axes.row] + i), prints, plane, i);
        }
    }

    static EFFIGY_INLINE V shareOf(PlaneShare share, V x)
    {
        const V zero = V{}, one = zero + 1.0F;
        if (share == PlaneShare::Whole)
            return one;
        const V t = 0.5F + 0.5F * x / kSideFade;
        const V low = t < zero ? zero : t;
        const V positive = low > one ? one : low;
        return share == PlaneShare::PositiveX ? positive : 1.0F - positive;
    }

    /// Of `Lanes` points from number `i` of the run on.
    ///   x, u, v  coordinate 0, along columns and along rows, each -1..1 across the plane
    static EFFIGY_INLINE void footprintsOf(const PlaneSamplerParams& p, const PlaneAxes& axes, V x, V u, V v, Footprints& prints,
                                           int plane, int i)
    {
        const auto width = static_cast<float>(p.width), height = static_cast<float>(p.height);
        const V zero = V{}, one = zero + 1.0F, share = shareOf(axes.share, x);
        const V column = 0.5F * ((u + 1.0F) * width - 1.0F), row = 0.5F * ((v + 1.0F) * height - 1.0F);
        // Written so that NaN is outside.
        const V afterFirst = apart(column > -one ? one : zero) * apart(row > -one ? one : zero);
        const V beforeLast = apart(column < zero + width ? one : zero) * apart(row < zero + height ? one : zero);
        const V counts = share * afterFirst * beforeLast;
        const V c = counts > zero ? column : zero, r = counts > zero ? row : zero;
        const V left = floorOf(c), top = floorOf(r), fx = c - left, fy = r - top;
        const V factor = counts / p.divisor;
        const V ofLeft = left >= zero ? 1.0F - fx : zero, ofRight = left + 1.0F < zero + width ? fx : zero;
        const V ofTop = top >= zero ? (1.0F - fy) * factor : zero, ofBottom = top + 1.0F < zero + height ? fy * factor : zero;
        const Index firstColumn = __builtin_convertvector(left >= zero ? left : zero, Index);
        const Index lastColumn = __builtin_convertvector(left + 1.0F < zero + width ? left + 1.0F : left, Index);
        const int before = plane * p.height * p.width; // texels of other planes
        const Index firstRow = before + __builtin_convertvector(top >= zero ? top : zero, Index) * p.width;
        const Index lastRow = before + __builtin_convertvector(top + 1.0F < zero + height ? top + 1.0F : top, Index) * p.width;
        const V weights[4] = {ofLeft * ofTop, ofRight * ofTop, ofLeft * ofBottom, ofRight * ofBottom};
        const Index texels[4] = {(firstRow + firstColumn) * p.channels, (firstRow + lastColumn) * p.channels,
                                 (lastRow + firstColumn) * p.channels, (lastRow + lastColumn) * p.channels};
        for (int corner = 0; corner < 4; ++corner) {
            store<Lanes>(prints.weights[plane][corner] + i, weights[corner]);
            std::memcpy(prints.texels[plane][corner] + i, &texels[corner], sizeof(Index));
        }
        store<Lanes>(prints.shares[plane] + i, counts);
    }

    /// The same, but the compiler does not join what it comes from with other choices: combined comparisons of 16 lanes it takes one by
    /// one (gcc 12).
    static EFFIGY_INLINE V apart(V x)
    {
#ifndef __clang__
        asm("" : "+x"(x));
#endif
        return x;
    }

    static EFFIGY_INLINE V floorOf(V x)
    {
        const V whole = __builtin_convertvector(__builtin_convertvector(x, Index), V);
        return whole > x ? whole - 1.0F : whole;
    }

    static EFFIGY_INLINE void gather(const PlaneSamplerParams& p, int first, int count, const Footprints& prints)
    {
        for (int i = 0; i < count; ++i) {
            float* out = p.features + static_cast<std::ptrdiff_t>(first + i) * p.channels;
            int c = 0;
            for (; c + 2 * Lanes <= p.channels; c += 2 * Lanes)
                gatherVectors<2>(p, prints, i, c, out);
            for (; c + Lanes <= p.channels; c += Lanes)
                gatherVectors<1>(p, prints, i, c, out);
            for (; Lanes > 8 && c + 8 <= p.channels; c += 8)
                Kernel<8>::template gatherVectors<1>(p, prints, i, c, out);
            for (; Lanes > 4 && c + 4 <= p.channels; c += 4)
                Kernel<4>::template gatherVectors<1>(p, prints, i, c, out);
            for (; c < p.channels; ++c)
                out[c] = gathered(p, prints, i, c);
        }
    }

    static EFFIGY_INLINE const float* texel(const PlaneSamplerParams& p, const Footprints& prints, int plane, int corner, int i)
    {
        return p.planes + prints.texels[plane][corner][i];
    }

    template <int>
    friend class Kernel;
    template <int Vectors>
    static EFFIGY_INLINE void gatherVectors(const PlaneSamplerParams& p, const Footprints& prints, int i, int channel, float* out)
    {
        V sum[Vectors] = {};
        for (int plane = 0; plane < p.planeCount; ++plane) {
            if (!(prints.shares[plane][i] > 0.0F))
                continue;
            for (int corner = 0; corner < 4; ++corner) {
                const float w = prints.weights[plane][corner][i];
                const float* from = texel(p, prints, plane, corner, i) + channel;
                for (int k = 0; k < Vectors; ++k)
                    sum[k] += w * load<Lanes>(from + k * Lanes);
            }
        }
        for (int k = 0; k < Vectors; ++k)
            store<Lanes>(out + channel + k * Lanes, sum[k]);
    }

    static EFFIGY_INLINE float gathered(const PlaneSamplerParams& p, const Footprints& prints, int i, int channel)
    {
        float sum = 0.0F;
        for (int plane = 0; plane < p.planeCount; ++plane)
            for (int corner = 0; corner < 4 && prints.shares[plane][i] > 0.0F; ++corner)
                sum += prints.weights[plane][corner][i] * texel(p, prints, plane, corner, i)[channel];
        return sum;
    }
};

EFFIGY_TARGET_16 void sample16(const PlaneSamplerParams& p, int begin, int end) { Kernel<16>::sample(p, begin, end); }
EFFIGY_TARGET_8 void sample8(const PlaneSamplerParams& p, int begin, int end) { Kernel<8>::sample(p, begin, end); }
void sample4(const PlaneSamplerParams& p, int begin, int end) { Kernel<4>::sample(p, begin, end); }

} // namespace

void samplePoints(const PlaneSamplerParams& p, int begin, int end)
{
    forLanes(sample16, sample8, sample4)(p, begin, end);
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
