// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/turntable.h"

#include <numbers>

namespace effigy::app {

int writeTurntable(const std::filesystem::path& path, const TurntableOptions& options, avatar::StageRenderer& renderer,
                   base::Progress& progress, const base::CancelToken& cancel)
{
    const FilmOptions film{.size = options.size,
                           .fps = options.fps,
                           .range = options.range.value_or(FrameRange{1, options.frames}),
                           .keepsAlpha = options.keepsAlpha,
                           .background = options.background};
    const auto request = [&](int n) {
        mesh::OrbitView view = options.start;
        view.yaw += 2.0 * std::numbers::pi * (n - 1) / options.frames;
        avatar::RenderRequest wanted;
        wanted.controls = options.controls;
        wanted.tone = options.tone;
        wanted.camera = avatar::viewportCamera(view, options.size, options.size);
        wanted.pass = options.pass;
        wanted.frame = static_cast<std::uint32_t>(n);
        return wanted;
    };
    return writeFilm(path, film, request, renderer, progress, cancel);
}

} // namespace effigy::app
