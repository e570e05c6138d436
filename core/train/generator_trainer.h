// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"
#include "base/progress.h"
#include "generator/generator.h"
#include "synth/head_stock.h"
#include "train/adversary.h"
#include "train/loss_table.h"
#include "train/ranks.h"
#include "train/sitting_pool.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace effigy::train {

/// The config of a generator whose latents are a prior of heads: that of the embedded one with wider networks, longer latents
/// and a static channel.
[[nodiscard]] generator::GeneratorConfig priorConfig();

/// Whether a generator's latents are those of PersonCode: coded, with a static channel, as trainGenerator makes them.
[[nodiscard]] bool knowsPeople(const generator::Generator& generator);

struct GeneratorTrainingOptions {
    generator::GeneratorConfig config = priorConfig();
    std::string device = "cpu"; // or "cuda"
    int steps = 6000;           // at most
    double minutes = 0.0;       // at most, first people included; 0: no limit. Phases and rates follow what is used up
    double identityShare = 0.2; // of the run that learns texture and static planes alone, before pictures are looked at
    PoolOptions pool;           // its seed is that of everything
    int depthSamples = 96;      // where each ray looks for the head
    int colourSamples = 3;      // where it found it
    double rate = 2e-3;         // of Adam, at its height
    double averageDecay = 0.998;
    AdversaryOptions adversary;
    int heldOut = 4;            // people that no step sees
    std::filesystem::path start;      // a generator that is begun with: all of it where the config is the same, else its superresolution; empty: none
    std::filesystem::path checkpoint; // where the run is kept and resumed from; empty: nowhere
    std::filesystem::path metrics;    // losses as CSV; empty: none
    int checkpointEvery = 500; // steps
    int noteEvery = 25;        // steps whose losses are told
    int judgeEvery = 250;      // steps after which held-out people are looked at
    /// Told of a sheet of held-out people at every judgement: what they look like and what the generator makes of them.
    std::function<void(const base::Image& sheet, std::int64_t step)> sheet;
};

/// How near pictures of held-out people come, in windows at the middle of each shot, dB inside the person.
struct GeneratorJudgement {
    double psnr = 0.0;  // from their latents
    double known = 0.0; // with their texture and static planes written: what the latents can reach at best
    double coded = 0.0; // written, and by the networks as they were before the first step
};

struct GeneratorTrainingResult {
    generator::Generator generator; // moving averages, on the CPU
    GeneratorJudgement judgement;
    LossTable losses;
    std::int64_t steps = 0;
    std::int64_t people = 0; // that were looked at
};

/// Trains a coded generator on synthetic people whose latents are known (PersonCode). The decoder stays as it is written: where
/// the mesh is needs no learning. What learns is everything that a latent decides: the texture, the static planes (hair,
/// glasses, clothes), and the mouth, blending and superresolution networks. First texture and static planes are compared with
/// those of the person, then pictures join (raw and final: pixels, pyramid, gradients), then, if wanted, the adversary.
/// A run that is limited by steps alone gives the same weights whether it was interrupted or not, bit for bit on a CPU, and, up
/// to rounding, whatever the number of ranks.
/// Stages reported: "people", "identity", "pictures", "adversary". Throws Error "device" when there is no such device,
/// "unsupported" for sizes that do not fit, Cancelled after saving.
/// Source: Sun et al. 2023 (Next3D), Chan et al. 2022 (EG3D); the supervision is ours.
[[nodiscard]] GeneratorTrainingResult trainGenerator(const synth::HeadStock& stock, const GeneratorTrainingOptions& options, Ranks& ranks,
                                                     base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::train
