// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "export/frame_pixels.h"
#include "export/image_file.h"
#include "export/video_sink.h"

#include <cstdio>

namespace effigy::exporter {

namespace {

class SequenceSink : public VideoWriter::Sink {
public:
    SequenceSink(std::filesystem::path path, const VideoOptions& options)
        : m_path(std::move(path)), m_options(options)
    {
    }

    void add(const base::Image& frame) override
    {
        base::require(frame.width == m_options.width && frame.height == m_options.height,
                      "a frame has another size");
        char number[16];
        std::snprintf(number, sizeof number, "_%04d", m_options.firstFrame + m_count);
        const auto name = m_path.stem().string() + number + m_path.extension().string();
        const bool keepsAlpha = m_options.alpha == VideoAlpha::Keep;
        writeImage(m_path.parent_path() / name,
                   keepsAlpha ? frame : m_options.background.under(frame));
        ++m_count;
    }

    void finish() override {}
    [[nodiscard]] int frameCount() const override { return m_count; }
    [[nodiscard]] std::string encoderName() const override { return "png"; }

private:
    std::filesystem::path m_path;
    VideoOptions m_options;
    int m_count = 0;
};

} // namespace

std::unique_ptr<VideoWriter::Sink> makeSequenceSink(const std::filesystem::path& path,
                                                    const VideoOptions& options)
{
    return std::make_unique<SequenceSink>(path, options);
}

} // namespace effigy::exporter
