// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "generator/volume.h"

namespace effigy::generator {

/// Whether pixels where a part of the head ends get four rays instead of one.
enum class Outlines { Plain, Smooth };

/// Finds what the rays of a picture meet, from coarse to fine: few guide rays with many samples,
/// then for each ray some samples where its neighbouring guide rays met something, then more where
/// those did. Only densities are computed, and rays that pass the head by cost nothing.
///   labels      [1, >= 25] f32
///   resolution  rays across and down
/// No gradient flows through the result. Source: ours; the last two passes after Mildenhall et al.
/// 2020 (NeRF), Sec. 5.2.
[[nodiscard]] TracedRays traceVolume(const Volume& volume, const torch::Tensor& labels,
                                     int resolution, Outlines outlines = Outlines::Smooth);

/// The camera stage from traced rays: colours at their samples, gathered by their weights.
/// Differentiable in the colours.
[[nodiscard]] CameraStage shadeVolume(const Volume& volume, const TracedRays& traced);

} // namespace effigy::generator
