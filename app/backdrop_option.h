// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/backdrop.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace effigy::app {

/// Adds --background to `verb`: a colour or a picture.
CLI::Option* addBackdropOption(CLI::App& verb, std::string& text);

/// What `text` of that option means; nothing when it is empty.
/// Throws Error as photo::decodePhoto for a picture that cannot be read.
[[nodiscard]] std::optional<exporter::Backdrop> backdropOf(const std::string& text);

} // namespace effigy::app
