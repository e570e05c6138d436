// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"

namespace effigy::app {

/// Adds `track`: the motion of a filmed face on the timeline of a project.
void addTrackVerb(CLI::App& root, VerbContext& context);

} // namespace effigy::app
