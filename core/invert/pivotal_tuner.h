// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/stages.h"
#include "invert/search.h"
#include "invert/schedule.h"
#include "invert/subject.h"
#include "invert/tuning_views.h"
#include "train/adam.h"

#include <cstdint>
#include <map>

namespace effigy::invert {

struct TunerOptions {
    int steps = 150;
    int preserveEvery = 3;       // every that many steps the fitted head is looked at from elsewhere instead of the photo
    double peakRate = 3e-3;      // Adam's, of branches with factor 1
    double residualRate = 16.0;  // times peakRate: the residuals are free tensors, not weights
    double averageDecay = 0.95;  // of the moving average that is the result
    std::uint64_t seed = 1;
};

/// Tunes the colours of a coded generator to one person at a fixed latent, the pivot. Steps on the photo decide what it shows;
/// steps on renders of the fitted, textured head from other sides and with other expressions keep the avatar a head that moves.
/// Where the head is was fitted, not seen, and stays: rays are traced once, a step only shades them.
/// Source: Roich 2021, Section 3.2; the anchors after Yin 2023 (SPI).
class PivotalTuner : public Tuning {
public:
    /// `subject` is borrowed, must outlive the tuner, and is changed: its generator's weights are what is tuned.
    /// `views` is borrowed too, and belongs to that subject.
    PivotalTuner(Subject& subject, const TuningViews& views, const torch::Tensor& pivot, TunerOptions options);

    StepResult step(int step) override;
    [[nodiscard]] bool looksAtPhoto(int step) const override;

    [[nodiscard]] tensorio::StateDict averaged() const override;
    [[nodiscard]] StepResult evaluate() const override;

    [[nodiscard]] train::NamedTensors state() const override;
    void restore(const train::NamedTensors& state) override;

private:
    [[nodiscard]] const TracedView& viewOf(int step) const;
    [[nodiscard]] generator::IdentityStage identity() const;
    void guardResiduals();
    void takeStep(double rate);
    void setRates(double t);

    Subject& m_subject;
    const TuningViews& m_views;
    torch::Tensor m_pivot;         // [1, wsRows, wDim]
    generator::IdentityStage m_own;// of the backbones alone, which are not tuned
    train::NamedTensors m_written; // residuals as the known head wrote them
    TunerOptions m_options;
    train::Adam m_adam;
    train::MovingAverage m_average;
};

} // namespace effigy::invert
