// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <filesystem>
#include <string>

namespace effigy::exporter {

// Owners of FFmpeg's objects, and its failures as ours; for the sources of films alone.

struct FreeCodec {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

/// What FFmpeg says about a failure.
[[nodiscard]] std::string reason(int error);

/// Throws Error "storage", naming the film at `path`, when `result` is a failure.
void checkWrite(int result, const std::filesystem::path& path);

} // namespace effigy::exporter
