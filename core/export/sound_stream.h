// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sound.h"

#include <cstdint>
#include <filesystem>
#include <memory>

struct AVFormatContext;

namespace effigy::exporter {

/// The sound of a film in the making: a stream of its file that is encoded along with the frames.
class SoundStream {
public:
    /// Adds a stream to `muxer`, whose header is not written yet and which outlives this.
    ///   sound    of the whole film, from its first frame on; not null, not empty
    ///   encoder  FFmpeg's name, of one that takes planar floats
    ///   path     of the film, for errors
    /// Throws Error "unsupported" when the encoder is not installed.
    SoundStream(AVFormatContext* muxer, std::shared_ptr<const sound::Sound> sound,
                const char* encoder, std::filesystem::path path);
    ~SoundStream();
    SoundStream(const SoundStream&) = delete;
    SoundStream& operator=(const SoundStream&) = delete;

    /// Encodes what is heard before `seconds`. Throws Error "storage".
    void writeUntil(double seconds);
    /// Encodes the rest. Throws Error "storage".
    void finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace effigy::exporter
