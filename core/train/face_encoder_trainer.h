// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "encoder/face_encoder.h"
#include "train/face_feed.h"
#include "train/face_squares.h"
#include "train/loss_table.h"
#include "train/network_run.h"

#include <torch/types.h>

#include <cstdint>

namespace effigy::train {

struct FaceTrainingOptions {
    encoder::FaceNetworkSize size;
    RunOptions run;
    int batch = 128;
    int pool = 4096;                 // pictures that are kept and drawn from; the oldest make room
    int heldOut = 512;               // first pictures, which no step sees
    FaceFeedOptions feed;
};

/// How well a network reads faces that it has not seen, each in a careful square.
struct FaceReadingErrors {
    double landmarks = 0.0;  // mean distance of landmarks 17 to 67, % of the distance between the outer eye corners
    double places = 0.0;     // median distance of all places, likewise
    double shape = 0.0;      // root mean square, standard deviations of the head model
    double expression = 0.0; // root mean square
    double turn = 0.0;       // mean degrees between the head's axes and their readings
};

[[nodiscard]] FaceReadingErrors judgeReadings(const encoder::FaceReadings& readings, const FaceSquares& squares, const KnownFaces& faces);

/// What is to be made small: Gaussian likelihoods of all readings under their own spreads, each weighted by its spread so that
/// what is uncertain still learns.
/// Source: Wood et al. 2022, Eq. 1; Seitzer et al. 2022, Eq. 8, with beta 1/2.
[[nodiscard]] torch::Tensor readingLoss(const encoder::FaceReadings& readings, const FaceSquares& squares, const KnownFaces& faces);

struct FaceTrainingResult {
    encoder::FaceEncoderWeights weights; // moving averages
    FaceReadingErrors errors;            // of held-out faces
    LossTable losses;
    std::int64_t steps = 0;
    std::int64_t pictures = 0;           // that were taken, as long as this process ran
};

/// Trains a face encoder on synthetic heads of the free head model, taken while it learns. A run that is resumed goes on with
/// its weights, moments and schedule, and with new pictures.
/// Stages reported: "pictures", "train", "judge". Throws Error "device" when there is no such device, Cancelled after saving.
[[nodiscard]] FaceTrainingResult trainFaceEncoder(const head::HeadModelData& model, const FaceTrainingOptions& options,
                                                  base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::train
