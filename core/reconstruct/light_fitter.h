// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reconstruct/head_fit.h"

#include <Eigen/Core>

#include <span>

namespace effigy::reconstruct {

/// A bit of skin as the photo shows it.
struct SkinSample {
    Eigen::Vector3f normal;    // unit, head frame
    Eigen::Vector3f linearRgb; // 0..1
    float weight = 1.0F;       // how sure it is skin, seen squarely
};

/// Light and the skin it falls on: linearRgb = skin * (light^T shTerms(normal)), channel by channel.
struct LitSkin {
    ShLight light;             // mean shading of the samples is 1 in every channel
    Eigen::Vector3f skin;      // linear RGB albedo
};

/// The light under which skin of one colour looks most like `samples`. Brows, stubble, highlights and other things that
/// are not plain skin lose their say as outliers; directions that no sample faces are held at ordinary brightness.
/// Without samples the light is even and the skin grey.
[[nodiscard]] LitSkin fitLight(std::span<const SkinSample> samples);

/// Shading of a surface, linear RGB, kept away from zero so that colours can be divided by it.
[[nodiscard]] Eigen::Vector3f shading(const ShLight& light, const Eigen::Vector3f& normal);

} // namespace effigy::reconstruct
