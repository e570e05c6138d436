// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"
#include "generator/generator.h"

#include <filesystem>

namespace effigy::app {

/// Adds `train` with `train init`, which makes the embedded generator anew, `train generator`, `train encoder`, `train matte` and `train deca`.
void addTrainVerb(CLI::App& root, VerbContext& context);

/// Adds `train generator`: the generator whose latents are a prior of heads, on synthetic heads.
void addTrainGeneratorVerb(CLI::App& train, VerbContext& context);

/// Writes a generator as the embedded one ships: the config as JSON at `output`, weights in half precision beside it.
void writeHalfGenerator(const generator::Generator& generator, const std::filesystem::path& output);

/// Adds `train encoder`: the network that reads faces, on synthetic heads.
void addTrainEncoderVerb(CLI::App& train, VerbContext& context);

/// Adds `train matte`: the network that tells heads from what is behind, on synthetic heads.
void addTrainMatteVerb(CLI::App& train, VerbContext& context);

/// Adds `train deca`: DECA's networks on synthetic heads.
void addTrainDecaVerb(CLI::App& train, VerbContext& context);

} // namespace effigy::app
