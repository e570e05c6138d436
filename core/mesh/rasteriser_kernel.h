// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#ifndef EFFIGY_HD
#ifdef __CUDACC__
#define EFFIGY_HD __host__ __device__
#else
#define EFFIGY_HD
#endif
#endif

// Arithmetic of the rasteriser, shared by every device. All in f32 without contraction, so that coverage is the same bit
// for bit wherever it runs.

namespace effigy::mesh {

struct RasterParams {
    const float* vertices;         // [V, 3]    picture space: x right, y down, -1..1 across the picture; z depth, smaller nearer
    const std::int32_t* triangles; // [F, 3]    into vertices
    const std::uint8_t* twoSided;  // [F]       non-zero: never culled; may be null
    std::int32_t* face;            // [H, W]    out, -1: nothing
    float* barycentrics;           // [H, W, 3] out
    float* depth;                  // [H, W]    out
    int triangleCount;             // F
    int width;                     // W, pixels
    int height;                    // H, pixels
    bool cullsBackFaces;
    bool includesEdges;            // false: a point on an edge is outside
    bool isPerspective;            // z is the distance along the view axis: barycentrics and depth are corrected for it
    bool isDecaStandard;           // the rule of DECA's standard rasteriser
};

/// What a triangle needs per pixel.
struct RasterTriangle {
    float ax, ay, az, bx, by, bz, cx, cy, cz;
    float denominator;             // twice the signed area, nudged off zero
    float left, right, top, bottom;
    bool isDrawn;
};

struct RasterSample {
    float wa, wb, wc, depth;
    bool isInside;
};

/// Pixels [firstRow, endRow) by [firstColumn, endColumn).
struct PixelBox {
    int firstRow, endRow, firstColumn, endColumn;
};

/// Where the centre of pixel `index` of `count` lies in picture space.
EFFIGY_HD inline float pixelCentre(int index, int count)
{
    return -1.0F + (2.0F * static_cast<float>(index) + 1.0F) / static_cast<float>(count);
}

/// Twice the signed area of (p, q, s), positive when they run counter-clockwise as displayed (y down).
EFFIGY_HD inline float edgeFunction(float px, float py, float qx, float qy, float sx, float sy)
{
    return (px - qx) * (sy - qy) - (py - qy) * (sx - qx);
}

EFFIGY_HD inline float smallest(float a, float b, float c)
{
    const float ab = a < b ? a : b;
    return ab < c ? ab : c;
}

EFFIGY_HD inline float largest(float a, float b, float c)
{
    const float ab = a > b ? a : b;
    return ab > c ? ab : c;
}

EFFIGY_HD inline int limited(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/// The first (Rounding 0) or the end (1) of the pixels of `count` whose centres may lie beyond or before `place`, one more
/// against rounding. NaN gives a pixel, too.
template <int Rounding>
EFFIGY_HD inline int pixelBound(float place, int count)
{
    const double pixel = (static_cast<double>(place) + 1.0) * 0.5 * count - 0.5;
    const double near = pixel > -2.0 ? (pixel < count + 2.0 ? pixel : count + 2.0) : -2.0;
    return limited(static_cast<int>(Rounding == 0 ? floor(near) : ceil(near)) + Rounding, 0, count);
}

/// Pixels that a triangle may touch.
EFFIGY_HD inline PixelBox pixelBox(const RasterParams& p, const RasterTriangle& t)
{
    return {pixelBound<0>(t.top, p.height), pixelBound<1>(t.bottom, p.height), pixelBound<0>(t.left, p.width),
            pixelBound<1>(t.right, p.width)};
}

EFFIGY_HD inline RasterTriangle setUpTriangle(const RasterParams& p, int f)
{
    constexpr float kEpsilon = 1e-8F; // of area and depth
    const float* a = p.vertices + 3 * p.triangles[3 * f];
    const float* b = p.vertices + 3 * p.triangles[3 * f + 1];
    const float* c = p.vertices + 3 * p.triangles[3 * f + 2];
    RasterTriangle t{a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2], 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, false};
    const float area = edgeFunction(t.ax, t.ay, t.bx, t.by, t.cx, t.cy);
    const bool isCulled = p.cullsBackFaces && area < 0.0F && !(p.twoSided != nullptr && p.twoSided[f] != 0);
    const bool isFlat = area <= kEpsilon && area >= -kEpsilon;
    // Written so that NaN fails.
    t.isDrawn = !isCulled && !isFlat && smallest(t.az, t.bz, t.cz) >= kEpsilon;
    t.denominator = edgeFunction(t.cx, t.cy, t.ax, t.ay, t.bx, t.by) + kEpsilon;
    t.left = smallest(t.ax, t.bx, t.cx);
    t.right = largest(t.ax, t.bx, t.cx);
    t.top = smallest(t.ay, t.by, t.cy);
    t.bottom = largest(t.ay, t.by, t.cy);
    return t;
}

EFFIGY_HD inline RasterSample sampleTriangle(const RasterParams& p, const RasterTriangle& t, float x, float y)
{
    RasterSample s{0.0F, 0.0F, 0.0F, 0.0F, false};
    if (x < t.left || x > t.right || y < t.top || y > t.bottom)
        return s;
    s.wa = edgeFunction(x, y, t.bx, t.by, t.cx, t.cy);
    s.wb = edgeFunction(x, y, t.cx, t.cy, t.ax, t.ay);
    s.wc = edgeFunction(x, y, t.ax, t.ay, t.bx, t.by);
    // Three divisions for the pixels outside would cost more than all the rest; their sign is known before.
    if (t.denominator > 0.0F ? smallest(s.wa, s.wb, s.wc) < 0.0F : largest(s.wa, s.wb, s.wc) > 0.0F)
        return s;
    s.wa /= t.denominator;
    s.wb /= t.denominator;
    s.wc /= t.denominator;
    const bool isInside = p.includesEdges ? s.wa >= 0.0F && s.wb >= 0.0F && s.wc >= 0.0F
                                          : s.wa > 0.0F && s.wb > 0.0F && s.wc > 0.0F;
    if (!isInside)
        return s;
    if (p.isPerspective) {
        const float ia = s.wa / t.az, ib = s.wb / t.bz, ic = s.wc / t.cz;
        const float sum = ia + ib + ic;
        s.wa = ia / sum;
        s.wb = ib / sum;
        s.wc = ic / sum;
    }
    s.depth = s.wa * t.az + s.wb * t.bz + s.wc * t.cz;
    s.isInside = s.depth >= 0.0F;
    return s;
}

/// Draws triangle `f` into rows [firstRow, endRow). Triangles must come in ascending order, so that ties keep the first.
EFFIGY_HD inline void drawTriangleRows(const RasterParams& p, const RasterTriangle& t, int f, int firstRow, int endRow,
                                       int firstColumn, int endColumn)
{
    for (int row = firstRow; row < endRow; ++row) {
        const float y = pixelCentre(row, p.height);
        for (int column = firstColumn; column < endColumn; ++column) {
            const RasterSample s = sampleTriangle(p, t, pixelCentre(column, p.width), y);
            const long long pixel = static_cast<long long>(row) * p.width + column;
            if (!s.isInside || (p.face[pixel] >= 0 && !(s.depth < p.depth[pixel])))
                continue;
            p.face[pixel] = f;
            p.depth[pixel] = s.depth;
            p.barycentrics[3 * pixel] = s.wa;
            p.barycentrics[3 * pixel + 1] = s.wb;
            p.barycentrics[3 * pixel + 2] = s.wc;
        }
    }
}

// The rule of DECA's standard rasteriser. Its triangles lie in pixels: centres at integers, depth in half widths; their left,
// right, top and bottom stay in picture space.

EFFIGY_HD inline RasterTriangle setUpDecaTriangle(const RasterParams& p, int f)
{
    RasterTriangle t{};
    const float width = static_cast<float>(p.width), height = static_cast<float>(p.height);
    const float* a = p.vertices + 3 * p.triangles[3 * f];
    const float* b = p.vertices + 3 * p.triangles[3 * f + 1];
    const float* c = p.vertices + 3 * p.triangles[3 * f + 2];
    t.ax = ((a[0] + 1.0F) * width - 1.0F) / 2.0F;
    t.ay = ((a[1] + 1.0F) * height - 1.0F) / 2.0F;
    t.az = a[2] * width / 2.0F;
    t.bx = ((b[0] + 1.0F) * width - 1.0F) / 2.0F;
    t.by = ((b[1] + 1.0F) * height - 1.0F) / 2.0F;
    t.bz = b[2] * width / 2.0F;
    t.cx = ((c[0] + 1.0F) * width - 1.0F) / 2.0F;
    t.cy = ((c[1] + 1.0F) * height - 1.0F) / 2.0F;
    t.cz = c[2] * width / 2.0F;
    const float v0x = t.cx - t.ax, v0y = t.cy - t.ay, v1x = t.bx - t.ax, v1y = t.by - t.ay;
    const float dot00 = v0x * v0x + v0y * v0y, dot01 = v0x * v1x + v0y * v1y, dot11 = v1x * v1x + v1y * v1y;
    const float determinant = dot00 * dot11 - dot01 * dot01;
    t.denominator = determinant == 0.0F ? 0.0F : 1.0F / determinant;
    t.left = smallest(a[0], b[0], c[0]);
    t.right = largest(a[0], b[0], c[0]);
    t.top = smallest(a[1], b[1], c[1]);
    t.bottom = largest(a[1], b[1], c[1]);
    t.isDrawn = t.left <= t.right && t.top <= t.bottom; // NaN fails
    return t;
}

EFFIGY_HD inline RasterSample sampleDecaTriangle(const RasterTriangle& t, float x, float y)
{
    RasterSample s{0.0F, 0.0F, 0.0F, 0.0F, false};
    if (x < smallest(t.ax, t.bx, t.cx) || x > largest(t.ax, t.bx, t.cx) || y < smallest(t.ay, t.by, t.cy)
        || y > largest(t.ay, t.by, t.cy))
        return s;
    const float v0x = t.cx - t.ax, v0y = t.cy - t.ay, v1x = t.bx - t.ax, v1y = t.by - t.ay, v2x = x - t.ax, v2y = y - t.ay;
    const float dot00 = v0x * v0x + v0y * v0y, dot01 = v0x * v1x + v0y * v1y, dot02 = v0x * v2x + v0y * v2y;
    const float dot11 = v1x * v1x + v1y * v1y, dot12 = v1x * v2x + v1y * v2y;
    s.wc = (dot11 * dot02 - dot01 * dot12) * t.denominator;
    s.wb = (dot00 * dot12 - dot01 * dot02) * t.denominator;
    s.wa = 1.0F - s.wc - s.wb;
    s.depth = 1.0F / (s.wa / t.az + s.wb / t.bz + s.wc / t.cz);
    constexpr float kFarthest = 1e6F;
    s.isInside = s.wb >= 0.0F && s.wc >= 0.0F && s.wa > 0.0F && s.depth <= kFarthest;
    return s;
}

/// Draws triangle `f` into rows [firstRow, endRow). Triangles must come in ascending order, so that ties keep the last.
EFFIGY_HD inline void drawDecaTriangleRows(const RasterParams& p, const RasterTriangle& t, int f, int firstRow, int endRow,
                                           int firstColumn, int endColumn)
{
    for (int row = firstRow; row < endRow; ++row) {
        for (int column = firstColumn; column < endColumn; ++column) {
            const RasterSample s = sampleDecaTriangle(t, static_cast<float>(column), static_cast<float>(row));
            const long long pixel = static_cast<long long>(row) * p.width + column;
            if (!s.isInside || (p.face[pixel] >= 0 && s.depth > p.depth[pixel]))
                continue;
            p.face[pixel] = f;
            p.depth[pixel] = s.depth;
            p.barycentrics[3 * pixel] = s.wa;
            p.barycentrics[3 * pixel + 1] = s.wb;
            p.barycentrics[3 * pixel + 2] = s.wc;
        }
    }
}

// Where triangles are drawn all at once, a pixel's samples compete by keys: the least is what drawing one triangle after the
// other would have left there.

constexpr std::uint64_t kNoSample = ~std::uint64_t{0};

EFFIGY_HD inline RasterTriangle setUpByRule(const RasterParams& p, int f)
{
    return p.isDecaStandard ? setUpDecaTriangle(p, f) : setUpTriangle(p, f);
}

EFFIGY_HD inline RasterSample sampleByRule(const RasterParams& p, const RasterTriangle& t, int row, int column)
{
    return p.isDecaStandard ? sampleDecaTriangle(t, static_cast<float>(column), static_cast<float>(row))
                            : sampleTriangle(p, t, pixelCentre(column, p.width), pixelCentre(row, p.height));
}

/// Nearer samples have lesser keys; of equally near ones the triangle that the rule prefers.
EFFIGY_HD inline std::uint64_t sampleKey(const RasterParams& p, float depth, int f)
{
    const float signless = depth + 0.0F; // -0 counts as 0
    std::uint32_t bits = 0;
    std::memcpy(&bits, &signless, sizeof bits);
    const std::uint32_t ascending = (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U; // as the floats ascend
    const std::uint32_t index = static_cast<std::uint32_t>(f);
    return (static_cast<std::uint64_t>(ascending) << 32) | (p.isDecaStandard ? ~index : index);
}

/// The key of triangle `f` at a pixel, kNoSample where it is not seen.
EFFIGY_HD inline std::uint64_t keyAt(const RasterParams& p, const RasterTriangle& t, int f, int row, int column)
{
    const RasterSample s = sampleByRule(p, t, row, column);
    return s.isInside ? sampleKey(p, s.depth, f) : kNoSample;
}

/// Writes what the least key of a pixel stands for.
EFFIGY_HD inline void resolvePixel(const RasterParams& p, int row, int column, std::uint64_t key)
{
    const long long pixel = static_cast<long long>(row) * p.width + column;
    RasterSample s{-1.0F, -1.0F, -1.0F, -1.0F, false};
    int face = -1;
    if (key != kNoSample) {
        const std::uint32_t index = static_cast<std::uint32_t>(key);
        face = static_cast<int>(p.isDecaStandard ? ~index : index);
        s = sampleByRule(p, setUpByRule(p, face), row, column);
    }
    p.face[pixel] = face;
    p.depth[pixel] = s.depth;
    p.barycentrics[3 * pixel] = s.wa;
    p.barycentrics[3 * pixel + 1] = s.wb;
    p.barycentrics[3 * pixel + 2] = s.wc;
}

} // namespace effigy::mesh
