// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace effigy::app {

/// --deca: networks that a fit begins with.
///   networks  gets a model's name in the library, or a file; stays empty without the option
CLI::Option* addDecaOption(CLI::App& verb, std::string& networks);

/// The file that --deca means; empty: none.
/// Throws Error "model_missing" when there is none.
[[nodiscard]] std::filesystem::path decaFile(const std::string& networks);

} // namespace effigy::app
