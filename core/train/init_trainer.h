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

/// How long and on what the embedded generator is trained. The two phases follow each other.
struct InitTrainingOptions {
    int heads = 24;             // synthetic heads, each with a latent and hair of its own
    int views = 96;             // expressions and cameras that are rendered, once
    int steps = 2400;
    double rate = 3e-3;         // Adam's learning rate
    double averageDecay = 0.98; // of the moving average that is kept
    std::uint64_t seed = 1;
    std::filesystem::path checkpoint; // resumed from if it is there; empty: none is written
    int checkpointEvery = 100;        // steps
};

/// The decoder's first hidden units, which compare coordinates: density is their sum.
inline constexpr int kFormUnits = 3;

/// Colours that the decoder gives first: the mean of a surface, then those of the code's 2x2 blocks. The others are 0.5.
inline constexpr int kSurfaceColours = 15;

/// The config of the embedded generator.
[[nodiscard]] generator::GeneratorConfig embeddedConfig();

/// A generator that knows the code of texture_code.h before any training: gains route each view's channels, the decoder's
/// density compares coordinates, its colours are those of the view that sees a point best, the static planes say that
/// nothing is there, and the mouth and blending networks add nothing yet. Superresolution is still noise.
[[nodiscard]] generator::Generator codedGenerator(const head::HeadModel& model, const generator::GeneratorConfig& config,
                                                  std::uint64_t seed);

/// Whether a head can be written into a generator, and its colours tuned without moving it: sizes as codedGenerator wants
/// them, guided rays, and a density that depends on nothing but the units that compare coordinates.
[[nodiscard]] bool isCoded(const generator::Generator& generator);

/// Trains the superresolution of a coded generator on renders of synthetic heads. Resuming from a checkpoint gives the same weights as never having stopped.
///   albedos  UV atlases of `model`, RGB, sRGB, without light; heads take them in turn, tinted
///   config   sizes; imageChannels must be 4, planeBlend Aligned, conditionedAdd true
/// Returns the averaged weights with the head's layout. Throws Cancelled after writing the checkpoint, Error "storage".
[[nodiscard]] generator::Generator trainInitialisation(const head::HeadModel& model, const std::vector<base::Image>& albedos,
                                                       const generator::GeneratorConfig& config,
                                                       const InitTrainingOptions& options, base::Progress& progress,
                                                       const base::CancelToken& cancel);

} // namespace effigy::train
