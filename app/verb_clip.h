// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"

namespace effigy::app {

/// Adds `clip` under `timeline`: makes, places, bakes and saves clips of motion.
void addClipVerb(CLI::App& timeline, VerbContext& context);

} // namespace effigy::app
