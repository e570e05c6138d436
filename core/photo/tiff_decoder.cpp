// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decoders.h"
#include "photo/picture_sink.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include <tiffio.h>

namespace effigy::photo {
namespace {

constexpr std::int64_t kMaxRgbaPixels = 250'000'000; // of the kinds that libtiff can only unpack whole

/// The file in memory, and what libtiff complained about last.
struct Source {
    const DecodeJob& job;
    std::uint64_t at = 0;
    bool isCutOff = false;
    char reason[160] = {};
};

tmsize_t readBytes(thandle_t handle, void* to, tmsize_t count)
{
    auto& source = *static_cast<Source*>(handle);
    const std::uint64_t size = source.job.bytes.size();
    const auto wanted = static_cast<std::uint64_t>(count);
    const std::uint64_t given = source.at < size ? std::min(wanted, size - source.at) : 0;
    source.isCutOff = source.isCutOff || given < wanted;
    if (given > 0)
        std::memcpy(to, source.job.bytes.data() + source.at, given);
    source.at += given;
    return static_cast<tmsize_t>(given);
}

toff_t seek(thandle_t handle, toff_t offset, int whence)
{
    auto& source = *static_cast<Source*>(handle);
    const std::uint64_t from = whence == SEEK_CUR ? source.at : whence == SEEK_END ? source.job.bytes.size() : 0;
    source.at = from + offset;
    return source.at;
}

tmsize_t refuseWrite(thandle_t, void*, tmsize_t) { return 0; }
int closeNothing(thandle_t) { return 0; }
toff_t sizeOf(thandle_t handle) { return static_cast<Source*>(handle)->job.bytes.size(); }

int keepReason(TIFF*, void* source, const char*, const char* format, va_list arguments)
{
    auto& kept = *static_cast<Source*>(source);
    std::vsnprintf(kept.reason, sizeof kept.reason, format, arguments);
    return 1;
}
int dropWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, CloseTiff>;

base::Error failure(const Source& source)
{
    const bool isShort = source.isCutOff || std::strstr(source.reason, "Read error") != nullptr;
    return isShort ? cutOff(source.job) : damaged(source.job, source.reason);
}

Tiff open(Source& source)
{
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options, keepReason, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options, dropWarning, nullptr);
    Tiff tiff(TIFFClientOpenExt(source.job.name.c_str(), "rm", &source, readBytes, refuseWrite, seek, closeNothing, sizeOf,
                                nullptr, nullptr, options));
    TIFFOpenOptionsFree(options);
    if (!tiff)
        throw failure(source);
    return tiff;
}

std::uint16_t tag16(TIFF* tiff, std::uint32_t tag)
{
    std::uint16_t value = 0;
    TIFFGetFieldDefaulted(tiff, tag, &value);
    return value;
}

/// How rows can be read one by one, or nothing when the file is of a rarer kind (tiles, palettes, separate planes).
std::optional<RowLayout> plainLayout(TIFF* tiff, int width, int height)
{
    const int bits = tag16(tiff, TIFFTAG_BITSPERSAMPLE);
    const int samples = tag16(tiff, TIFFTAG_SAMPLESPERPIXEL);
    const int photometric = tag16(tiff, TIFFTAG_PHOTOMETRIC);
    if (TIFFIsTiled(tiff) || tag16(tiff, TIFFTAG_PLANARCONFIG) != PLANARCONFIG_CONTIG || (bits != 8 && bits != 16)
        || tag16(tiff, TIFFTAG_SAMPLEFORMAT) != SAMPLEFORMAT_UINT)
        return std::nullopt;
    RowLayout layout{.width = width, .height = height, .bits = bits};
    int colours = 3;
    if (photometric == PHOTOMETRIC_MINISBLACK) {
        layout.model = ColourModel::Grey;
        colours = 1;
    } else if (photometric == PHOTOMETRIC_SEPARATED && tag16(tiff, TIFFTAG_INKSET) == INKSET_CMYK) {
        layout.model = ColourModel::Cmyk;
        colours = 4;
    } else if (photometric != PHOTOMETRIC_RGB) {
        return std::nullopt;
    }
    std::uint16_t extraCount = 0;
    std::uint16_t* extras = nullptr;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extraCount, &extras);
    layout.hasAlpha = samples == colours + 1;
    if (samples != colours && !(layout.hasAlpha && extraCount == 1 && extras[0] == EXTRASAMPLE_UNASSALPHA))
        return std::nullopt;
    return layout;
}

