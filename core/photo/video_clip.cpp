// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/media_handles.h"
#include "photo/camera_record.h"
#include "photo/clip_kinds.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace effigy::photo {
namespace {

namespace fs = std::filesystem;

// Containers of moving pictures alone: others of FFmpeg's are lists that make it open further files.
constexpr const char* kContainers = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif,avi,mpeg,mpegts,flv,ogg,asf";
constexpr int kLongestSide = 16384; // pixels
constexpr double kSame = 1e-6;      // seconds
constexpr std::int64_t kMostPixels = std::int64_t{1} << 26;
const char* const kCopyAgain = "Copy or download the video again.";

struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

/// EXIF's number for how pictures of `stream` are to be turned; turns that are no quarters count as none.
int orientationOf(const AVStream& stream)
{
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
    const AVPacketSideData* side = av_packet_side_data_get(stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data,
                                                           AV_PKT_DATA_DISPLAYMATRIX);
    const auto* matrix = side != nullptr ? reinterpret_cast<const std::int32_t*>(side->data) : nullptr;
#else
    const auto* matrix = reinterpret_cast<const std::int32_t*>(av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr));
#endif
    if (matrix == nullptr)
        return 1;
    const double clockwise = -av_display_rotation_get(matrix);
    if (!std::isfinite(clockwise))
        return 1;
    switch ((static_cast<int>(std::lround(clockwise / 90.0)) % 4 + 4) % 4) {
    case 1:
        return 6;
    case 2:
        return 3;
    case 3:
        return 8;
    default:
        return 1;
    }
}

/// FFmpeg's number of the matrix that YUV of `frame` was made with.
int matrixOf(const AVFrame& frame)
{
    constexpr int kHighDefinition = 720; // lines
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
        return SWS_CS_ITU709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return SWS_CS_BT2020;
    case AVCOL_SPC_UNSPECIFIED:
        return frame.height >= kHighDefinition ? SWS_CS_ITU709 : SWS_CS_ITU601;
    default:
        return SWS_CS_ITU601;
    }
}

class VideoClip : public Clip {
public:
    VideoClip(const fs::path& path, const ClipOptions& options, base::CancelToken cancel)
        : m_options(options), m_cancel(std::move(cancel)), m_frame(av_frame_alloc()), m_packet(av_packet_alloc())
    {
        av_log_set_level(AV_LOG_FATAL); // what is wrong is told by shortfall()
        m_info.name = path.filename().string();
        openFile(path);
        openDecoder();
        describe();
        if (m_options.from > 0.0)
            goBefore(m_options.from);
    }

    [[nodiscard]] const ClipInfo& info() const override { return m_info; }
    [[nodiscard]] std::optional<ClipFrame> next() override;
    [[nodiscard]] std::string shortfall() const override;

private:
    void openFile(const fs::path& path);
    void openDecoder();
    void describe();
    void goBefore(double seconds);
    [[nodiscard]] bool decode();
    void feed();
    [[nodiscard]] double timeOfFrame();
    [[nodiscard]] bool isWanted(double time);
    [[nodiscard]] base::Image picture();
    [[nodiscard]] base::Error noVideo() const
    {
        return {"bad_video", m_info.name + " is not a video", "Choose a video (MP4, MOV, WebM, MKV, GIF) or a folder of pictures."};
    }

    ClipOptions m_options;
    base::CancelToken m_cancel;
    ClipInfo m_info;
    std::unique_ptr<AVFormatContext, base::CloseDemuxer> m_demuxer;
    std::unique_ptr<AVCodecContext, base::FreeCodec> m_decoder;
    std::unique_ptr<AVFrame, base::FreeFrame> m_frame;
    std::unique_ptr<AVPacket, base::FreePacket> m_packet;
    std::unique_ptr<SwsContext, FreeScaler> m_scaler;
    AVStream* m_stream = nullptr; // the demuxer's
    int m_orientation = 1;        // EXIF
    int m_storedWidth = 0;        // of pictures before they are turned, reduced
    int m_storedHeight = 0;
    bool m_isDrained = false;
    bool m_isDamaged = false;
    bool m_hasStopped = false;         // before the end, as asked
    std::optional<double> m_firstTime; // of the file's clock
    double m_last = -1.0;              // time of the last picture that was decoded
    double m_due = 0.0;                // from when on the next one is wanted
    int m_given = 0;
};

