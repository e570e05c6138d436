// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invert/search.h"
#include "invert/subject.h"
#include "train/adam.h"
#include "train/view_loss.h"

#include <cstdint>

namespace effigy::invert {

struct ProjectorOptions {
    int steps = 60;
    double peakRate = 0.01;       // of W+; W has twice that
    double rowsFrom = 0.4;        // share of the steps after which every row is free
    double spreadPenalty = 1e-3;  // on rows leaving their mean
    double distancePenalty = 1e-4;// on leaving the mean latent
    std::uint64_t seed = 1;
};

/// Looks for the latent whose picture, through the photo's camera, comes nearest to the photo; weights stay as they are.
/// First two vectors are searched, one for the static half of the rows and one for the texture's, then all rows.
/// Source: Karras 2020, Appendix D; Roich 2021, Section 3.1.
class Projector : public Projection {
public:
    /// `subject` is borrowed and must outlive the projector.
    Projector(const Subject& subject, ProjectorOptions options);

    StepResult step(int step) override;
    [[nodiscard]] torch::Tensor latent() const override;

    [[nodiscard]] train::NamedTensors state() const override;
    void restore(const train::NamedTensors& state) override;

private:
    [[nodiscard]] torch::Tensor penalty(const torch::Tensor& ws) const;

    const Subject& m_subject;
    ProjectorOptions m_options;
    torch::Tensor m_start;  // [1, wsRows, wDim]
    torch::Tensor m_halves; // [1, 2, wDim], offset of each half from the start
    torch::Tensor m_rows;   // [1, wsRows, wDim], offset of each row from its half
    train::Adam m_adam;
    double m_spread = 0.0;
};

/// Whether the latent decides what a head looks like. It does not where the backbones give the same for every latent: there
/// is nothing to project into then.
[[nodiscard]] bool hasPrior(const generator::Generator& generator, std::uint64_t seed);

/// Root mean square distance of mapped latents from their mean, L2 over the whole vector.
[[nodiscard]] double latentSpread(const generator::Generator& generator, std::uint64_t seed);

} // namespace effigy::invert
