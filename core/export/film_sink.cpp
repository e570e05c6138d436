// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "export/encoded_film.h"
#include "export/frame_pixels.h"
#include "export/video_sink.h"

#include <algorithm>
#include <cmath>

namespace effigy::exporter {

namespace {

/// `quality` 1..100 on an encoder's scale, where less is better.
std::string constantQuality(int quality, double worst, double best)
{
    const double share = std::clamp(quality, 1, 100) / 100.0;
    return std::to_string(static_cast<int>(std::lround(worst + (best - worst) * share)));
}

/// For encoders that only know a rate: 0.1 to 0.3 bits a pixel.
std::int64_t rateFor(const VideoOptions& options)
{
    const double bitsPerPixel = 0.1 + 0.002 * options.quality;
    return static_cast<std::int64_t>(bitsPerPixel * options.width * options.height * options.fps);
}

FilmFormat formatFor(const std::string& extension, const VideoOptions& options)
{
    const bool keepsAlpha = options.alpha == VideoAlpha::Keep;
    if (extension == ".mp4")
        return {
            .container = "mp4",
            .encoders = {"libx264", "libopenh264", "mpeg4"},
            .pixelFormat = "yuv420p",
            .settings = {{"crf", constantQuality(options.quality, 38, 15)}, {"preset", "medium"}},
            .bitRate = rateFor(options),
            .soundEncoder = "aac",
            .sound = options.sound};
    if (extension == ".webm")
        // VP9 cannot hide reference frames while it carries alpha.
        return {.container = "webm",
                .encoders = {"libvpx-vp9"},
                .pixelFormat = keepsAlpha ? "yuva420p" : "yuv420p",
                .settings = {{"crf", constantQuality(options.quality, 50, 16)},
                             {"deadline", "good"},
                             {"cpu-used", "4"},
                             {"row-mt", "1"},
                             {"auto-alt-ref", keepsAlpha ? "0" : "1"}}};
    return {.container = "mov",
            .encoders = {"prores_ks"},
            .pixelFormat = keepsAlpha ? "yuva444p10le" : "yuv444p10le",
            .settings = {
                {"profile", "4444"}, {"vendor", "apl0"}, {"alpha_bits", keepsAlpha ? "16" : "0"}}};
}

/// H.264 and VP9 store colour at half the size.
void requireEvenSize(const std::string& extension, const VideoOptions& options)
{
    if (extension != ".mov" && (options.width % 2 != 0 || options.height % 2 != 0))
        throw base::Error("unsupported",
                          "A film as " + extension + " cannot have " +
                              std::to_string(options.width) + " x " +
                              std::to_string(options.height) + " pixels",
                          "Choose an even width and height.");
}

class FilmSink : public VideoWriter::Sink {
public:
    FilmSink(const std::filesystem::path& path, const std::string& extension,
             const VideoOptions& options)
        : m_options(options),
          m_film(path, formatFor(extension, options), options.width, options.height, options.fps),
          m_keepsAlpha(options.alpha == VideoAlpha::Keep && extension != ".mp4")
    {
    }

    void add(const base::Image& frame) override
    {
        base::require(frame.width == m_options.width && frame.height == m_options.height,
                      "a frame has another size");
        if (m_keepsAlpha)
            m_film.add(withAlpha(frame).pixels.data(), FrameLayout::Rgba);
        else
            m_film.add(m_options.background.under(frame).pixels.data(), FrameLayout::Rgb);
    }

    void finish() override { m_film.finish(); }
    [[nodiscard]] int frameCount() const override { return m_film.frameCount(); }
    [[nodiscard]] std::string encoderName() const override { return m_film.encoderName(); }

private:
    VideoOptions m_options;
    EncodedFilm m_film;
    bool m_keepsAlpha;
};

} // namespace

std::unique_ptr<VideoWriter::Sink> makeFilmSink(const std::filesystem::path& path,
                                                const VideoOptions& options)
{
    const auto extension = lowerExtension(path);
    requireEvenSize(extension, options);
    return std::make_unique<FilmSink>(path, extension, options);
}

} // namespace effigy::exporter
