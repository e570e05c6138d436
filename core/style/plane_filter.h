// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <vector>

namespace effigy::style {

/// `image` blurred by a Gaussian of `sigma` pixels, borders repeated; any number of channels.
[[nodiscard]] base::FloatImage blurred(const base::FloatImage& image, double sigma);

/// A premultiplied RGBA picture with its areas evened out and its edges kept; alpha stays.
///   spatial  how far it reaches, pixels
///   range    how different colours must be to stay apart, 0..1
/// Source: Gastal and Oliveira 2011, the recursive filter of section 4.3.
[[nodiscard]] base::FloatImage smoothedBetweenEdges(const base::FloatImage& picture, double spatial, double range, int passes = 3);

/// Bilinear value of channel `c` at pixel coordinates (centres at integers), borders repeated.
[[nodiscard]] float sampled(const base::FloatImage& image, float x, float y, int c);

/// The luma of a premultiplied picture, straight where it is opaque and that of its surroundings where it is transparent, so that the
/// silhouette makes no edge.
[[nodiscard]] base::FloatImage filledLuma(const base::FloatImage& picture);

/// Which way the strokes of a picture go.
struct Flow {
    base::FloatImage direction; // 2 channels, unit, along edges
    base::FloatImage certainty; // 1 channel, 0 (no direction) .. 1 (a clear edge)
};
/// From the structure tensor of the luma, smoothed by `sigma` pixels.
[[nodiscard]] Flow strokeFlow(const base::FloatImage& luma, double sigma);

/// `noise` smeared along the flow, `steps` pixels each way: bristles.
[[nodiscard]] base::FloatImage smearedAlong(const base::FloatImage& noise, const Flow& flow, int steps);

/// `amount` of `after` in `before`, which have one shape.
void mixIn(base::FloatImage& before, const base::FloatImage& after, double amount);

} // namespace effigy::style
