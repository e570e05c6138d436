// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sound/made_sounds.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace effigy::test {
namespace {

template <typename Number>
void append(std::vector<std::byte>& bytes, Number number)
{
    const auto* begin =
        reinterpret_cast<const std::byte*>(&number); // WAV and this machine are little-endian
    bytes.insert(bytes.end(), begin, begin + sizeof number);
}

void append(std::vector<std::byte>& bytes, const char* letters)
{
    for (const char* c = letters; *c != 0; ++c)
        bytes.push_back(static_cast<std::byte>(*c));
}

} // namespace

sound::Sound tone(double hertz, double silence, double seconds, int channels, int rate)
{
    sound::Sound made{.channels = channels, .samples = {}};
    const auto frames = static_cast<int>(std::lround(seconds * rate));
    for (int i = 0; i < frames; ++i) {
        const double time = static_cast<double>(i) / rate;
        const double value =
            time < silence ? 0.0
                           : 0.5 * std::sin(2.0 * std::numbers::pi * hertz * (time - silence));
        for (int c = 0; c < channels; ++c)
            made.samples.push_back(static_cast<std::int16_t>(std::lround(32767.0 * value)));
    }
    return made;
}

std::vector<std::byte> wavBytes(const sound::Sound& sound, int rate)
{
    const auto size = static_cast<std::uint32_t>(2 * sound.samples.size());
    const auto channels = static_cast<std::uint16_t>(sound.channels);
    std::vector<std::byte> bytes;
    append(bytes, "RIFF");
    append(bytes, 36 + size);
    append(bytes, "WAVEfmt ");
    append(bytes, std::uint32_t{16});
    append(bytes, std::uint16_t{1}); // PCM
    append(bytes, channels);
    append(bytes, static_cast<std::uint32_t>(rate));
    append(bytes, static_cast<std::uint32_t>(2 * channels * rate));
    append(bytes, static_cast<std::uint16_t>(2 * channels));
    append(bytes, std::uint16_t{16});
    append(bytes, "data");
    append(bytes, size);
    const auto samples = std::as_bytes(std::span(sound.samples));
    bytes.insert(bytes.end(), samples.begin(), samples.end());
    return bytes;
}

std::vector<std::byte> encodedBytes(const sound::Sound& sound, const char* container,
                                    const char* encoder)
{
    const AVCodec* codec = avcodec_find_encoder_by_name(encoder);
    if (codec == nullptr)
        return {};
    AVFormatContext* muxer = nullptr;
    avformat_alloc_output_context2(&muxer, nullptr, container, nullptr);
    avio_open_dyn_buf(&muxer->pb);
    AVStream* stream = avformat_new_stream(muxer, nullptr);
    AVCodecContext* context = avcodec_alloc_context3(codec);
    context->sample_rate = sound::kSampleRate;
    context->sample_fmt = codec->sample_fmts[0];
    av_channel_layout_default(&context->ch_layout, sound.channels);
    context->time_base = {1, sound::kSampleRate};
    context->bit_rate = 128'000;
    if ((muxer->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    avcodec_open2(context, codec, nullptr);
    stream->time_base = context->time_base;
    avcodec_parameters_from_context(stream->codecpar, context);
    if (avformat_write_header(muxer, nullptr) < 0)
        return {};

    SwrContext* packer = nullptr;
    swr_alloc_set_opts2(&packer, &context->ch_layout, context->sample_fmt, sound::kSampleRate,
                        &context->ch_layout, AV_SAMPLE_FMT_S16, sound::kSampleRate, 0, nullptr);
    swr_init(packer);
    AVFrame* frame = av_frame_alloc();
    AVPacket* packet = av_packet_alloc();
    const auto write = [&](const AVFrame* piece) {
        avcodec_send_frame(context, piece);
        while (avcodec_receive_packet(context, packet) == 0) {
            packet->stream_index = 0;
            av_packet_rescale_ts(packet, context->time_base, stream->time_base);
            av_interleaved_write_frame(muxer, packet);
        }
    };
    const int frames = static_cast<int>(sound.frames()),
              step = context->frame_size > 0 ? context->frame_size : 4096;
    for (int at = 0; at < frames; at += step) {
        av_frame_unref(frame);
        frame->format = context->sample_fmt;
        frame->sample_rate = sound::kSampleRate;
        frame->nb_samples = std::min(step, frames - at);
        frame->pts = at;
        av_channel_layout_copy(&frame->ch_layout, &context->ch_layout);
        av_frame_get_buffer(frame, 0);
        const auto* in = reinterpret_cast<const std::uint8_t*>(
            sound.samples.data() + static_cast<std::ptrdiff_t>(at) * sound.channels);
        swr_convert(packer, frame->extended_data, frame->nb_samples, &in, frame->nb_samples);
        write(frame);
    }
    write(nullptr);
    av_write_trailer(muxer);
    std::uint8_t* made = nullptr;
    const int size = avio_close_dyn_buf(muxer->pb, &made);
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    std::memcpy(bytes.data(), made, bytes.size());
    av_free(made);
    swr_free(&packer);
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&context);
    avformat_free_context(muxer);
    return bytes;
}

double strength(const sound::Sound& sound, double hertz, double from, double seconds)
{
    const auto first = static_cast<std::size_t>(from * sound::kSampleRate);
    const auto count = static_cast<std::size_t>(seconds * sound::kSampleRate);
    double real = 0.0, imaginary = 0.0;
    for (std::size_t i = 0; i < count && first + i < sound.frames(); ++i) {
        const double value =
            sound.samples[(first + i) * static_cast<std::size_t>(sound.channels)] / 32768.0;
        const double angle =
            2.0 * std::numbers::pi * hertz * static_cast<double>(i) / sound::kSampleRate;
        real += value * std::cos(angle);
        imaginary += value * std::sin(angle);
    }
    return 2.0 * std::hypot(real, imaginary) / static_cast<double>(count);
}

double onset(const sound::Sound& sound)
{
    std::size_t frame = 0;
    while (frame < sound.frames() &&
           std::abs(sound.samples[frame * static_cast<std::size_t>(sound.channels)]) < 3277)
        ++frame;
    return static_cast<double>(frame) / sound::kSampleRate;
}

} // namespace effigy::test
