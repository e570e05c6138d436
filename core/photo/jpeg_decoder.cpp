// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decoders.h"
#include "photo/picture_sink.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>

namespace effigy::photo {
namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr int kIccMarker = JPEG_APP0 + 2;
constexpr int kMaxScans = 1000; // a real progressive photo has about ten; more is a file made to keep us busy

/// libjpeg leaves by longjmp; nothing with a destructor may live between setjmp and the call that fails.
struct JumpingErrors {
    jpeg_error_mgr manager{};
    std::jmp_buf jump{};
    char reason[JMSG_LENGTH_MAX] = {};
    bool isCutOff = false;
};

JumpingErrors& errorsOf(j_common_ptr info) { return *static_cast<JumpingErrors*>(info->client_data); }

void leave(j_common_ptr info)
{
    JumpingErrors& errors = errorsOf(info);
    info->err->format_message(info, errors.reason);
    std::longjmp(errors.jump, 1);
}

void note(j_common_ptr info, int level)
{
    const int code = info->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
        errorsOf(info).isCutOff = true;
}

void countScans(j_common_ptr info)
{
    if (info->is_decompressor && reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMaxScans) {
        std::snprintf(errorsOf(info).reason, JMSG_LENGTH_MAX, "it has too many scans");
        std::longjmp(errorsOf(info).jump, 1);
    }
}

class JpegReader {
public:
    explicit JpegReader(const DecodeJob& job) : m_job(job)
    {
        m_info.err = jpeg_std_error(&m_errors.manager);
        m_info.client_data = &m_errors;
        m_errors.manager.error_exit = leave;
        m_errors.manager.emit_message = note;
        m_progress.progress_monitor = countScans;
        try {
            open();
        } catch (...) {
            jpeg_destroy_decompress(&m_info); // no destructor runs for a half-made reader
            throw;
        }
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    [[nodiscard]] const jpeg_decompress_struct& info() const { return m_info; }

    /// Asks for the layout nearest to the file's and for the smallest scale that still has `maxSide` pixels.
    RowLayout start(int maxSide)
    {
        const bool isInk = m_info.jpeg_color_space == JCS_CMYK || m_info.jpeg_color_space == JCS_YCCK;
        const bool isGrey = m_info.jpeg_color_space == JCS_GRAYSCALE;
        m_info.out_color_space = isInk ? JCS_CMYK : isGrey ? JCS_GRAYSCALE : JCS_RGB;
        const long longer = std::max(m_info.image_width, m_info.image_height);
        m_info.scale_denom = 8;
        m_info.scale_num = 8;
        while (m_info.scale_num > 1 && longer * (m_info.scale_num / 2) / 8 >= maxSide)
            m_info.scale_num /= 2;
        guarded([this] { jpeg_start_decompress(&m_info); });
        return {.width = static_cast<int>(m_info.output_width),
                .height = static_cast<int>(m_info.output_height),
                .model = isInk ? ColourModel::Cmyk : isGrey ? ColourModel::Grey : ColourModel::Rgb,
                .isInkInverted = isInk && m_info.saw_Adobe_marker};
    }

    void readRow(std::uint8_t* row)
    {
        guarded([this, row] {
            JSAMPROW rows[] = {row};
            jpeg_read_scanlines(&m_info, rows, 1);
        });
        if (m_errors.isCutOff)
            throw cutOff(m_job);
    }

    std::vector<std::byte> iccProfile()
    {
        JOCTET* data = nullptr;
        unsigned int size = 0;
        guarded([&] { jpeg_read_icc_profile(&m_info, &data, &size); });
        const auto* first = reinterpret_cast<const std::byte*>(data);
        std::vector<std::byte> profile(first, first + (data ? size : 0));
        std::free(data);
        return profile;
    }

    [[nodiscard]] CameraRecord camera() const
    {
        for (auto* marker = m_info.marker_list; marker; marker = marker->next)
            if (marker->marker == kExifMarker && marker->data_length > 6 && std::memcmp(marker->data, "Exif\0", 6) == 0)
                return readExif({reinterpret_cast<const std::byte*>(marker->data), marker->data_length});
        return {};
    }

private:
    void open()
    {
        guarded([this] {
            jpeg_create_decompress(&m_info);
            m_info.progress = &m_progress;
            jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(m_job.bytes.data()), m_job.bytes.size());
            jpeg_save_markers(&m_info, kExifMarker, 0xFFFF);
            jpeg_save_markers(&m_info, kIccMarker, 0xFFFF);
            jpeg_read_header(&m_info, TRUE);
        });
    }

    template <typename Call>
    void guarded(const Call& call)
    {
        if (setjmp(m_errors.jump) != 0)
            throw m_errors.isCutOff ? cutOff(m_job) : damaged(m_job, m_errors.reason);
        call();
    }

    const DecodeJob& m_job;
    JumpingErrors m_errors;
    jpeg_progress_mgr m_progress{};
    jpeg_decompress_struct m_info{};
};

} // namespace

DecodedPicture decodeJpeg(const DecodeJob& job)
{
    JpegReader reader(job);
    checkSize(job, reader.info().image_width, reader.info().image_height);
    const std::vector<std::byte> profile = reader.iccProfile();
    const RowLayout layout = reader.start(job.options.maxSide);
    PictureSink sink(layout, profile, job.options.maxSide);
    std::vector<std::uint8_t> row(layout.rowBytes());
    for (int y = 0; y < layout.height; ++y) {
        reader.readRow(row.data());
        sink.addRow(row.data());
    }
    return {.rgba = sink.take(),
            .camera = reader.camera(),
            .fullWidth = static_cast<int>(reader.info().image_width),
            .fullHeight = static_cast<int>(reader.info().image_height)};
}

} // namespace effigy::photo
