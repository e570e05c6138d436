// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame_range.h"
#include "avatar/stage_renderer.h"
#include "base/cancel_token.h"
#include "base/progress.h"
#include "export/backdrop.h"
#include "sound/sound.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace effigy::app {

/// sRGB, behind the head where nobody asks for anything else.
inline constexpr std::array<std::uint8_t, 3> kStudioGrey = {34, 36, 40};

/// How a film is written; what it shows comes frame by frame.
struct FilmOptions {
    int size = 512;                      // pixels
    double fps = 24.0;
    FrameRange range;                    // frames to write, from 1 on
    bool keepsAlpha = false;
    exporter::Backdrop background = kStudioGrey;
    std::shared_ptr<const sound::Sound> sound = {};      // from the first frame on; see exporter::carriesSound
};

/// Renders the film to `path`; the ending chooses the form. Whole or not at all, except that a sequence of pictures grows
/// picture by picture. Stage: "frames".
///   request  what frame `n` (from 1 on) shows; its size is set here
///   returns  number of frames written
int writeFilm(const std::filesystem::path& path, const FilmOptions& options,
              const std::function<avatar::RenderRequest(int n)>& request, avatar::StageRenderer& renderer, base::Progress& progress,
              const base::CancelToken& cancel);

} // namespace effigy::app
