// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sound.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace effigy::exporter {

/// How pixels lie in the frames that go in.
enum class FrameLayout { Rgb, Rgba, Palette };

/// An encoder of FFmpeg's, with what it wants.
struct FilmFormat {
    const char* container = "";        // FFmpeg's short name of the muxer
    std::vector<const char*> encoders; // the first that is installed is taken
    const char* pixelFormat = "";      // FFmpeg's name
    std::vector<std::pair<const char*, std::string>> settings =
        {};                   // private options; those that an encoder lacks are skipped
    std::int64_t bitRate = 0; // for encoders without constant quality
    const char* soundEncoder = "";                   // of planar floats; empty: the form is silent
    std::shared_ptr<const sound::Sound> sound = {};  // of the whole film; null: silent
};

/// A film file in the making; under its own name only after finish().
class EncodedFilm {
public:
    /// Throws Error "unsupported" when no encoder is installed or takes the size, "storage" when
    /// the path cannot be written.
    EncodedFilm(const std::filesystem::path& path, const FilmFormat& format, int width, int height,
                double fps);
    ~EncodedFilm();
    EncodedFilm(const EncodedFilm&) = delete;
    EncodedFilm& operator=(const EncodedFilm&) = delete;

    /// Appends a frame of the film's size.
    ///   pixels   [height, width, 3, 4 or 1] bytes
    ///   palette  256 entries 0xAARRGGBB, for FrameLayout::Palette
    void add(const std::uint8_t* pixels, FrameLayout layout,
             const std::uint32_t* palette = nullptr);
    void finish();

    [[nodiscard]] int frameCount() const;
    [[nodiscard]] std::string encoderName() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace effigy::exporter
