// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film.h"

#include "export/video_writer.h"

#include <chrono>

namespace effigy::app {

int writeFilm(const std::filesystem::path& path, const FilmOptions& options,
              const std::function<avatar::RenderRequest(int n)>& request, avatar::StageRenderer& renderer, base::Progress& progress,
              const base::CancelToken& cancel)
{
    const int count = options.range.last - options.range.first + 1;
    exporter::VideoWriter writer(path, {.width = options.size,
                                        .height = options.size,
                                        .fps = options.fps,
                                        .alpha = options.keepsAlpha ? exporter::VideoAlpha::Keep : exporter::VideoAlpha::Flatten,
                                        .background = options.background,
                                        .firstFrame = options.range.first,
                                        .sound = options.sound});
    const auto start = std::chrono::steady_clock::now();
    for (int done = 0; done < count; ++done) {
        avatar::RenderRequest wanted = request(options.range.first + done);
        wanted.width = options.size;
        wanted.height = options.size;
        const base::Image frame = renderer.render(wanted, cancel).image;
        writer.add(frame);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        progress.report({.stage = "frames",
                         .done = done + 1,
                         .of = count,
                         .etaSeconds = seconds / (done + 1) * (count - done - 1),
                         .metrics = {}});
        constexpr int kFramesPerPreview = 6;
        if (progress.wantsPreview() && done % kFramesPerPreview == 0)
            progress.preview(frame);
    }
    writer.finish();
    return count;
}

} // namespace effigy::app
