// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/sample_raster.h"
#include "synth/scene.h"
#include "synth/synthetic_head.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::synth {

/// What a light far away sees.
class ShadowMap {
public:
    /// Draws triangles [first, end) of the ranges.
    ///   towards  unit, head frame, to the light
    ///   size     pixels
    ShadowMap(const Scene& scene, const Eigen::Vector3f& towards, int size, const std::vector<std::pair<int, int>>& ranges);

    /// Share of a soft light that reaches a point, 0..1.
    ///   spread  metres over which the edge of the shadow is soft
    ///   bias    metres
    [[nodiscard]] float visibility(const Eigen::Vector3f& at, float spread, float bias) const;

    /// How deep a point lies below what the light sees first, metres.
    [[nodiscard]] float depthBelow(const Eigen::Vector3f& at) const;

private:
    [[nodiscard]] Eigen::Vector3f place(const Eigen::Vector3f& at) const;

    Eigen::Vector3f m_towards, m_right, m_up;
    SampleRaster m_raster;
    float m_scale; // pixels per metre
};

/// The light of one picture on its scene.
struct Lighting {
    ShadowMap key;
    ShadowMap sky;              // of hair, clothes and glasses
    std::vector<Colour> ambient;// [V] irradiance over pi, without what the vertex does not see of the sky
};

[[nodiscard]] Lighting light(const Scene& scene, const Shot& shot, int shadowSize);

/// What hair sends to the camera: radiance of all vertices from firstHairVertex to endHairVertex.
[[nodiscard]] std::vector<Colour> hairRadiance(const Scene& scene, const Lighting& lighting, const Shot& shot, const Eigen::Vector3f& eye);

} // namespace effigy::synth
