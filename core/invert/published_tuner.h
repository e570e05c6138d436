// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invert/published_subject.h"
#include "invert/schedule.h"
#include "train/adam.h"

#include <cstdint>
#include <map>
#include <vector>

namespace effigy::invert {

/// A head turned and moved, without a picture: what the untuned generator makes of it is what tuning must keep.
struct PublishedView {
    generator::RasterStage raster;
    torch::Tensor label; // [1, 25]
};

/// `count` expressions of the subject's head, each through a camera of its own about the front. The same seed gives the same
/// views. Reports stage "views"; throws Cancelled.
[[nodiscard]] std::vector<PublishedView> preservedViews(const PublishedSubject& subject, int count, std::uint64_t seed,
                                                        base::Progress& progress, const base::CancelToken& cancel);

struct PublishedTunerOptions {
    int steps = 150;
    int preserveEvery = 4;       // every that many steps what must stay is looked at instead of the photo
    double peakRate = 3e-4;      // Adam's, of branches with factor 1
    double averageDecay = 0.95;  // of the moving average that is the result
    std::uint64_t seed = 1;
};

/// Pivotal tuning of a generator of the published class. Steps on the photo bring its view closer to it; steps on other views
/// hold the form that the untuned generator gave the head, and what it makes of latents near the pivot. Styles, mapping and
/// the decoder's density are not tuned.
/// Source: Roich 2021, Section 3.2 and 3.3 (locality); form as in Yin 2023 (SPI).
class PublishedTuner : public Tuning {
public:
    /// `subject` and `views` are borrowed and must outlive the tuner, which tunes weights of its own.
    ///   pivot  [1, wsRows, wDim]
    PublishedTuner(const PublishedSubject& subject, const std::vector<PublishedView>& views, const torch::Tensor& pivot,
                   PublishedTunerOptions options);

    StepResult step(int step) override;
    [[nodiscard]] bool looksAtPhoto(int step) const override;
    [[nodiscard]] tensorio::StateDict averaged() const override;
    [[nodiscard]] StepResult evaluate() const override;
    [[nodiscard]] train::NamedTensors state() const override;
    void restore(const train::NamedTensors& state) override;

private:
    [[nodiscard]] torch::Tensor photoLoss(const generator::Frame& frame) const;
    [[nodiscard]] torch::Tensor neighbour(int turn) const;
    [[nodiscard]] generator::CameraStage untuned(std::size_t view, const torch::Tensor& ws) const;
    [[nodiscard]] const generator::CameraStage& untunedAtPivot(std::size_t view);
    StepResult stepOnPhoto();
    StepResult stepOnForm(int turn);
    void setRates(double t);
    void holdDensity();

    const PublishedSubject& m_subject;
    const std::vector<PublishedView>& m_views;
    torch::Tensor m_pivot;
    PublishedTunerOptions m_options;
    generator::Generator m_generator; // tuned
    generator::IdentityStage m_untuned; // at the pivot
    std::map<std::size_t, generator::CameraStage> m_untunedAtPivot; // of views that have been looked at
    train::Adam m_adam;
    train::MovingAverage m_average;
};

} // namespace effigy::invert
