// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mesh/sh_light.h"
#include "synth/synthetic_head.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace effigy::train {

/// Who a synthetic head is and the light it stands in, as numbers: shape, skin, eyes, mouth, hair, brows, beard, clothes,
/// glasses, light. Choices are one number each of 0 or 1; what is not worn counts as zero. Seeds of spots and strands are left
/// out: they tell nothing that is alike for two people.
struct PersonTraits {
    std::vector<float> values;
    std::vector<float> weights; // how much each counts in a latent: a lot what is seen at once, little what the mesh tells anyway
};
[[nodiscard]] PersonTraits personTraits(const synth::SyntheticHead& who, const mesh::ShLight& light);

/// The light that a person of the training data stands in: soft, from all around, the same in all pictures of that person.
[[nodiscard]] mesh::ShLight lightOfPerson(std::uint64_t person);

/// Latents of people whose traits are known. Each trait is centred, scaled by what it is like among sampled people and weighted,
/// then all are projected by a fixed matrix of standard normal numbers, so that the latents of people spread like those of seeds
/// and people who are alike have latents that are near.
/// Source of the projection: Johnson and Lindenstrauss 1984.
class PersonCode {
public:
    ///   body  of the head whose shapes are drawn
    ///   zDim  numbers of a latent
    PersonCode(const synth::Body& body, int zDim);

    /// [1, zDim] f32
    [[nodiscard]] torch::Tensor latent(const synth::SyntheticHead& who, const mesh::ShLight& light) const;

private:
    torch::Tensor m_mean, m_scale; // [T], weights included
    torch::Tensor m_projection;    // [T, zDim]
};

} // namespace effigy::train
