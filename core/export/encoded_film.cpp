// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/encoded_film.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/film_resources.h"
#include "export/sound_stream.h"

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <cmath>
#include <cstring>

namespace effigy::exporter {

std::string reason(int error)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(error, text, sizeof text);
    return text;
}

void checkWrite(int result, const std::filesystem::path& path)
{
    if (result < 0)
        throw base::Error("storage", "Cannot write " + path.string() + ": " + reason(result),
                          "Choose another folder, or free some space.");
}

void writeEncoded(AVCodecContext& codec, const AVFrame* frame, AVPacket& packet, std::int64_t duration, AVStream& stream,
                  AVFormatContext& muxer, const std::filesystem::path& path)
{
    checkWrite(avcodec_send_frame(&codec, frame), path);
    for (;;) {
        const int result = avcodec_receive_packet(&codec, &packet);
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return;
        checkWrite(result, path);
        packet.stream_index = stream.index;
        if (duration > 0)
            packet.duration = duration;
        av_packet_rescale_ts(&packet, codec.time_base, stream.time_base);
        checkWrite(av_interleaved_write_frame(&muxer, &packet), path);
    }
}

namespace {

struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
struct CloseMuxer {
    void operator()(AVFormatContext* muxer) const
    {
        if (muxer->pb != nullptr)
            avio_closep(&muxer->pb);
        avformat_free_context(muxer);
    }
};

const AVCodec* findEncoder(const FilmFormat& format)
{
    std::string names;
    for (const char* name : format.encoders) {
        if (const AVCodec* found = avcodec_find_encoder_by_name(name))
            return found;
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    throw base::Error("unsupported",
                      "No encoder for " + std::string(format.container) + " is installed (" +
                          names + ")",
                      "Install FFmpeg's libraries with that encoder, or choose another format.");
}

AVRational frameRate(double fps)
{
    return av_d2q(fps, 1001000);
}

} // namespace

struct EncodedFilm::State {
    explicit State(const std::filesystem::path& target) : path(target), file(target) {}

    std::filesystem::path path;
    base::AtomicFile file; // outlives the muxer, which has it open
    std::unique_ptr<AVFormatContext, CloseMuxer> muxer;
    std::unique_ptr<AVCodecContext, base::FreeCodec> codec;
    std::unique_ptr<AVFrame, base::FreeFrame> frame;
    std::unique_ptr<AVPacket, base::FreePacket> packet;
    std::unique_ptr<SwsContext, FreeScaler> scaler;
    AVPixelFormat scalerInput = AV_PIX_FMT_NONE;
    AVStream* stream = nullptr; // the muxer's
    std::unique_ptr<SoundStream> sound; // null: silent
    int frames = 0;

