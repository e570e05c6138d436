// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/generated_head.h"
#include "base/cancel_token.h"
#include "base/progress.h"
#include "project/project.h"

#include <filesystem>

namespace effigy::app {

/// Writes the head of a seed as a new project at `path`, whole or not at all. Nobody was photographed: the photo is a picture of
/// the synthetic person, the fit is what is known of it (shape, light, camera, landmarks), and the person is written into the
/// generator, which may be tuned to the picture afterwards like any avatar.
///   model  a model's name in the library, or its file; empty: the one that ships
/// Stages reported: "person", "avatar".
/// Throws Error "unsupported" for a generator that is not coded (train::isCoded), "model_missing", "storage", Cancelled.
[[nodiscard]] project::Project createRandomHead(const std::filesystem::path& path, const IdentityChoice& choice, const std::filesystem::path& model,
                                                base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::app
