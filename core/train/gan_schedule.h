// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tensorio/state_dict.h"

#include <torch/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace effigy::train {

/// What changes while a generator and its discriminator train each other. The defaults are the
/// published ones; counts are in real pictures shown.
struct GanSchedule {
    int batch = 32;
    std::optional<double> swapProbability = 0.5; // of another picture's label in the mapping;
                                                 // absent: the mapping gets no label at all
    double swapFade =
        1'000'000.0;             // pictures until the probability falls from 1 to that; 0: at once
    double blurDeviation = 10.0; // pixels, at the start
    double blurFadePerBatch =
        200'000.0 / 32.0;           // pictures until the blur is gone, per picture of a batch
    int rawStart = 64;              // rays across
    std::optional<int> rawEnd = {}; // absent: it stays
    double rawFade = 1'000'000.0;
    double averagePerBatch =
        10'000.0 / 32.0;         // half-life of the averaged generator, per picture of a batch
    double averageRampup = 0.05; // that half-life is at most this part of the pictures shown
};

/// Probability that the mapping sees another picture's label. 0 without labels.
[[nodiscard]] double swapProbability(const GanSchedule& schedule, double picturesShown);
/// `label` [N, D], or its neighbour's (rolled by one) where `draws` ([N, 1] or [] uniform) are
/// below `probability`. Source: Chan et al. 2022 (EG3D), Sec. 4.4.
[[nodiscard]] torch::Tensor swappedLabels(const torch::Tensor& label, const torch::Tensor& draws,
                                          double probability);

/// Deviation of the blur on all that the discriminator sees, pixels; 0: none.
[[nodiscard]] double blurDeviation(const GanSchedule& schedule, double picturesShown);
/// Its filter: 2^(-(i / deviation)^2) for |i| <= 3 deviations, sum 1. [2 floor(3 deviation) + 1]
/// f32.
[[nodiscard]] torch::Tensor blurTaps(double deviation);
/// `picture` [N, C, H, W] so blurred, zeros around it; itself where the filter has one tap.
[[nodiscard]] torch::Tensor blurred(const torch::Tensor& picture, double deviation);

/// Rays across the raw image.
[[nodiscard]] int rawResolution(const GanSchedule& schedule, double picturesShown);

/// How much of the averaged generator one step keeps.
[[nodiscard]] double averageDecay(const GanSchedule& schedule, double picturesShown);
/// average <- lerp(current, average, decay) for floating-point parameters named in both; buffers
/// (`isTrained` false in the list, so absent from `trained`) are copied.
void moveAverage(tensorio::StateDict& average, const tensorio::StateDict& current,
                 const std::vector<std::string>& trained, double decay);

/// Adam's rates for a network whose regulariser runs every `interval` steps, in the same optimiser:
/// learning rate times r and betas to the power r, r = interval / (interval + 1).
/// Source: Karras et al. 2020 (StyleGAN2), App. B.
struct LazyRates {
    double learningRate = 0.0;
    double beta1 = 0.0;
    double beta2 = 0.0;
};
[[nodiscard]] LazyRates lazyRates(double learningRate, double beta1, double beta2, int interval);

/// NaN to 0, infinities to +-1e5, in place.
void cleanGradient(torch::Tensor& gradient);

} // namespace effigy::train
