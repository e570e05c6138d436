// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invert/published_subject.h"
#include "train/adam.h"

#include <cstdint>

namespace effigy::invert {

struct PublishedProjectorOptions {
    int steps = 400;
    double peakRate = 0.01;
    int pictureSize = 256; // pixels at which pictures are compared, at most
    std::uint64_t seed = 1;
};

/// The published projection into W: one vector for all rows, from the mean under the photo's label, with noise on it that
/// dies away. The noise buffers of the layers stay: tuning, which follows, would begin without what they had learnt.
/// Source: Karras 2020 (StyleGAN2), Appendix D; Roich 2021, Section 3.1.
class PublishedProjector : public Projection {
public:
    /// `subject` is borrowed and must outlive the projector.
    PublishedProjector(const PublishedSubject& subject, PublishedProjectorOptions options);

    StepResult step(int step) override;
    [[nodiscard]] torch::Tensor latent() const override;

    [[nodiscard]] train::NamedTensors state() const override;
    void restore(const train::NamedTensors& state) override;

private:
    const PublishedSubject& m_subject;
    PublishedProjectorOptions m_options;
    LatentStatistics m_statistics;
    torch::Tensor m_w; // [1, wDim]
    train::Adam m_adam;
};

} // namespace effigy::invert
