// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decoders.h"
#include "photo/picture_sink.h"

#include <algorithm>
#include <bit>
#include <csetjmp>
#include <cstring>
#include <vector>

#include <png.h>

namespace effigy::photo {
namespace {

constexpr std::int64_t kMaxInterlacedBytes = std::int64_t{2} << 30; // such pictures have to be unpacked whole

/// libpng leaves by longjmp; nothing with a destructor may live between setjmp and the call that fails.
class PngReader {
public:
    explicit PngReader(const DecodeJob& job) : m_job(job)
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, leave, ignore);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
        if (!m_info) {
            png_destroy_read_struct(&m_png, nullptr, nullptr);
            throw base::Error("out_of_memory", "There is not enough memory to read " + job.name);
        }
        try {
            guarded([this] {
                png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
                png_set_read_fn(m_png, this, read);
                png_read_info(m_png, m_info);
            });
        } catch (...) {
            png_destroy_read_struct(&m_png, &m_info, nullptr); // no destructor runs for a half-made reader
            throw;
        }
    }
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    [[nodiscard]] int width() const { return static_cast<int>(png_get_image_width(m_png, m_info)); }
    [[nodiscard]] int height() const { return static_cast<int>(png_get_image_height(m_png, m_info)); }
    [[nodiscard]] bool isInterlaced() const { return m_passes > 1; }

    /// Asks for 8 or 16 bits, grey or RGB, with alpha where the file has any.
    RowLayout start()
    {
        guarded([this] {
            png_set_expand(m_png);
            if (std::endian::native == std::endian::little)
                png_set_swap(m_png);
            m_passes = png_set_interlace_handling(m_png);
            png_read_update_info(m_png, m_info);
        });
        const int channels = png_get_channels(m_png, m_info);
        return {.width = width(),
                .height = height(),
                .model = channels <= 2 ? ColourModel::Grey : ColourModel::Rgb,
                .bits = png_get_bit_depth(m_png, m_info),
                .hasAlpha = channels == 2 || channels == 4};
    }

    void readRow(std::uint8_t* row)
    {
        guarded([this, row] { png_read_row(m_png, row, nullptr); });
    }
    void readAll(std::vector<std::uint8_t*>& rows)
    {
        guarded([this, &rows] { png_read_image(m_png, rows.data()); });
    }
    void finish()
    {
        guarded([this] { png_read_end(m_png, m_info); });
    }

    [[nodiscard]] std::span<const std::byte> iccProfile() const
    {
        png_charp name = nullptr;
        int compression = 0;
        png_bytep data = nullptr;
        png_uint_32 size = 0;
        if (!png_get_iCCP(m_png, m_info, &name, &compression, &data, &size))
            return {};
        return {reinterpret_cast<const std::byte*>(data), size};
    }

    [[nodiscard]] CameraRecord camera() const
    {
        png_uint_32 size = 0;
        png_bytep data = nullptr;
        if (!png_get_eXIf_1(m_png, m_info, &size, &data))
            return {};
        return readExif({reinterpret_cast<const std::byte*>(data), size});
    }

private:
    static void leave(png_structp png, png_const_charp reason)
    {
        auto* self = static_cast<PngReader*>(png_get_error_ptr(png));
        std::strncpy(self->m_reason, reason, sizeof self->m_reason - 1);
        std::longjmp(self->m_jump, 1);
    }
    static void ignore(png_structp, png_const_charp) {}
    static void read(png_structp png, png_bytep to, std::size_t count)
    {
        auto* self = static_cast<PngReader*>(png_get_io_ptr(png));
        if (count > self->m_job.bytes.size() - self->m_at) {
            self->m_isCutOff = true;
            png_error(png, "end of file");
        }
        std::memcpy(to, self->m_job.bytes.data() + self->m_at, count);
        self->m_at += count;
    }

    template <typename Call>
    void guarded(const Call& call)
    {
        if (setjmp(m_jump) != 0)
            throw m_isCutOff ? cutOff(m_job) : damaged(m_job, m_reason);
        call();
    }

    const DecodeJob& m_job;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::jmp_buf m_jump{};
    char m_reason[128] = {};
    std::size_t m_at = 0;
    int m_passes = 1;
    bool m_isCutOff = false;
};

void readInterlaced(PngReader& reader, const RowLayout& layout, const DecodeJob& job, PictureSink& sink)
{
    const auto rowBytes = static_cast<std::int64_t>(layout.rowBytes());
    if (rowBytes * layout.height > kMaxInterlacedBytes)
        throw base::Error("bad_photo", job.name + " is too large for an interlaced PNG",
                          "Save it without interlacing, or make it smaller.");
    std::vector<std::uint8_t> all(static_cast<std::size_t>(rowBytes) * layout.height);
    std::vector<std::uint8_t*> rows;
    for (int y = 0; y < layout.height; ++y)
        rows.push_back(all.data() + static_cast<std::size_t>(rowBytes) * y);
    reader.readAll(rows);
    for (const std::uint8_t* row : rows)
        sink.addRow(row);
}

} // namespace

DecodedPicture decodePng(const DecodeJob& job)
{
    PngReader reader(job);
    checkSize(job, reader.width(), reader.height());
    const RowLayout layout = reader.start();
    PictureSink sink(layout, reader.iccProfile(), job.options.maxSide);
    if (reader.isInterlaced()) {
        readInterlaced(reader, layout, job, sink);
    } else {
        std::vector<std::uint8_t> row(layout.rowBytes());
        for (int y = 0; y < layout.height; ++y) {
            reader.readRow(row.data());
            sink.addRow(row.data());
        }
    }
    reader.finish();
    return {.rgba = sink.take(), .camera = reader.camera(), .fullWidth = reader.width(), .fullHeight = reader.height()};
}

} // namespace effigy::photo
