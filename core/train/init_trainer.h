// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/image.h"
#include "base/progress.h"
#include "generator/generator.h"
#include "head/head_model.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace effigy::train {

/// How long and on what the embedded generator is trained. The three phases follow each other.
struct InitTrainingOptions {
    int heads = 24;             // synthetic heads, each with a latent of its own
    int blendingSteps = 150;    // the blending and mouth networks learn to pass the code on: no camera
    int volumeSteps = 300;      // decoder and planes learn form and colour at points: no picture
    int pictureSteps = 600;     // everything learns whole pictures
    double blendingRate = 3e-3; // Adam's learning rates
    double volumeRate = 3e-3;
    double pictureRate = 2e-3;
    double averageDecay = 0.98; // of the moving average that is kept
    std::uint64_t seed = 1;
    std::filesystem::path checkpoint; // resumed from if it is there; empty: none is written
    int checkpointEvery = 50;         // steps
};

/// Trains a generator from nothing on renders of synthetic heads, so that a head whose texture and form are written into the
/// neural texture comes out of the volume renderer as that head. Resuming from a checkpoint gives the same weights as
/// never having stopped.
///   albedos  UV atlases of `model`, RGB, sRGB, without light; heads take them in turn, tinted
///   config   sizes; imageChannels must be 4
/// Returns the averaged weights with the head's layout. Throws Cancelled after writing the checkpoint, Error "storage".
[[nodiscard]] generator::Generator trainInitialisation(const head::HeadModel& model, const std::vector<base::Image>& albedos,
                                                       const generator::GeneratorConfig& config,
                                                       const InitTrainingOptions& options, base::Progress& progress,
                                                       const base::CancelToken& cancel);

} // namespace effigy::train
