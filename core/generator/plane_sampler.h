// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/config.h"

#include <torch/types.h>

#include <vector>

namespace effigy::generator {

/// How a plane takes part in the mean.
enum class PlaneShare {
    Whole,
    PositiveX, // where x > 0, fading over the head's middle
    NegativeX, // where x < 0, likewise
};

/// Half-width of the band about x = 0 where the two sides mix, times the plane's half-width.
inline constexpr float kSideFade = 0.1F;

/// A plane through the volume: which coordinates of a point are its column and row.
struct PlaneAxes {
    int column = 0;
    int row = 1;
    PlaneShare share = PlaneShare::Whole;
};

/// Where planes lie and how points reach them.
struct PlaneGeometry {
    std::vector<PlaneAxes> planes = {};
    double scale = 1.0;     // coordinates times this are -1..1 across the plane
    double shareSum = 1.0;  // the sum of features is divided by this
};

/// The planes of a generator of that config: their mean of three.
[[nodiscard]] PlaneGeometry planeGeometry(const GeneratorConfig& config);
/// A single picture addressed by points of two coordinates in -1..1.
[[nodiscard]] PlaneGeometry flatPlane();

/// Columns and rows of points on a plane, before scaling: [N, M, D] -> [N, M, 2].
[[nodiscard]] torch::Tensor planeCoordinates(const torch::Tensor& points, const PlaneAxes& axes);

/// Features at points: bilinear in each plane, zero outside it, pixel centres at half-integers, then the (shared) mean.
///   planes  [N, K, H, W, C] f32 channels last, K = geometry.planes.size()
///   points  [N, M, D] f32, D covers the axes in use
///   returns [N, M, C] f32
/// Differentiable in `planes`, once; the gradient does not depend on the number of threads.
[[nodiscard]] torch::Tensor samplePlanes(const torch::Tensor& planes, const torch::Tensor& points, const PlaneGeometry& geometry);

} // namespace effigy::generator
