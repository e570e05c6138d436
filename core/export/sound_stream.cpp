// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/sound_stream.h"

#include "base/error.h"
#include "export/film_resources.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

#include <algorithm>

namespace effigy::exporter {

namespace {

constexpr std::int64_t kBitsPerChannel = 96'000; // a second: speech and music without audible loss

} // namespace

struct SoundStream::State {
    AVFormatContext* muxer = nullptr;
    std::shared_ptr<const sound::Sound> sound;
    std::filesystem::path path;
    std::unique_ptr<AVCodecContext, base::FreeCodec> codec;
    std::unique_ptr<AVFrame, base::FreeFrame> frame;
    std::unique_ptr<AVPacket, base::FreePacket> packet;
    AVStream* stream = nullptr; // the muxer's
    std::int64_t written = 0;   // frames of the sound

    void open(const char* encoder);
    void fillFrame(std::int64_t count);
    void encode(const AVFrame* piece);
};

void SoundStream::State::open(const char* encoder)
{
    const AVCodec* found = avcodec_find_encoder_by_name(encoder);
    if (found == nullptr)
        throw base::Error("unsupported",
                          "No encoder for sound is installed (" + std::string(encoder) + ")",
                          "Install FFmpeg's libraries with that encoder, or export without sound.");
    stream = avformat_new_stream(muxer, nullptr);
    codec.reset(avcodec_alloc_context3(found));
    codec->sample_rate = sound::kSampleRate;
    codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
    av_channel_layout_default(&codec->ch_layout, sound->channels);
    codec->bit_rate = kBitsPerChannel * sound->channels;
    codec->time_base = {1, sound::kSampleRate};
    codec->flags |= AV_CODEC_FLAG_BITEXACT;
    if ((muxer->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (const int result = avcodec_open2(codec.get(), found, nullptr); result < 0)
        throw base::Error("unsupported",
                          std::string(encoder) + " cannot encode the sound: " + reason(result),
                          "Export without sound.");
    stream->time_base = codec->time_base;
    avcodec_parameters_from_context(stream->codecpar, codec.get());
    frame.reset(av_frame_alloc());
    packet.reset(av_packet_alloc());
}

/// The next `count` frames of the sound, as planar floats.
void SoundStream::State::fillFrame(std::int64_t count)
{
    av_frame_unref(frame.get());
    frame->format = codec->sample_fmt;
    frame->sample_rate = codec->sample_rate;
    frame->nb_samples = static_cast<int>(count);
    frame->pts = written;
    if (av_channel_layout_copy(&frame->ch_layout, &codec->ch_layout) < 0 ||
        av_frame_get_buffer(frame.get(), 0) < 0)
        throw base::Error("out_of_memory", "There is no memory for the sound of the film",
                          "Close other programs.");
    const std::int16_t* samples = sound->samples.data() + written * sound->channels;
    for (int channel = 0; channel < sound->channels; ++channel) {
        auto* plane = reinterpret_cast<float*>(frame->extended_data[channel]);
        for (std::int64_t i = 0; i < count; ++i)
            plane[i] = static_cast<float>(samples[i * sound->channels + channel]) / 32768.0F;
    }
}

void SoundStream::State::encode(const AVFrame* piece)
{
    writeEncoded(*codec, piece, *packet, 0, *stream, *muxer, path);
}

SoundStream::SoundStream(AVFormatContext* muxer, std::shared_ptr<const sound::Sound> sound,
                         const char* encoder, std::filesystem::path path)
    : m_state(std::make_unique<State>())
{
    base::require(sound && sound->frames() > 0, "a film's sound has a length");
    m_state->muxer = muxer;
    m_state->sound = std::move(sound);
    m_state->path = std::move(path);
    m_state->open(encoder);
}

SoundStream::~SoundStream() = default;

void SoundStream::writeUntil(double seconds)
{
    auto& s = *m_state;
    const auto frames = static_cast<std::int64_t>(s.sound->frames());
    while (s.written < frames && static_cast<double>(s.written) < seconds * sound::kSampleRate) {
        const std::int64_t count = std::min<std::int64_t>(s.codec->frame_size, frames - s.written);
        s.fillFrame(count);
        s.encode(s.frame.get());
        s.written += count;
    }
}

void SoundStream::finish()
{
    writeUntil(m_state->sound->seconds() + 1.0);
    m_state->encode(nullptr);
}

} // namespace effigy::exporter
