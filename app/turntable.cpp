// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/turntable.h"

#include "export/video_writer.h"

#include <chrono>
#include <numbers>

namespace effigy::app {

int writeTurntable(const std::filesystem::path& path, const TurntableOptions& options, avatar::StageRenderer& renderer,
                   base::Progress& progress, const base::CancelToken& cancel)
{
    const FrameRange range = options.range.value_or(FrameRange{1, options.frames});
    const int count = range.last - range.first + 1;
    exporter::VideoWriter writer(path, {.width = options.size,
                                        .height = options.size,
                                        .fps = options.fps,
                                        .alpha = options.keepsAlpha ? exporter::VideoAlpha::Keep : exporter::VideoAlpha::Flatten,
                                        .background = options.background,
                                        .firstFrame = range.first});
    avatar::RenderRequest request;
    request.controls = options.controls;
    request.width = options.size;
    request.height = options.size;
    request.pass = options.pass;
    const auto start = std::chrono::steady_clock::now();
    for (int done = 0; done < count; ++done) {
        mesh::OrbitView view = options.start;
        view.yaw += 2.0 * std::numbers::pi * (range.first - 1 + done) / options.frames;
        request.camera = avatar::viewportCamera(view, options.size, options.size);
        const base::Image frame = renderer.render(request, cancel).image;
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
