// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"

namespace effigy::app {

/// Adds `train` with `train init`, which makes the embedded generator anew, `train encoder` and `train deca`.
void addTrainVerb(CLI::App& root, VerbContext& context);

/// Adds `train encoder`: the network that reads faces, on synthetic heads.
void addTrainEncoderVerb(CLI::App& train, VerbContext& context);

/// Adds `train deca`: DECA's networks on synthetic heads.
void addTrainDecaVerb(CLI::App& train, VerbContext& context);

} // namespace effigy::app
