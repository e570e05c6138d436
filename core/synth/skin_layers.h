// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/head_model.h"
#include "synth/hair_styles.h"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <vector>

namespace effigy::synth {

/// A texel of the atlas that shows skin, and all that is the same for everybody there.
struct SkinTexel {
    std::int32_t texel = 0;                // y * size + x
    Eigen::Vector3f at = Eigen::Vector3f::Zero(); // on the mean head, metres, head frame
    std::array<float, 4> noise{};          // -1..1, from wide to fine
    float pores = 0, lipLines = 0;         // -1..1
    float spot = 0, spotRank = 0;          // a freckle's shape, and whose turn it is, 0..1
    float lips = 0, ears = 0, blush = 0, rouge = 0, lid = 0, lidEdge = 0, liner = 0, underEye = 0, eyeRing = 0, zone = 0; // 0..1
    head::ScalpPlace scalp;
    float moustache = 0, goatee = 0, beard = 0; // how densely they grow, 0..1
    std::array<float, 4> wrinkles{};       // forehead, eyes, cheeks, between the brows: depth 0..1
};

/// The skin of the free head as the painter sees it.
struct SkinLayers {
    int size = 0;                   // texels along each side of the atlas
    std::vector<SkinTexel> texels;
    std::vector<std::int32_t> part; // [size, size] which part of the mesh, -1: none
    std::array<Eigen::Vector2f, head::kLandmarkCount> landmarkUvs; // 0..1, v upwards
    float texelsPerMetre = 0;       // about the brows
};

/// Throws ContractError when the head lacks UVs, parts or masks.
[[nodiscard]] SkinLayers layerSkin(const head::HeadModel& head, int size);

} // namespace effigy::synth
