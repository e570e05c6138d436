// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "deca/parameter_list.h"
#include "train/deca_losses.h"
#include "train/face_source.h"
#include "train/loss_table.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace effigy::train {

/// How long one stage is, and on what.
struct DecaStageOptions {
    int steps = 0;        // at most; 0: the stage is left out
    int people = 1;       // of a batch
    int views = 1;        // crops of each of them
    double minutes = 0.0; // at most, of all runs from one checkpoint together; 0: no limit
};

/// The three stages of DECA's training. The defaults are sizes for two processor cores; published are 64 x 1, 8 x 2 and 6 x 3
/// crops and 100,000, 200,000 and 1,000,000 steps at a rate of 1e-4.
struct DecaTrainingOptions {
    DecaStageOptions pretrain = {.steps = 600, .people = 8, .views = 1}; // landmarks, eyes, lips, sizes of codes
    DecaStageOptions coarse = {.steps = 600, .people = 2, .views = 2};   // pictures and identity, shapes exchanged within a person
    DecaStageOptions detail = {.steps = 300, .people = 1, .views = 2};   // displacement; details exchanged within a person
    double rate = 1e-4;                                                  // Adam's learning rate
    std::string device = "cpu";                                          // or "cuda"
    int threads = 1;                                                     // that make batches while a stage trains
    int heldOut = 2;                                                     // batches to judge by, which no step sees
    std::uint64_t seed = 1;
    std::filesystem::path checkpoint = {}; // resumed from if it is there; empty: none is written
    std::filesystem::path metrics = {};    // CSV of all losses, written with each checkpoint and at the end; empty: none
    int checkpointEvery = 100;             // steps; then, before the first step and at the end of a stage held-out batches are judged
    /// Told with every judgement of held-out faces, one a row: the crop, skin on the coarse shape, skin with its details.
    std::function<void(const base::Image& sheet, const std::string& stage, int step)> sheet = {};
};

/// What training starts from and draws with, on the CPU, but for the parameters, which are its own. All must outlive the run.
struct DecaTrainingSetup {
    const head::FlameModel& flame;
    const head::FlameTexture& texture;
    const deca::Renderer& renderer;        // of the PyTorch3D rule
    const tensorio::StateDict& identity;   // of identityFeatures()
    const tensorio::StateDict& perceptual; // of vgg19()
    const FaceSource& faces;               // asked on several threads at once
    DecaLossWeights weights = {};
};

struct DecaTrainingResult {
    tensorio::StateDict parameters; // of deca::decaParameters(), as narrow as those it began with, f32, on the CPU
    LossTable losses;               // of the whole run, what came before a resumption included when it was kept
};

/// Fresh weights of E_flame, E_detail and D_detail. The encoder starts at some person with some expression, drawn as likely as
/// the codes' regularisers have it, in the middle of the crop and in soft light, whatever it sees; the displacement near zero. Equal
/// seeds give equal weights.
///   narrowing  as of deca::decaParameters()
/// Source: He et al. 2015 (initial spread); Goyal et al. 2017, Sec. 5.1 (blocks that start as the identity).
[[nodiscard]] tensorio::StateDict initialDecaParameters(const head::FlameModel& flame, std::uint64_t seed, std::int64_t narrowing = 1);

/// What the table of losses calls the judgements of a stage: its losses on held-out batches, means of them, with the networks as
/// they are used (their running statistics), after as many steps as the row says.
[[nodiscard]] std::string heldOutName(const std::string& stage);

/// Trains E_flame on landmarks (pretrain), E_flame on pictures (coarse), then E_detail and D_detail (detail), each stage with an
/// optimiser of its own. On the CPU going on from a checkpoint gives the same weights, bit for bit, as never having stopped;
/// checkpoints of one device go on on another.
///   start  parameters to begin with, as initialDecaParameters gives them, of any narrowing; a checkpoint counts more
/// Reports each step, and each judgement, with its losses. Throws Cancelled after writing the checkpoint; Error "device" when
/// there is no such device, "model_refused" when the checkpoint belongs to another run, "storage".
/// Source: Feng et al. 2021 (DECA), Sec. 4 and 5.
[[nodiscard]] DecaTrainingResult trainDeca(const DecaTrainingSetup& setup, const tensorio::StateDict& start,
                                           const DecaTrainingOptions& options, base::Progress& progress,
                                           const base::CancelToken& cancel);

} // namespace effigy::train
