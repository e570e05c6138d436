// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "export/encoded_film.h"
#include "export/frame_pixels.h"
#include "export/palette.h"
#include "export/video_sink.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace effigy::exporter {

namespace {

/// Keeps frames on disk until the palette for all of them is known. The file has no name and goes
/// with the program.
class FrameStore {
public:
    FrameStore() : m_file(std::tmpfile())
    {
        if (m_file == nullptr)
            fail();
    }
    ~FrameStore() { std::fclose(m_file); }
    FrameStore(const FrameStore&) = delete;
    FrameStore& operator=(const FrameStore&) = delete;

    void append(const base::Image& frame)
    {
        if (std::fwrite(frame.pixels.data(), 1, frame.pixels.size(), m_file) != frame.pixels.size())
            fail();
    }
    void rewind() { std::rewind(m_file); }
    void readNext(base::Image& frame)
    {
        if (std::fread(frame.pixels.data(), 1, frame.pixels.size(), m_file) != frame.pixels.size())
            fail();
    }

private:
    [[noreturn]] static void fail()
    {
        throw base::Error("storage",
                          std::string("The temporary folder cannot hold the film's frames: ") +
                              std::strerror(errno),
                          "Free some space, or set TMPDIR to another folder.");
    }
    std::FILE* m_file;
};

class GifSink : public VideoWriter::Sink {
public:
    GifSink(const std::filesystem::path& path, const VideoOptions& options)
        : m_options(options),
          m_film(path, {.container = "gif", .encoders = {"gif"}, .pixelFormat = "pal8"},
                 options.width, options.height, options.fps)
    {
    }

    void add(const base::Image& frame) override
    {
        base::require(frame.width == m_options.width && frame.height == m_options.height,
                      "a frame has another size");
        const auto full = withAlpha(
            m_options.alpha == VideoAlpha::Keep ? frame : m_options.background.under(frame));
        m_colours.count(full);
        m_frames.append(full);
        ++m_count;
    }

    void finish() override
    {
        const auto palette = m_colours.palette();
        PaletteMapper mapper(palette);
        base::Image frame(m_options.width, m_options.height, 4);
        m_frames.rewind();
        for (int i = 0; i < m_count; ++i) {
            m_frames.readNext(frame);
            m_film.add(mapper.map(frame).data(), FrameLayout::Palette, palette.data());
        }
        m_film.finish();
    }

    [[nodiscard]] int frameCount() const override { return m_count; }
    [[nodiscard]] std::string encoderName() const override { return m_film.encoderName(); }

private:
    VideoOptions m_options;
    EncodedFilm m_film;
    PaletteMaker m_colours;
    FrameStore m_frames;
    int m_count = 0;
};

} // namespace

std::unique_ptr<VideoWriter::Sink> makeGifSink(const std::filesystem::path& path,
                                               const VideoOptions& options)
{
    return std::make_unique<GifSink>(path, options);
}

} // namespace effigy::exporter
