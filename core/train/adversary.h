// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/discriminator.h"
#include "train/adam.h"
#include "train/ranks.h"

#include <torch/types.h>

#include <cstdint>

namespace effigy::train {

struct AdversaryOptions {
    double from = 1.0;             // share of the run that is over when it begins; 1: never
    double weight = 0.02;          // of the generator's loss beside what is known of the pictures
    double rate = 1e-3;            // Adam's, of the discriminator
    double reality = 1.0;          // gamma of R1
    int realityEvery = 16;         // steps
    int densityEvery = 4;          // steps
    double density = 5e-4;         // weight of the density regularisation: published 0.25 for densities of ten, and a coded generator's reach 500
    int densityPoints = 1000;      // of each person
    double densityDistance = 0.004;// world units
    int channelBase = 8192;        // of the discriminator
    int channelMax = 128;
};

/// What is judged: pictures in their windows.
struct JudgedPictures {
    torch::Tensor image; // [N, 3, S, S] f32, -1..1, premultiplied on black
    torch::Tensor raw;   // [N, 3, R, R] likewise
};

/// The dual discriminator that sees a rendering of the mesh beside the pictures, and how it learns.
/// Source: Sun et al. 2023 (Next3D), Sec. 3.4; gan_loss.h.
class Adversary {
public:
    ///   size  pixels of a window, a power of two
    Adversary(const AdversaryOptions& options, int size, std::uint64_t seed, const torch::Device& device);

    /// What the generator pays, [] f32: differentiable in the pictures.
    [[nodiscard]] torch::Tensor fooling(const JudgedPictures& fakes, const torch::Tensor& renderings, const torch::Tensor& labels) const;

    struct Losses {
        double fake = 0.0, real = 0.0;
        double reality = -1.0; // the squared gradient; below zero when it was not looked at
    };
    /// One step of the discriminator.
    ///   step   every realityEvery-th one is penalised
    ///   ranks  whose gradients count alike
    Losses learn(const JudgedPictures& fakes, const JudgedPictures& reals, const torch::Tensor& renderings, const torch::Tensor& labels,
                 std::int64_t step, Ranks& ranks);

    /// For checkpoints, as stateOf() tells it.
    [[nodiscard]] NamedTensors state() const;
    void restore(const NamedTensors& state);

private:
    [[nodiscard]] torch::Tensor logits(const JudgedPictures& pictures, const torch::Tensor& renderings, const torch::Tensor& labels) const;

    AdversaryOptions m_options;
    generator::Discriminator m_discriminator;
    Adam m_adam;
    double m_rate;
};

} // namespace effigy::train
