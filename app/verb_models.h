// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/verb.h"
#include "generator/model_library.h"

namespace effigy::app {

/// Adds `models list`, `info`, `add`, `check`, `remove` and `export`.
void addModelsVerb(CLI::App& root, VerbContext& context);

/// What the library knows of a model, or a look at a file that is not in it.
/// Throws what ModelLibrary and inspectModel throw.
[[nodiscard]] generator::ModelEntry describedModel(const std::string& nameOrPath, VerbContext& context);

/// A model for programs that watch, and for people.
[[nodiscard]] nlohmann::json modelFields(const generator::ModelEntry& entry);
[[nodiscard]] std::string modelText(const generator::ModelEntry& entry);

} // namespace effigy::app