void VideoClip::openFile(const fs::path& path)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!fs::exists(path))
        throw base::Error("storage", "There is no file " + path.string(), "Check the name.");
    if (error || !fs::is_regular_file(path))
        throw base::Error("storage", path.string() + " cannot be read", "Check the file's permissions");
    if (size == 0)
        throw base::Error("bad_video", m_info.name + " is empty (0 bytes)", kCopyAgain);
    AVFormatContext* demuxer = avformat_alloc_context();
    demuxer->interrupt_callback = {base::isCancelled, &m_cancel};
    AVDictionary* settings = nullptr;
    av_dict_set(&settings, "protocol_whitelist", "file", 0);
    av_dict_set(&settings, "format_whitelist", kContainers, 0);
    const int result = avformat_open_input(&demuxer, ("file:" + path.string()).c_str(), nullptr, &settings);
    av_dict_free(&settings);
    m_cancel.check();
    if (result == AVERROR(EACCES))
        throw base::Error("storage", path.string() + " cannot be read", "Check the file's permissions");
    if (result < 0)
        throw noVideo();
    m_demuxer.reset(demuxer);
    if (avformat_find_stream_info(demuxer, nullptr) < 0)
        throw noVideo();
    m_cancel.check();
}

void VideoClip::openDecoder()
{
    const int index = av_find_best_stream(m_demuxer.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (index < 0)
        throw base::Error("bad_video", m_info.name + " has sound but no pictures", "Choose another video.");
    m_stream = m_demuxer->streams[index];
    for (unsigned i = 0; i < m_demuxer->nb_streams; ++i)
        m_demuxer->streams[i]->discard = static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    const AVCodecParameters& parameters = *m_stream->codecpar;
    const AVCodec* codec = avcodec_find_decoder(parameters.codec_id);
    if (codec == nullptr)
        throw base::Error("unsupported", m_info.name + " is packed in a way that cannot be read here (" + avcodec_get_name(parameters.codec_id) + ")",
                          "Save the video as MP4 with H.264.");
    if (parameters.width < 1 || parameters.height < 1)
        throw noVideo();
    if (parameters.width > kLongestSide || parameters.height > kLongestSide || std::int64_t{parameters.width} * parameters.height > kMostPixels)
        throw base::Error("bad_video",
                          m_info.name + " has pictures of " + std::to_string(parameters.width) + " x " + std::to_string(parameters.height) + " pixels",
                          "Make the video smaller: 1280 pixels across are plenty.");
    m_decoder.reset(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(m_decoder.get(), &parameters);
    m_decoder->thread_count = 0; // as many as there are cores
    m_decoder->pkt_timebase = m_stream->time_base;
    if (avcodec_open2(m_decoder.get(), codec, nullptr) < 0)
        throw base::Error("unsupported", m_info.name + " is packed in a way that cannot be read here (" + codec->name + ")",
                          "Save the video as MP4 with H.264.");
}

void VideoClip::describe()
{
    const AVCodecParameters& parameters = *m_stream->codecpar;
    const AVRational aspect = av_guess_sample_aspect_ratio(m_demuxer.get(), m_stream, nullptr);
    const double stretch = aspect.num > 0 && aspect.den > 0 ? std::clamp(av_q2d(aspect), 0.1, 10.0) : 1.0;
    const double width = parameters.width * stretch, height = parameters.height;
    const double scale = std::min(1.0, m_options.maxSide / std::max(width, height));
    m_storedWidth = std::max(1, static_cast<int>(std::lround(scale * width)));
    m_storedHeight = std::max(1, static_cast<int>(std::lround(scale * height)));
    m_orientation = orientationOf(*m_stream);
    const bool isOnItsSide = m_orientation >= 5;
    m_info.width = isOnItsSide ? m_storedHeight : m_storedWidth;
    m_info.height = isOnItsSide ? m_storedWidth : m_storedHeight;
    if (m_stream->avg_frame_rate.num > 0 && m_stream->avg_frame_rate.den > 0)
        m_info.fps = av_q2d(m_stream->avg_frame_rate);
    if (m_stream->duration > 0)
        m_info.seconds = static_cast<double>(m_stream->duration) * av_q2d(m_stream->time_base);
    else if (m_demuxer->duration > 0 && m_demuxer->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE)
        m_info.seconds = static_cast<double>(m_demuxer->duration) / AV_TIME_BASE;
    m_info.expected = expectedPictures(m_info, m_options);
    if (m_stream->start_time != AV_NOPTS_VALUE)
        m_firstTime = static_cast<double>(m_stream->start_time) * av_q2d(m_stream->time_base);
}

/// To a picture that can be decoded by itself, `seconds` or earlier. A file that cannot do so is read from its beginning.
void VideoClip::goBefore(double seconds)
{
    if (!m_firstTime)
        return;
    const auto at = static_cast<std::int64_t>((seconds + *m_firstTime) / av_q2d(m_stream->time_base));
    if (av_seek_frame(m_demuxer.get(), m_stream->index, at, AVSEEK_FLAG_BACKWARD) < 0)
        av_seek_frame(m_demuxer.get(), m_stream->index, 0, AVSEEK_FLAG_BACKWARD | AVSEEK_FLAG_ANY);
}

/// The next picture into m_frame; false at the end.
bool VideoClip::decode()
{
    for (;;) {
        const int result = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (result == 0) {
            if ((m_frame->flags & AV_FRAME_FLAG_CORRUPT) == 0 && m_frame->decode_error_flags == 0)
                return true;
            m_isDamaged = true;
            continue;
        }
        if (result == AVERROR_EOF)
            return false;
        if (result != AVERROR(EAGAIN))
            m_isDamaged = true;
        if (m_isDrained)
            return false;
        feed();
    }
}

/// One packet of the file into the decoder, or the news that there are no more.
void VideoClip::feed()
{
    for (;;) {
        m_cancel.check();
        const int result = av_read_frame(m_demuxer.get(), m_packet.get());
        m_cancel.check();
        if (result < 0) {
            m_isDamaged = m_isDamaged || result != AVERROR_EOF || (m_demuxer->pb != nullptr && m_demuxer->pb->error < 0);
            m_isDrained = true;
            avcodec_send_packet(m_decoder.get(), nullptr);
            return;
        }
        const bool isOurs = m_packet->stream_index == m_stream->index;
        if (isOurs) {
            m_isDamaged = m_isDamaged || (m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
            const int sent = avcodec_send_packet(m_decoder.get(), m_packet.get());
            m_isDamaged = m_isDamaged || sent < 0;
        }
        av_packet_unref(m_packet.get());
        if (isOurs)
            return;
    }
}

double VideoClip::timeOfFrame()
{
    const std::int64_t stamp = m_frame->best_effort_timestamp;
    if (stamp == AV_NOPTS_VALUE)
        return m_last < 0.0 ? 0.0 : m_last + 1.0 / (m_info.fps > 0.0 ? m_info.fps : 25.0);
    const double time = static_cast<double>(stamp) * av_q2d(m_stream->time_base);
    if (!m_firstTime)
        m_firstTime = time;
    return time - *m_firstTime;
}

bool VideoClip::isWanted(double time)
{
    const bool goesForward = time > m_last;
    m_last = std::max(m_last, time);
    const double early = m_options.mostFps ? 0.25 / *m_options.mostFps : 0.0; // files round times
    if (!goesForward || time < m_options.from - kSame || time < m_due - early)
        return false;
    if (m_options.mostFps)
        m_due = std::max(m_due + 1.0 / *m_options.mostFps, time + 0.5 / *m_options.mostFps);
    return true;
}

base::Image VideoClip::picture()
{
    AVFrame& frame = *m_frame;
    m_scaler.reset(sws_getCachedContext(m_scaler.release(), frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), m_storedWidth,
                                        m_storedHeight, AV_PIX_FMT_RGB24, SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
    if (m_scaler == nullptr)
        throw base::Error("unsupported", m_info.name + " is packed in a way that cannot be read here (" +
                                             av_get_pix_fmt_name(static_cast<AVPixelFormat>(frame.format)) + ")",
                          "Save the video as MP4 with H.264.");
    const int* matrix = sws_getCoefficients(matrixOf(frame));
    sws_setColorspaceDetails(m_scaler.get(), matrix, frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0, matrix, 1, 0, 1 << 16, 1 << 16);
    base::Image image(m_storedWidth, m_storedHeight, 3);
    std::uint8_t* const planes[] = {image.pixels.data(), nullptr, nullptr, nullptr};
    const int strides[] = {3 * m_storedWidth, 0, 0, 0};
    sws_scale(m_scaler.get(), frame.data, frame.linesize, 0, frame.height, planes, strides);
    return upright(std::move(image), m_orientation);
}

std::optional<ClipFrame> VideoClip::next()
{
    m_cancel.check();
    while (!m_hasStopped && decode()) {
        m_cancel.check();
        const double time = timeOfFrame();
        if (m_options.to && time >= *m_options.to - kSame) {
            m_hasStopped = true;
            break;
        }
        if (!isWanted(time))
            continue;
        ++m_given;
        return ClipFrame{.time = time, .image = picture()};
    }
    if (m_given == 0)
        throw nothingInside(m_info, m_options);
    return std::nullopt;
}

std::string VideoClip::shortfall() const
{
    constexpr double kFrames = 3.0; // players and muxers do not agree to the last one
    const double frame = m_info.fps > 0.0 ? 1.0 / m_info.fps : 0.04;
    const bool isCut = !m_hasStopped && m_info.seconds > 0.0 && m_last + kFrames * frame < m_info.seconds;
    char numbers[64];
    std::snprintf(numbers, sizeof numbers, "%.1f of %.1f seconds", m_last + frame, m_info.seconds);
    if (isCut)
        return m_info.name + " is cut off: " + numbers + " could be read.";
    return m_isDamaged ? "Parts of " + m_info.name + " are damaged and were left out." : std::string();
}

} // namespace

std::unique_ptr<Clip> openVideoClip(const fs::path& path, const ClipOptions& options, const base::CancelToken& cancel)
{
    return std::make_unique<VideoClip>(path, options, cancel);
}

} // namespace effigy::photo
