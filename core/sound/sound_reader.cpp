// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/sound_reader.h"

#include "base/error.h"
#include "base/media_handles.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

namespace effigy::sound {
namespace {

// Containers of sound: others of FFmpeg's are lists that make it open further files.
constexpr const char* kContainers = "wav,w64,flac,mp3,aac,ogg,mov,mp4,m4a,3gp,3g2,mj2,matroska,"
                                    "webm,aiff,caf,asf,avi,mpeg,mpegts,flv,au,wv,ac3";
constexpr int kReadBuffer = 1 << 16; // bytes
constexpr double kMissing =
    0.15; // seconds that may lack at the end: encoders pad, players and muxers do not agree
const char* const kChooseSound = "Choose a WAV, FLAC, MP3, M4A or OGG file.";
const char* const kCopyAgain = "Copy or download the sound again.";

struct FreeInput {
    void operator()(AVIOContext* input) const
    {
        av_freep(&input->buffer);
        avio_context_free(&input);
    }
};
struct FreeResampler {
    void operator()(SwrContext* resampler) const { swr_free(&resampler); }
};

/// Bytes in memory as FFmpeg reads a file.
struct MemoryFile {
    std::span<const std::byte> bytes;
    std::size_t at = 0;
};

int readMemory(void* opaque, std::uint8_t* out, int wanted)
{
    auto& file = *static_cast<MemoryFile*>(opaque);
    const auto count = std::min(static_cast<std::size_t>(wanted), file.bytes.size() - file.at);
    if (count == 0)
        return AVERROR_EOF;
    std::memcpy(out, file.bytes.data() + file.at, count);
    file.at += count;
    return static_cast<int>(count);
}

std::int64_t seekMemory(void* opaque, std::int64_t offset, int whence)
{
    auto& file = *static_cast<MemoryFile*>(opaque);
    const auto size = static_cast<std::int64_t>(file.bytes.size());
    if ((whence & AVSEEK_SIZE) != 0)
        return size;
    const int from = whence & ~AVSEEK_FORCE;
    const std::int64_t base = from == SEEK_SET   ? 0
                              : from == SEEK_CUR ? static_cast<std::int64_t>(file.at)
                                                 : size;
    if (base + offset < 0 || base + offset > size)
        return AVERROR(EINVAL);
    file.at = static_cast<std::size_t>(base + offset);
    return base + offset;
}

/// How much of the file is there, by the size that the head of a WAV or AIFF states: FFmpeg goes by
/// what it finds. 1: all, or not stated, as by programs that write before they know.
double shareOf(std::span<const std::byte> bytes)
{
    constexpr std::size_t kHead = 8; // four letters and the size of what follows
    if (bytes.size() < kHead)
        return 1.0;
    const auto at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
    const bool isWav = std::memcmp(bytes.data(), "RIFF", 4) == 0,
               isAiff = std::memcmp(bytes.data(), "FORM", 4) == 0;
    const std::uint32_t little = at(4) | at(5) << 8 | at(6) << 16 | at(7) << 24;
    const std::uint32_t big = at(4) << 24 | at(5) << 16 | at(6) << 8 | at(7);
    const std::uint32_t follows = isWav ? little : isAiff ? big : 0;
    constexpr std::uint32_t kUnknown = 0xFFFF0000; // and above
    if (follows == 0 || follows >= kUnknown)
        return 1.0;
    return std::min(1.0,
                    static_cast<double>(bytes.size()) / (static_cast<double>(follows) + kHead));
}

/// Reads one sound from beginning to end.
class SoundReader {
public:
    SoundReader(std::span<const std::byte> bytes, std::string name, base::CancelToken cancel)
        : m_name(std::move(name)),
          m_cancel(std::move(cancel)),
          m_file{.bytes = bytes},
          m_frame(av_frame_alloc()),
          m_packet(av_packet_alloc())
    {
        av_log_set_level(AV_LOG_FATAL); // what is wrong is told by errors
        if (bytes.empty())
            throw base::Error("bad_sound", m_name + " is empty (0 bytes)", kCopyAgain);
        openFile();
        openDecoder();
    }

