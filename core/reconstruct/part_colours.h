// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "reconstruct/texel_map.h"

#include <Eigen/Core>

#include <vector>

namespace effigy::reconstruct {

/// Colours that a photo gives for what it hardly shows. Linear RGB albedo.
struct PartColours {
    Eigen::Vector3f skin = Eigen::Vector3f(0.40F, 0.25F, 0.18F);
    Eigen::Vector3f hair = Eigen::Vector3f(0.05F, 0.035F, 0.025F);
    float hairContrast = 0.25F; // standard deviation of log brightness from strand to strand
    Eigen::Vector3f iris = Eigen::Vector3f(0.07F, 0.04F, 0.025F);
};

/// [T] 0..1: how densely hair grows at each texel: above a ragged hairline, before the ears as sideburns, behind them down to the nape.
/// Zero everywhere for a model without the mask "scalp".
[[nodiscard]] std::vector<float> hairField(const TexelMap& map, const head::HeadModelData& model);

/// An albedo for every texel that needs no photo: skin, hair with strands where hair grows, eyes with iris and pupil, teeth,
/// gums, tongue, lashes. Linear RGB; deterministic.
[[nodiscard]] std::vector<Eigen::Vector3f> colourParts(const TexelMap& map, const head::HeadModelData& model,
                                                       const PartColours& colours);

} // namespace effigy::reconstruct
