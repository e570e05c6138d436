// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/plane_sampler.h"

namespace effigy::generator {

inline constexpr int kMaxPlanes = 4;

struct PlaneSamplerParams {
    const float* planes; // [K, H, W, C]  of one batch item; unused by the gradient
    float* planesGrad;   // [K, H, W, C]  out of the gradient, added to
    const float* points; // [M, D]
    float* features;     // [M, C]        out; of the gradient: in, the gradient of the features
    int pointCount;      // M
    int pointSize;       // D
    int planeCount;      // K
    int height;          // H
    int width;           // W
    int channels;        // C
    PlaneAxes axes[kMaxPlanes];
    float scale;         // coordinates times this are -1..1 across a plane
    float divisor;       // of the sum over planes
};

/// Features of points [begin, end).
void samplePoints(const PlaneSamplerParams& params, int begin, int end);

/// Adds the gradient of all points to rows [firstRow, endRow) of plane `plane`, point by point in order, and nothing
/// elsewhere: disjoint row ranges may run at the same time.
void scatterPoints(const PlaneSamplerParams& params, int plane, int firstRow, int endRow);

} // namespace effigy::generator
