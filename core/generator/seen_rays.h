// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/density_field.h"
#include "generator/rays.h"
#include "generator/stages.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace effigy::generator {

/// A ray that may meet something, and where.
struct Candidate {
    std::int64_t ray = 0;   // into the rays of a picture
    std::int64_t pixel = 0; // what it belongs to
    float near = 0.0F;      // world units along the ray
    float far = 0.0F;
    bool mayHide = false;   // something thin may stand before what it meets first
};

/// What rays meet, ray by ray in the order of their candidates; those that meet nothing are left out.
struct SeenRays {
    struct Sample {
        std::array<float, 3> point; // world units
        float weight = 0.0F;        // how much it counts in its ray
    };
    struct Ray {
        std::int64_t pixel = 0;
        std::size_t first = 0, count = 0; // its samples
        float alpha = 0.0F;               // 0..1
        float depth = 0.0F;               // world units along the ray, times alpha
    };
    std::vector<Ray> rays;
    std::vector<Sample> samples;
};

/// Looks along rays from coarse to fine: importanceSamples evenly over each one's stretch, refinementSamples where those found
/// something, and `thinSamples` more where all that met little, with some behind the stretch, or where something thin may have been passed. An interval's colour is the mean of its ends, so each end has half of
/// its weight; samples of little weight are left out, the others take theirs over.
///   candidates  pixels ascend
[[nodiscard]] SeenRays lookAlong(const DensityField& field, const Rays& rays, const std::vector<Candidate>& candidates, int thinSamples);

/// `rays` with those of the pixels that `isNew` names in place of theirs.
[[nodiscard]] SeenRays replaced(const SeenRays& rays, const SeenRays& newRays, const std::vector<bool>& isNew);

/// Brings rays together to a picture of resolution x resolution pixels: those of `plain` count their pixel whole, except where
/// `isClose` [resolution^2] says that those of `close` make it up, each by `share`. An empty `isClose` says so nowhere.
[[nodiscard]] TracedRays broughtTogether(const SeenRays& plain, const SeenRays& close, const std::vector<bool>& isClose, float share,
                                         int resolution);

} // namespace effigy::generator
