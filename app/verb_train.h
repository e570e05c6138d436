// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"

namespace effigy::app {

/// Adds `train init`, which makes the embedded generator anew.
void addTrainVerb(CLI::App& root, VerbContext& context);

} // namespace effigy::app
