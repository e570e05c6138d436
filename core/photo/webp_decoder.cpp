// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decoders.h"
#include "photo/picture_sink.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

namespace effigy::photo {
namespace {

struct FreeDemuxer {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
struct FreeOutput {
    void operator()(WebPDecBuffer* buffer) const { WebPFreeDecBuffer(buffer); }
};

const std::uint8_t* data(const DecodeJob& job) { return reinterpret_cast<const std::uint8_t*>(job.bytes.data()); }

/// The named chunk of the container, or nothing.
std::vector<std::byte> chunk(const WebPDemuxer& demuxer, const char* name)
{
    WebPChunkIterator found;
    std::vector<std::byte> bytes;
    if (WebPDemuxGetChunk(&demuxer, name, 1, &found)) {
        const auto* first = reinterpret_cast<const std::byte*>(found.chunk.bytes);
        bytes.assign(first, first + found.chunk.size);
    }
    WebPDemuxReleaseChunkIterator(&found);
    return bytes;
}

/// Unpacks at most twice the wanted size: the library scales while it decodes, the rest is ours.
void decodeInto(WebPDecoderConfig& config, const DecodeJob& job)
{
    const int longer = std::max(config.input.width, config.input.height);
    const int wanted = 2 * job.options.maxSide;
    if (longer > wanted) {
        const double scale = static_cast<double>(wanted) / longer;
        config.options.use_scaling = 1;
        config.options.scaled_width = std::max(1, static_cast<int>(std::lround(config.input.width * scale)));
        config.options.scaled_height = std::max(1, static_cast<int>(std::lround(config.input.height * scale)));
    }
    config.output.colorspace = MODE_RGBA;
    const VP8StatusCode status = WebPDecode(data(job), job.bytes.size(), &config);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA || status == VP8_STATUS_SUSPENDED)
        throw cutOff(job);
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        throw base::Error("out_of_memory", "There is not enough memory to unpack " + job.name, "Make the photo smaller.");
    if (status != VP8_STATUS_OK)
        throw damaged(job, "the WebP decoder gave up");
}

} // namespace

DecodedPicture decodeWebP(const DecodeJob& job)
{
    WebPDecoderConfig config;
    WebPInitDecoderConfig(&config);
    const VP8StatusCode status = WebPGetFeatures(data(job), job.bytes.size(), &config.input);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA)
        throw cutOff(job);
    if (status != VP8_STATUS_OK)
        throw damaged(job, "its header makes no sense");
    if (config.input.has_animation)
        throw base::Error("unsupported", job.name + " is an animation", "Choose a still photo.");
    checkSize(job, config.input.width, config.input.height);
    const std::unique_ptr<WebPDecBuffer, FreeOutput> output(&config.output);
    decodeInto(config, job);

    const WebPData whole{data(job), job.bytes.size()};
    const std::unique_ptr<WebPDemuxer, FreeDemuxer> demuxer(WebPDemux(&whole));
    const RowLayout layout{.width = output->width, .height = output->height, .hasAlpha = true};
    PictureSink sink(layout, demuxer ? chunk(*demuxer, "ICCP") : std::vector<std::byte>{}, job.options.maxSide);
    for (int y = 0; y < layout.height; ++y)
        sink.addRow(output->u.RGBA.rgba + static_cast<std::ptrdiff_t>(y) * output->u.RGBA.stride);
    return {.rgba = sink.take(),
            .camera = demuxer ? readExif(chunk(*demuxer, "EXIF")) : CameraRecord{},
            .fullWidth = config.input.width,
            .fullHeight = config.input.height};
}

} // namespace effigy::photo
