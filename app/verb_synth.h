// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"

namespace effigy::app {

void addSynthVerb(CLI::App& root, VerbContext& context);

} // namespace effigy::app
