// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace effigy::base {

// Owners of FFmpeg's objects; for sources that link it alone.

struct CloseDemuxer {
    void operator()(AVFormatContext* demuxer) const { avformat_close_input(&demuxer); }
};
struct FreeCodec {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

/// For AVFormatContext::interrupt_callback: 1 once the CancelToken at `cancel` was raised.
inline int isCancelled(void* cancel)
{
    return static_cast<const CancelToken*>(cancel)->isCancelled() ? 1 : 0;
}

} // namespace effigy::base
