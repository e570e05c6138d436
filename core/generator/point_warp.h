// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"

#include <Eigen/Core>
#include <torch/types.h>

#include <span>
#include <vector>

namespace effigy::generator {

/// Bends a volume after its planes have been made: a point of the bent head is looked up where it came from. Immutable; safe from
/// any thread.
/// Source: ours; the idea of a deformation field before the planes after Park et al. 2021 (Nerfies), Sec. 3.
class PointWarp {
public:
    /// The bend that takes a head's surface to another place, with what lies around it (hair, ears) following, and nothing at the
    /// borders of the planes' cube. It is weaker than asked for where space would fold.
    ///   from, to  [V] the same surface before and after, metres, head frame
    PointWarp(std::span<const Eigen::Vector3f> from, std::span<const Eigen::Vector3f> to);

    /// Points where they came from, in place.
    ///   points  [count, 3] world units
    void apply(float* points, int count) const;
    /// The same: [N, M, 3] f32, on any device; no gradient.
    [[nodiscard]] torch::Tensor applied(const torch::Tensor& points) const;

    /// 0..1, how much of the asked bend was possible.
    [[nodiscard]] float strength() const { return m_strength; }

private:
    std::vector<Eigen::Vector3f> m_back; // displacement from canonical to bent at the grid's points, world units, x fastest
    float m_strength = 1.0F;
};

/// The camera stage of a bent volume; otherwise as cameraStage in stages.h.
[[nodiscard]] CameraStage cameraStage(const Generator& generator, const torch::Tensor& planes, const torch::Tensor& labels,
                                      const RayOptions& rays, const PointWarp& warp);

} // namespace effigy::generator
