// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/video_writer.h"

#include <filesystem>
#include <memory>
#include <string>

namespace effigy::exporter {

/// One form of output. Frames come with the size and channels that VideoWriter promises.
class VideoWriter::Sink {
public:
    virtual ~Sink() = default;
    virtual void add(const base::Image& frame) = 0;
    virtual void finish() = 0;
    [[nodiscard]] virtual int frameCount() const = 0;
    [[nodiscard]] virtual std::string encoderName() const = 0;
};

/// ".mp4" of "Film.MP4".
[[nodiscard]] std::string lowerExtension(const std::filesystem::path& path);

/// H.264, VP9 or ProRes, by the path's extension (.mp4, .webm, .mov).
[[nodiscard]] std::unique_ptr<VideoWriter::Sink> makeFilmSink(const std::filesystem::path& path,
                                                              const VideoOptions& options);

/// An animated GIF with one palette for all frames.
[[nodiscard]] std::unique_ptr<VideoWriter::Sink> makeGifSink(const std::filesystem::path& path,
                                                             const VideoOptions& options);

/// NAME_0001.png, ...
[[nodiscard]] std::unique_ptr<VideoWriter::Sink> makeSequenceSink(const std::filesystem::path& path,
                                                                  const VideoOptions& options);

} // namespace effigy::exporter
