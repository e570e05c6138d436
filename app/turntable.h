// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/film.h"
#include "head/controls.h"
#include "mesh/camera.h"

#include <filesystem>
#include <optional>

namespace effigy::app {

/// A film of the camera going once around the head.
struct TurntableOptions {
    head::ControlValues controls;
    std::shared_ptr<const style::Tone> tone = {}; // as in a RenderRequest
    mesh::OrbitView start;               // where the first frame looks from
    avatar::Pass pass = avatar::Pass::Final;
    int size = 512;                      // pixels
    int frames = 96;                     // of the full turn
    double fps = 24.0;
    std::optional<FrameRange> range;     // absent: all
    bool keepsAlpha = false;
    exporter::Backdrop background = kStudioGrey;
};

/// Renders the film to `path`; the ending chooses the form. Whole or not at all, except that a sequence of pictures grows
/// picture by picture. Stage: "frames".
///   returns  number of frames written
int writeTurntable(const std::filesystem::path& path, const TurntableOptions& options, avatar::StageRenderer& renderer,
                   base::Progress& progress, const base::CancelToken& cancel);

} // namespace effigy::app