    void openCodec(const FilmFormat& format, int width, int height, double fps);
    void openFile();
    void allocateFrame();
    void scale(const std::uint8_t* pixels, AVPixelFormat from, int channels);
    void copyIndices(const std::uint8_t* pixels, const std::uint32_t* palette);
    void encode(const AVFrame* picture);
};

void EncodedFilm::State::openCodec(const FilmFormat& format, int width, int height, double fps)
{
    const AVCodec* encoder = findEncoder(format);
    AVFormatContext* opened = nullptr;
    if (avformat_alloc_output_context2(&opened, nullptr, format.container,
                                       file.temporary().c_str()) < 0)
        throw base::Error("unsupported",
                          "FFmpeg cannot write " + std::string(format.container) + " files");
    muxer.reset(opened);
    muxer->flags |= AVFMT_FLAG_BITEXACT; // no date and no version in the file: the same frames give
                                         // the same bytes
    stream = avformat_new_stream(muxer.get(), nullptr);
    codec.reset(avcodec_alloc_context3(encoder));
    codec->width = width;
    codec->height = height;
    codec->pix_fmt = av_get_pix_fmt(format.pixelFormat);
    codec->framerate = frameRate(fps);
    codec->time_base = av_inv_q(codec->framerate);
    codec->bit_rate = format.bitRate;
    codec->flags |= AV_CODEC_FLAG_BITEXACT;
    if ((muxer->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    const auto* layout = av_pix_fmt_desc_get(codec->pix_fmt);
    if ((layout->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) == 0) {
        codec->color_range = AVCOL_RANGE_MPEG;
        codec->colorspace = AVCOL_SPC_BT709;
        codec->color_primaries = AVCOL_PRI_BT709;
        codec->color_trc = AVCOL_TRC_BT709;
    }
    for (const auto& [name, value] : format.settings)
        av_opt_set(codec.get(), name, value.c_str(), AV_OPT_SEARCH_CHILDREN);
    if (const int result = avcodec_open2(codec.get(), encoder, nullptr); result < 0)
        throw base::Error("unsupported",
                          std::string(encoder->name) + " cannot encode " + std::to_string(width) +
                              " x " + std::to_string(height) + " frames: " + reason(result),
                          "Choose another size or format.");
    stream->time_base = codec->time_base;
    stream->avg_frame_rate = codec->framerate;
    avcodec_parameters_from_context(stream->codecpar, codec.get());
}

void EncodedFilm::State::openFile()
{
    checkWrite(avio_open(&muxer->pb, file.temporary().c_str(), AVIO_FLAG_WRITE), path);
    AVDictionary* settings = nullptr;
    av_dict_set(&settings, "movflags", "+faststart",
                0); // plays while it downloads; other muxers ignore it
    const int result = avformat_write_header(muxer.get(), &settings);
    av_dict_free(&settings);
    checkWrite(result, path);
}

void EncodedFilm::State::allocateFrame()
{
    frame.reset(av_frame_alloc());
    packet.reset(av_packet_alloc());
    frame->format = codec->pix_fmt;
    frame->width = codec->width;
    frame->height = codec->height;
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        throw base::Error("out_of_memory", "There is no memory for a frame of the film",
                          "Choose a smaller size.");
}

void EncodedFilm::State::scale(const std::uint8_t* pixels, AVPixelFormat from, int channels)
{
    if (scaler == nullptr || scalerInput != from) {
        scaler.reset(sws_getContext(
            codec->width, codec->height, from, codec->width, codec->height, codec->pix_fmt,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
        base::require(scaler != nullptr, "FFmpeg converts between the formats of frame and film");
        // Without this swscale takes BT.601 and colours shift in players that believe the tag.
        const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(scaler.get(), bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
        scalerInput = from;
    }
    const std::uint8_t* const planes[] = {pixels, nullptr, nullptr, nullptr};
    const int strides[] = {channels * codec->width, 0, 0, 0};
    sws_scale(scaler.get(), planes, strides, 0, codec->height, frame->data, frame->linesize);
}

void EncodedFilm::State::copyIndices(const std::uint8_t* pixels, const std::uint32_t* palette)
{
    for (int y = 0; y < codec->height; ++y)
        std::memcpy(frame->data[0] + static_cast<std::ptrdiff_t>(y) * frame->linesize[0],
                    pixels + static_cast<std::ptrdiff_t>(y) * codec->width,
                    static_cast<std::size_t>(codec->width));
    std::memcpy(frame->data[1], palette, 256 * sizeof(std::uint32_t));
}

void EncodedFilm::State::encode(const AVFrame* picture)
{
    writeEncoded(*codec, picture, *packet, 1, *stream, *muxer, path);
}

EncodedFilm::EncodedFilm(const std::filesystem::path& path, const FilmFormat& format, int width,
                         int height, double fps)
    : m_state(std::make_unique<State>(path))
{
    av_log_set_level(AV_LOG_ERROR);
    m_state->openCodec(format, width, height, fps);
    if (format.sound)
        m_state->sound = std::make_unique<SoundStream>(m_state->muxer.get(), format.sound,
                                                       format.soundEncoder, path);
    m_state->openFile();
    m_state->allocateFrame();
}

EncodedFilm::~EncodedFilm() = default;

void EncodedFilm::add(const std::uint8_t* pixels, FrameLayout layout, const std::uint32_t* palette)
{
    auto& s = *m_state;
    // The encoder may still hold the last frame's pixels.
    if (av_frame_make_writable(s.frame.get()) < 0)
        throw base::Error("out_of_memory", "There is no memory for a frame of the film",
                          "Choose a smaller size.");
    if (layout == FrameLayout::Palette)
        s.copyIndices(pixels, palette);
    else if (layout == FrameLayout::Rgb)
        s.scale(pixels, AV_PIX_FMT_RGB24, 3);
    else
        s.scale(pixels, AV_PIX_FMT_RGBA, 4);
    s.frame->pts = s.frames;
    s.encode(s.frame.get());
    ++s.frames;
    if (s.sound)
        s.sound->writeUntil(s.frames * av_q2d(s.codec->time_base));
}

void EncodedFilm::finish()
{
    auto& s = *m_state;
    base::require(s.frames > 0, "a film has at least one frame");
    s.encode(nullptr);
    if (s.sound)
        s.sound->finish();
    checkWrite(av_write_trailer(s.muxer.get()), s.path);
    avio_flush(s.muxer->pb);
    checkWrite(s.muxer->pb->error, s.path);
    checkWrite(avio_closep(&s.muxer->pb), s.path);
    s.file.commit();
}

int EncodedFilm::frameCount() const
{
    return m_state->frames;
}

std::string EncodedFilm::encoderName() const
{
    return m_state->codec->codec->name;
}

} // namespace effigy::exporter
