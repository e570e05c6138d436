// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "synth/lighting.h"

#include <Eigen/Core>

#include <array>
#include <vector>

namespace effigy::synth {

/// Light that leaves the surfaces of a scene towards the camera.
class SceneShader {
public:
    SceneShader(const HeadStock& stock, const DressedHead& dressed, const Scene& scene, const Lighting& lighting, const Shot& shot, const Eigen::Vector3f& eye);

    /// Linear RGB of a place of an opaque triangle.
    [[nodiscard]] Colour shade(int triangle, const SampleWeights& w) const;

    /// A veil before what lies behind: its own light and how much it hides.
    struct Veil {
        Colour light;
        float opacity = 0.0F;
    };
    [[nodiscard]] Veil veil(int triangle, const SampleWeights& w) const;

    /// The colour without light of a place.
    [[nodiscard]] Colour albedo(int triangle, const SampleWeights& w) const;

private:
    struct Place;
    [[nodiscard]] Place placeOf(int triangle, const SampleWeights& w) const;
    [[nodiscard]] PaintedSkin::Texel texelAt(int triangle, const SampleWeights& w) const;
    [[nodiscard]] Eigen::Vector2f anglesAt(int triangle, const SampleWeights& w) const;
    [[nodiscard]] Colour skin(const Place& place, const PaintedSkin::Texel& texel, const Eigen::Vector3f& bumped) const;
    [[nodiscard]] Colour eye(const Place& place, const Eigen::Vector2f& angles) const;
    [[nodiscard]] Colour mouth(const Place& place, const Colour& albedo, float gloss) const;
    [[nodiscard]] Colour cloth(const Place& place) const;
    [[nodiscard]] Colour pattern(const Eigen::Vector3f& rest, const Colour& colour) const;
    [[nodiscard]] Eigen::Vector3f bumpedNormal(int triangle, const Place& place, const PaintedSkin::Texel& texel) const;

    const HeadStock& m_stock;
    const DressedHead& m_dressed;
    const Scene& m_scene;
    const Lighting& m_lighting;
    const Shot& m_shot;
    Eigen::Vector3f m_eye;
    std::vector<Colour> m_hair;
    std::array<Eigen::Vector3f, head::kLandmarkCount> m_marks;
    float m_lipDepth = 0.0F;
    float m_spread = 0.01F;
};

} // namespace effigy::synth
