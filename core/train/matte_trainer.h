// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"
#include "base/progress.h"
#include "encoder/matte_reader.h"
#include "train/loss_table.h"
#include "train/matte_feed.h"
#include "train/matte_pictures.h"
#include "train/network_run.h"

#include <torch/types.h>

#include <cstdint>

namespace effigy::train {

struct MatteTrainingOptions {
    encoder::MatteNetworkSize size;
    RunOptions run;
    int batch = 32;
    int pool = 1024;   // cut-outs that are kept and drawn from; the oldest make room. 0.7 MB each
    int heldOut = 128; // first cut-outs, which no step sees
    MatteFeedOptions feed;
};

/// How well a network mattes heads that it has not seen.
struct MatteErrors {
    double head = 0.0; // mean absolute error of the head's share, % of the mean share
    double hair = 0.0; // likewise of the hair's
};

/// What is to be made small: cross entropy of the shares, and the absolute errors of the head's
/// share and of its differences between neighbours; less where no hair can reach.
[[nodiscard]] torch::Tensor matteLoss(const torch::Tensor& logits, const MatteExamples& examples);

struct MatteTrainingResult {
    encoder::MatteWeights weights; // moving averages
    MatteErrors errors;            // of held-out heads
    base::Image sheet; // RGB: held-out pictures, what is true of them, and what was told
    LossTable losses;
    std::int64_t steps = 0;
    std::int64_t pictures = 0; // that were taken, as long as this process ran
};

/// Trains a network that mattes heads on synthetic ones, cut out while it learns. A run that is
/// resumed goes on with its weights, moments and schedule, and with new pictures. Stages reported:
/// "pictures", "train", "judge". Throws Error "device" when there is no such device, Cancelled
/// after saving.
[[nodiscard]] MatteTrainingResult trainMatte(const MatteTrainingOptions& options,
                                             base::Progress& progress,
                                             const base::CancelToken& cancel);

} // namespace effigy::train
