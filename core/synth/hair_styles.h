// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/hairline.h"
#include "synth/synthetic_head.h"

#include <Eigen/Core>

namespace effigy::synth {

/// How densely hair grows at a place of the scalp, 0..1, with the hairline of age.
///   at  on the mean head, metres, head frame
[[nodiscard]] float scalpCover(const HairStyle& style, const Eigen::Vector3f& at, const head::ScalpPlace& place);
[[nodiscard]] float scalpCover(const HairStyle& style, const Eigen::Vector3f& at);

/// How densely a beard grows at a place of the skin, 0..1.
///   at         on the mean head, metres, head frame
///   lips       the lips' mask there
[[nodiscard]] float beardCover(BeardCut cut, const Eigen::Vector3f& at, float lips);

/// What a cut means in numbers. Lengths in metres.
struct HairPlan {
    float top = 0.05F, side = 0.03F, back = 0.03F; // length by where the root is
    float lift = 0.4F;       // of the first direction off the scalp
    float gravity = 1.0F;    // how soon strands fall
    float thickness = 0.008F;// of the layer of hair on the skull
    float wave = 0.0F;       // amplitude, metres
    float waveLength = 0.05F;
    float scatter = 0.15F;   // disorder of directions
    float clump = 0.5F;      // how much strands gather in locks
    enum class Comb { Down, Back, Forward, Parted, Outwards, Tied } comb = Comb::Parted;
    float tail = 0.0F;       // length beyond the tie; 0: a bun or none
    bool hasBun = false;
    bool hasFringe = false;  // the hair of the forehead falls into the face
    int strands = 3000;
};

[[nodiscard]] HairPlan planOf(const HairStyle& style);

} // namespace effigy::synth
