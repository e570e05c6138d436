// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"

namespace effigy::app {

/// Adds `effigy head build` and `effigy head info` to the command line.
void addHeadVerb(CLI::App& root, VerbContext& context);

} // namespace effigy::app
