// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media_handles.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace effigy::exporter {

// FFmpeg's failures as ours; for the sources of films alone.

/// What FFmpeg says about a failure.
[[nodiscard]] std::string reason(int error);

/// Throws Error "storage", naming the film at `path`, when `result` is a failure.
void checkWrite(int result, const std::filesystem::path& path);

/// Encodes a frame and writes what packets come of it; null: what is left.
///   duration  of each packet, in the codec's time base; 0: as the codec says
/// Throws Error "storage".
void writeEncoded(AVCodecContext& codec, const AVFrame* frame, AVPacket& packet, std::int64_t duration, AVStream& stream,
                  AVFormatContext& muxer, const std::filesystem::path& path);

} // namespace effigy::exporter
