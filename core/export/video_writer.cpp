// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/video_writer.h"

#include "base/error.h"
#include "export/video_sink.h"

#include <algorithm>
#include <cctype>

namespace effigy::exporter {

std::string lowerExtension(const std::filesystem::path& path)
{
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

namespace {

std::unique_ptr<VideoWriter::Sink> makeSink(const std::filesystem::path& path,
                                            const VideoOptions& options)
{
    base::require(options.width > 0 && options.height > 0 && options.fps > 0.0,
                  "a film has a size and a frame rate");
    base::require(!options.sound || carriesSound(path), "only some forms of films have sound");
    const auto extension = lowerExtension(path);
    if (extension == ".mp4" || extension == ".webm" || extension == ".mov")
        return makeFilmSink(path, options);
    if (extension == ".gif")
        return makeGifSink(path, options);
    if (extension == ".png")
        return makeSequenceSink(path, options);
    throw base::Error("unsupported", "Films cannot be written as " + path.filename().string(),
                      "Choose a name that ends in .mp4, .webm, .mov, .gif or .png");
}

} // namespace

bool carriesSound(const std::filesystem::path& path)
{
    return lowerExtension(path) == ".mp4";
}

VideoWriter::VideoWriter(std::filesystem::path path, const VideoOptions& options)
    : m_sink(makeSink(path, options))
{
}

VideoWriter::~VideoWriter() = default;

void VideoWriter::add(const base::Image& frame)
{
    m_sink->add(frame);
}

void VideoWriter::finish()
{
    m_sink->finish();
}

int VideoWriter::frameCount() const
{
    return m_sink->frameCount();
}

std::string VideoWriter::encoderName() const
{
    return m_sink->encoderName();
}

} // namespace effigy::exporter