    [[nodiscard]] Sound read();

private:
    void openFile();
    void openDecoder();
    void requireShort(double seconds) const;
    void send(const AVPacket* packet);
    void prepareResampler();
    void take(const std::uint8_t** planes, int count);
    void requireWhole() const;
    /// Length that the file states, seconds; 0: it does not, or guesses.
    [[nodiscard]] double statedSeconds() const;
    [[nodiscard]] base::Error noSoundFile() const
    {
        return {"bad_sound", m_name + " is not a sound file", kChooseSound};
    }
    [[nodiscard]] base::Error unreadable(const char* packing) const
    {
        return {"unsupported",
                m_name + " is packed in a way that cannot be read here (" + packing + ")",
                "Save the sound as WAV or FLAC."};
    }

    std::string m_name;
    base::CancelToken m_cancel;
    MemoryFile m_file;
    std::unique_ptr<AVIOContext, FreeInput> m_input; // outlives the demuxer
    std::unique_ptr<AVFormatContext, base::CloseDemuxer> m_demuxer;
    std::unique_ptr<AVCodecContext, base::FreeCodec> m_decoder;
    std::unique_ptr<AVFrame, base::FreeFrame> m_frame;
    std::unique_ptr<AVPacket, base::FreePacket> m_packet;
    std::unique_ptr<SwrContext, FreeResampler> m_resampler;
    AVStream* m_stream = nullptr; // the demuxer's
    int m_inputRate = 0;          // that the resampler was made for
    int m_inputFormat = -1;
    int m_inputChannels = 0;
    Sound m_sound;
};

void SoundReader::openFile()
{
    m_input.reset(avio_alloc_context(static_cast<unsigned char*>(av_malloc(kReadBuffer)),
                                     kReadBuffer, 0, &m_file, readMemory, nullptr, seekMemory));
    AVFormatContext* demuxer = avformat_alloc_context();
    demuxer->pb = m_input.get();
    demuxer->interrupt_callback = {base::isCancelled, &m_cancel};
    AVDictionary* settings = nullptr;
    av_dict_set(&settings, "protocol_whitelist", "data", 0);
    av_dict_set(&settings, "format_whitelist", kContainers, 0);
    const int result = avformat_open_input(&demuxer, nullptr, nullptr, &settings);
    av_dict_free(&settings);
    m_cancel.check();
    if (result < 0)
        throw noSoundFile();
    m_demuxer.reset(demuxer);
    if (avformat_find_stream_info(demuxer, nullptr) < 0)
        throw noSoundFile();
    m_cancel.check();
}

void SoundReader::openDecoder()
{
    const int index = av_find_best_stream(m_demuxer.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (index < 0)
        throw base::Error("bad_sound", m_name + " has no sound", kChooseSound);
    m_stream = m_demuxer->streams[index];
    for (unsigned i = 0; i < m_demuxer->nb_streams; ++i)
        m_demuxer->streams[i]->discard =
            static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    const AVCodecParameters& parameters = *m_stream->codecpar;
    const AVCodec* codec = avcodec_find_decoder(parameters.codec_id);
    if (codec == nullptr)
        throw unreadable(avcodec_get_name(parameters.codec_id));
    if (parameters.sample_rate < 1 || parameters.ch_layout.nb_channels < 1)
        throw noSoundFile();
    m_decoder.reset(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(m_decoder.get(), &parameters);
    m_decoder->pkt_timebase = m_stream->time_base;
    if (avcodec_open2(m_decoder.get(), codec, nullptr) < 0)
        throw unreadable(codec->name);
    m_sound.channels = parameters.ch_layout.nb_channels == 1 ? 1 : 2;
    requireShort(statedSeconds());
}

double SoundReader::statedSeconds() const
{
    if (m_demuxer->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE)
        return 0.0;
    return m_stream->duration > 0
               ? static_cast<double>(m_stream->duration) * av_q2d(m_stream->time_base)
               : 0.0;
}

void SoundReader::requireShort(double seconds) const
{
    if (seconds > kLongestSound)
        throw base::Error("bad_sound",
                          m_name + " is longer than " +
                              std::to_string(static_cast<int>(kLongestSound / 60.0)) + " minutes",
                          "Cut out the part that you need.");
}

/// One packet of the file through decoder and resampler; null: what they still hold. A packet that
/// cannot be decoded is left out.
void SoundReader::send(const AVPacket* packet)
{
    avcodec_send_packet(m_decoder.get(), packet);
    while (avcodec_receive_frame(m_decoder.get(), m_frame.get()) == 0) {
        prepareResampler();
        take(const_cast<const std::uint8_t**>(m_frame->extended_data), m_frame->nb_samples);
        requireShort(m_sound.seconds());
    }
}

/// A stream may change its form on the way.
void SoundReader::prepareResampler()
{
    const AVFrame& frame = *m_frame;
    const bool isSame = m_resampler && m_inputRate == frame.sample_rate &&
                        m_inputFormat == frame.format &&
                        m_inputChannels == frame.ch_layout.nb_channels;
    if (isSame)
        return;
    if (m_resampler)
        take(nullptr, 0);
    AVChannelLayout from{}, to{};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&from, frame.ch_layout.nb_channels);
    else
        av_channel_layout_copy(&from, &frame.ch_layout);
    av_channel_layout_default(&to, m_sound.channels);
    SwrContext* made = nullptr;
    const int result = swr_alloc_set_opts2(&made, &to, AV_SAMPLE_FMT_S16, kSampleRate, &from,
                                           static_cast<AVSampleFormat>(frame.format),
                                           frame.sample_rate, 0, nullptr);
    av_channel_layout_uninit(&from);
    m_resampler.reset(made);
    if (result < 0 || swr_init(made) < 0)
        throw unreadable(m_decoder->codec->name);
    m_inputRate = frame.sample_rate;
    m_inputFormat = frame.format;
    m_inputChannels = frame.ch_layout.nb_channels;
}

/// `count` frames of the decoder's form into the sound; null: what the resampler still holds.
void SoundReader::take(const std::uint8_t** planes, int count)
{
    const int most = swr_get_out_samples(m_resampler.get(), count);
    if (most <= 0)
        return;
    const auto channels = static_cast<std::size_t>(m_sound.channels);
    const std::size_t before = m_sound.samples.size();
    m_sound.samples.resize(before + static_cast<std::size_t>(most) * channels);
    auto* out = reinterpret_cast<std::uint8_t*>(m_sound.samples.data() + before);
    const int given = swr_convert(m_resampler.get(), &out, most, planes, count);
    m_sound.samples.resize(before + static_cast<std::size_t>(std::max(given, 0)) * channels);
}

void SoundReader::requireWhole() const
{
    if (m_sound.samples.empty())
        throw noSoundFile();
    const double stated = std::max(statedSeconds(), m_sound.seconds() / shareOf(m_file.bytes));
    if (m_sound.seconds() + kMissing >= stated)
        return;
    char numbers[64];
    std::snprintf(numbers, sizeof numbers, "%.1f of %.1f seconds", m_sound.seconds(), stated);
    throw base::Error("bad_sound", m_name + " is cut off: " + numbers + " could be read",
                      kCopyAgain);
}

Sound SoundReader::read()
{
    while (av_read_frame(m_demuxer.get(), m_packet.get()) >= 0) {
        m_cancel.check();
        if (m_packet->stream_index == m_stream->index)
            send(m_packet.get());
        av_packet_unref(m_packet.get());
    }
    m_cancel.check();
    send(nullptr);
    if (m_resampler)
        take(nullptr, 0);
    requireWhole();
    return std::move(m_sound);
}

} // namespace

Sound readSound(std::span<const std::byte> bytes, const std::string& name,
                const base::CancelToken& cancel)
{
    return SoundReader(bytes, name, cancel).read();
}

} // namespace effigy::sound
