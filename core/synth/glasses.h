// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "synth/garment.h"

namespace effigy::synth {

/// Frame and lenses of glasses on a head.
struct Glasses {
    WornSurface frame;
    WornSurface lenses;
};

/// Glasses that rest on nose and ears; empty when none are worn.
///   vertices  [V] of the posed head, metres, head frame
[[nodiscard]] Glasses fitGlasses(const head::HeadModel& head, const GlassesStyle& style, const std::vector<Eigen::Vector3f>& vertices);

} // namespace effigy::synth
