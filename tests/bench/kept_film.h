// SPDX-License-Identifier: GPL-3.0-or-later
// Films of synthetic people for benchmarks, made once and kept.
#pragma once

#include "core/reconstruct/acted_clip.h"
#include "export/video_writer.h"

#include <filesystem>
#include <functional>

namespace effigy::bench {

/// The film at `path` (MP4), which is taken of `clip` as tests::filmed() does unless it is there.
inline void keepFilm(const std::filesystem::path& path, const tests::ActedClip& clip, int frames, double fps,
                     const std::function<head::ControlValues(int frame)>& acting)
{
    if (std::filesystem::exists(path))
        return;
    static const synth::HeadStock stock = synth::loadHeadStock(1024);
    const auto pictures = tests::filmed(stock, clip, frames, acting);
    exporter::VideoWriter writer(path, {.width = clip.size, .height = clip.size, .fps = fps, .background = {}});
    for (const base::Image& picture : pictures)
        writer.add(picture);
    writer.finish();
}

} // namespace effigy::bench
