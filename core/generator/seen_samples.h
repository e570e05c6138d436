// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/rays.h"
#include "generator/stages.h"

#include <torch/types.h>

#include <array>
#include <cstddef>
#include <vector>

namespace effigy::generator {

/// Rays that may meet something, and depths on them.
struct Candidates {
    torch::Tensor rays;   // [A] i64, into the rays of a picture
    torch::Tensor pixels; // [A] i64 ascending, what each belongs to
    torch::Tensor depths; // [A, S] f32 ascending, evenly spread over the stretch
};

/// Samples along rays, from near to far.
struct Sorted {
    torch::Tensor depths;  // [A, S] f32
    torch::Tensor density; // [A, S] f32
};

/// Rays with all their samples.
struct Looked {
    const Rays* rays = nullptr; // of the picture; not owned
    Candidates candidate;
    Sorted samples;
    torch::Tensor intervals; // [A, S - 1] f32, weights between neighbouring samples
};

/// Collects the samples that are seen, pixel by pixel.
class SeenSamples {
public:
    /// A picture of resolution x resolution pixels.
    explicit SeenSamples(int resolution);

    /// Adds rays that each count `share` of their pixel; all rays of a pixel come in one call, one after the other.
    /// An interval's colour is the mean of its ends, so each end has half of its weight; samples of little weight are left out,
    /// the others take theirs over.
    void add(const Looked& looked, float share);

    [[nodiscard]] TracedRays traced() const;

private:
    struct Sample {
        std::array<float, 3> point;
        float weight = 0.0F;
    };
    struct Pixel {
        std::size_t first = 0, count = 0;
        float alpha = 0.0F, depth = 0.0F;
    };
    int m_resolution;
    std::vector<Pixel> m_pixels;
    std::vector<Sample> m_samples;
};

} // namespace effigy::generator