void readRows(TIFF* tiff, const RowLayout& layout, const Source& source, PictureSink& sink)
{
    std::vector<std::uint8_t> row(std::max<std::size_t>(layout.rowBytes(), TIFFScanlineSize(tiff)));
    for (int y = 0; y < layout.height; ++y) {
        if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y)) != 1)
            throw failure(source);
        sink.addRow(row.data());
    }
}

/// Undoes the premultiplication that libtiff's own reader applies.
void straighten(std::uint8_t* rgba, int width)
{
    for (int x = 0; x < width; ++x, rgba += 4)
        for (int c = 0; c < 3 && rgba[3] > 0 && rgba[3] < 255; ++c)
            rgba[c] = static_cast<std::uint8_t>(std::min(255, (rgba[c] * 255 + rgba[3] / 2) / rgba[3]));
}

/// libtiff's own conversion to 8-bit RGBA, for every kind it knows.
void readWhole(TIFF* tiff, const RowLayout& layout, const Source& source, PictureSink& sink)
{
    const std::int64_t pixels = static_cast<std::int64_t>(layout.width) * layout.height;
    if (pixels > kMaxRgbaPixels)
        throw base::Error("bad_photo", source.job.name + " is too large for a TIFF of its kind", "Save it as JPEG or PNG.");
    TIFFRGBAImage reader;
    char reason[1024] = {};
    if (!TIFFRGBAImageBegin(&reader, tiff, 1, reason))
        throw base::Error("unsupported", source.job.name + " is a kind of TIFF that cannot be read here (" + reason + ")",
                          "Save it as JPEG or PNG.");
    reader.req_orientation = reader.orientation; // turning upright is the caller's part
    std::vector<std::uint32_t> raster(static_cast<std::size_t>(pixels));
    const bool isRead = TIFFRGBAImageGet(&reader, raster.data(), static_cast<std::uint32_t>(layout.width),
                                         static_cast<std::uint32_t>(layout.height))
                        != 0;
    TIFFRGBAImageEnd(&reader);
    if (!isRead)
        throw failure(source);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(layout.width) * 4);
    for (int y = 0; y < layout.height; ++y) {
        for (int x = 0; x < layout.width; ++x) {
            const std::uint32_t value = raster[static_cast<std::size_t>(y) * layout.width + x];
            row[4 * x] = static_cast<std::uint8_t>(TIFFGetR(value));
            row[4 * x + 1] = static_cast<std::uint8_t>(TIFFGetG(value));
            row[4 * x + 2] = static_cast<std::uint8_t>(TIFFGetB(value));
            row[4 * x + 3] = static_cast<std::uint8_t>(TIFFGetA(value));
        }
        straighten(row.data(), layout.width);
        sink.addRow(row.data());
    }
}

/// Orientation and lens. Moves the reader to another directory, so it comes last.
CameraRecord camera(TIFF* tiff)
{
    CameraRecord record;
    const int orientation = tag16(tiff, TIFFTAG_ORIENTATION);
    record.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    toff_t exif = 0;
    if (TIFFGetField(tiff, TIFFTAG_EXIFIFD, &exif) && TIFFReadEXIFDirectory(tiff, exif)) {
        std::uint16_t film = 0;
        float focal = 0.0F;
        if (TIFFGetField(tiff, EXIFTAG_FOCALLENGTHIN35MMFILM, &film))
            record.focalLength35Mm = film;
        if (TIFFGetField(tiff, EXIFTAG_FOCALLENGTH, &focal))
            record.focalLengthMm = focal;
    }
    return record;
}

} // namespace

DecodedPicture decodeTiff(const DecodeJob& job)
{
    Source source{.job = job};
    const Tiff tiff = open(source);
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
    checkSize(job, width, height);
    std::uint32_t profileSize = 0;
    void* profile = nullptr;
    if (!TIFFGetField(tiff.get(), TIFFTAG_ICCPROFILE, &profileSize, &profile))
        profileSize = 0;
    const std::span icc(static_cast<const std::byte*>(profile), profileSize);

    const int w = static_cast<int>(width);
    const int h = static_cast<int>(height);
    const auto plain = plainLayout(tiff.get(), w, h);
    const RowLayout layout = plain.value_or(RowLayout{.width = w, .height = h, .hasAlpha = true});
    PictureSink sink(layout, icc, job.options.maxSide);
    if (plain)
        readRows(tiff.get(), layout, source, sink);
    else
        readWhole(tiff.get(), layout, source, sink);
    return {.rgba = sink.take(), .camera = camera(tiff.get()), .fullWidth = w, .fullHeight = h};
}

} // namespace effigy::photo
