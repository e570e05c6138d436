// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/photo/made_photos.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <lcms2.h>
#include <libheif/heif.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>

namespace effigy::made {
namespace {

cv::Mat matOf(const base::Image& picture)
{
    return {picture.height, picture.width, CV_8UC(picture.channels), const_cast<std::uint8_t*>(picture.pixels.data())};
}

base::Image imageOf(const cv::Mat& mat)
{
    base::Image picture(mat.cols, mat.rows, mat.channels());
    const cv::Mat whole = mat.isContinuous() ? mat : mat.clone();
    std::memcpy(picture.pixels.data(), whole.data, picture.pixels.size());
    return picture;
}

/// In the channel order OpenCV writes.
cv::Mat bgrOf(const base::Image& picture)
{
    cv::Mat result = matOf(picture).clone();
    if (picture.channels == 3)
        cv::cvtColor(result, result, cv::COLOR_RGB2BGR);
    if (picture.channels == 4)
        cv::cvtColor(result, result, cv::COLOR_RGBA2BGRA);
    return result;
}

Bytes encoded(const char* extension, const cv::Mat& bgr, const std::vector<int>& options = {})
{
    std::vector<unsigned char> data;
    base::require(cv::imencode(extension, bgr, data, options), "OpenCV writes this kind of picture");
    const auto* first = reinterpret_cast<const std::byte*>(data.data());
    return {first, first + data.size()};
}

void put(Bytes& bytes, std::uint32_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFF));
}

struct Entry {
    std::uint16_t tag;
    std::uint16_t type; // 3 short, 4 long, 5 rational
    std::uint32_t value;
};

void putDirectory(Bytes& block, const std::vector<Entry>& entries)
{
    put(block, static_cast<std::uint32_t>(entries.size()), 2);
    const std::size_t dataStart = block.size() + entries.size() * 12 + 4;
    Bytes data;
    for (const Entry& entry : entries) {
        put(block, entry.tag, 2);
        put(block, entry.type, 2);
        put(block, 1, 4);
        if (entry.type != 5) {
            put(block, entry.value, 4);
            continue;
        }
        put(block, static_cast<std::uint32_t>(dataStart + data.size()), 4);
        put(data, entry.value, 4);
        put(data, 1, 4);
    }
    put(block, 0, 4);
    block.insert(block.end(), data.begin(), data.end());
}

/// A JPEG with one more marker segment behind its first two bytes.
Bytes withSegment(const Bytes& jpegBytes, int marker, const Bytes& payload)
{
    Bytes result(jpegBytes.begin(), jpegBytes.begin() + 2);
    const std::size_t length = payload.size() + 2;
    for (const std::size_t value : {std::size_t{0xFF}, static_cast<std::size_t>(marker), length >> 8, length & 0xFF})
        result.push_back(static_cast<std::byte>(value));
    result.insert(result.end(), payload.begin(), payload.end());
    result.insert(result.end(), jpegBytes.begin() + 2, jpegBytes.end());
    return result;
}

Bytes bytesOfText(const std::string& text)
{
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

Bytes tiffOf(const base::Image& picture, int orientation, int photometric)
{
    char name[] = "/tmp/effigy-made-XXXXXX";
    const int descriptor = mkstemp(name);
    TIFF* file = TIFFFdOpen(descriptor, name, "w");
    TIFFSetField(file, TIFFTAG_IMAGEWIDTH, picture.width);
    TIFFSetField(file, TIFFTAG_IMAGELENGTH, picture.height);
    TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, picture.channels);
    TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(file, TIFFTAG_ORIENTATION, orientation);
    TIFFSetField(file, TIFFTAG_PHOTOMETRIC, photometric);
    TIFFSetField(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(file, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    for (int y = 0; y < picture.height; ++y)
        TIFFWriteScanline(file, const_cast<std::uint8_t*>(picture.at(0, y)), static_cast<std::uint32_t>(y));
    TIFFClose(file);
    Bytes bytes = base::readFile(name);
    std::remove(name);
    return bytes;
}

base::Image inkOf(const base::Image& rgb, bool isInverted)
{
    base::Image ink(rgb.width, rgb.height, 4);
    for (std::size_t i = 0; i < ink.pixels.size(); ++i) {
        const std::uint8_t colour = i % 4 == 3 ? 255 : rgb.pixels[i / 4 * 3 + i % 4];
        ink.pixels[i] = isInverted ? colour : static_cast<std::uint8_t>(255 - colour);
    }
    return ink;
}

heif_error append(heif_context*, const void* data, size_t size, void* to)
{
    auto& bytes = *static_cast<Bytes*>(to);
    const auto* first = static_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), first, first + size);
    return {heif_error_Ok, heif_suberror_Unspecified, ""};
}

void expectOk(const heif_error& error) { base::require(error.code == heif_error_Ok, "libheif writes the picture"); }

} // namespace

base::Image quarters(int width, int height)
{
    constexpr std::uint8_t kColours[4][3] = {{220, 30, 30}, {30, 200, 30}, {30, 30, 220}, {220, 210, 30}};
    base::Image picture(width, height, 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            std::memcpy(picture.at(x, y), kColours[(2 * y >= height ? 2 : 0) + (2 * x >= width ? 1 : 0)], 3);
    return picture;
}

base::Image stored(const base::Image& upright, int orientation)
{
    cv::Mat result = matOf(upright).clone();
    switch (orientation) {
    case 2:
        cv::flip(result, result, 1);
        break;
    case 3:
        cv::rotate(result, result, cv::ROTATE_180);
        break;
    case 4:
        cv::flip(result, result, 0);
        break;
    case 5:
        cv::transpose(result, result);
        break;
    case 6:
        cv::rotate(result, result, cv::ROTATE_90_COUNTERCLOCKWISE);
        break;
    case 7:
        cv::transpose(result, result);
        cv::rotate(result, result, cv::ROTATE_180);
        break;
    case 8:
        cv::rotate(result, result, cv::ROTATE_90_CLOCKWISE);
        break;
    default:
        break;
    }
    return imageOf(result);
}

base::Image resized(const base::Image& picture, int width, int height)
{
    cv::Mat result;
    cv::resize(matOf(picture), result, cv::Size(width, height), 0.0, 0.0,
               width < picture.width ? cv::INTER_AREA : cv::INTER_CUBIC);
    return imageOf(result);
}

void paste(base::Image& large, const base::Image& small, int x, int y)
{
    for (int row = 0; row < small.height; ++row)
        std::memcpy(large.at(x, y + row), small.at(0, row), static_cast<std::size_t>(small.width) * 3);
}

Bytes exifBlock(const ExifTags& tags)
{
    std::vector<Entry> first;
    std::vector<Entry> second;
    if (tags.orientation)
        first.push_back({0x0112, 3, static_cast<std::uint32_t>(tags.orientation)});
    if (tags.focalLengthMm)
        second.push_back({0x920A, 5, static_cast<std::uint32_t>(tags.focalLengthMm)});
    if (tags.pixelWidth)
        second.push_back({0xA002, 4, static_cast<std::uint32_t>(tags.pixelWidth)});
    if (tags.pixelHeight)
        second.push_back({0xA003, 4, static_cast<std::uint32_t>(tags.pixelHeight)});
    if (tags.focalPlanePerCm) {
        second.push_back({0xA20E, 5, static_cast<std::uint32_t>(tags.focalPlanePerCm)});
        second.push_back({0xA20F, 5, static_cast<std::uint32_t>(tags.focalPlanePerCm)});
        second.push_back({0xA210, 3, 3});
    }
    if (tags.focalLength35Mm)
        second.push_back({0xA405, 3, static_cast<std::uint32_t>(tags.focalLength35Mm)});
    first.push_back({0x8769, 4, static_cast<std::uint32_t>(8 + 2 + 12 * (first.size() + 1) + 4)});

    Bytes block = bytesOfText(std::string("II*\0\x08\0\0\0", 8));
    putDirectory(block, first);
    // Offsets of the second directory's rationals count from the block's start, which is where it stands.
    putDirectory(block, second);
    return block;
}

Bytes jpeg(const base::Image& picture, const ExifTags& tags)
{
    Bytes bytes = encoded(".jpg", bgrOf(picture), {cv::IMWRITE_JPEG_QUALITY, 95});
    Bytes payload = bytesOfText(std::string("Exif\0\0", 6));
    const Bytes block = exifBlock(tags);
    payload.insert(payload.end(), block.begin(), block.end());
    return withSegment(bytes, 0xE1, payload);
}

Bytes cmykJpeg(const base::Image& rgb)
{
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* data = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &data, &size);
    info.image_width = static_cast<JDIMENSION>(rgb.width);
    info.image_height = static_cast<JDIMENSION>(rgb.height);
    info.input_components = 4;
    info.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 95, TRUE);
    jpeg_start_compress(&info, TRUE);
    base::Image ink = inkOf(rgb, true);
    for (int y = 0; y < ink.height; ++y) {
        JSAMPROW row = ink.at(0, y);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    const auto* first = reinterpret_cast<const std::byte*>(data);
    Bytes bytes(first, first + size);
    std::free(data);
    return bytes;
}

Bytes swappedProfile()
{
    // sRGB with the primaries of red and green exchanged (ITU-R BT.709).
    const cmsCIExyY white{0.3127, 0.3290, 1.0};
    const cmsCIExyYTRIPLE primaries{{0.30, 0.60, 1.0}, {0.64, 0.33, 1.0}, {0.15, 0.06, 1.0}};
    const double curve[] = {2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045};
    cmsToneCurve* tone = cmsBuildParametricToneCurve(nullptr, 4, curve);
    cmsToneCurve* tones[] = {tone, tone, tone};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, tones);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    Bytes bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    cmsFreeToneCurve(tone);
    return bytes;
}

Bytes jpegWithProfile(const base::Image& rgb, std::span<const std::byte> profile)
{
    Bytes payload = bytesOfText(std::string("ICC_PROFILE\0\1\1", 14));
    payload.insert(payload.end(), profile.begin(), profile.end());
    return withSegment(encoded(".jpg", bgrOf(rgb), {cv::IMWRITE_JPEG_QUALITY, 95}), 0xE2, payload);
}

Bytes png(const base::Image& picture) { return encoded(".png", bgrOf(picture)); }

Bytes png16(const base::Image& picture)
{
    cv::Mat wide;
    bgrOf(picture).convertTo(wide, CV_16U, 257.0);
    return encoded(".png", wide);
}

Bytes flatPng(int width, int height)
{
    Bytes bytes;
    png_structp file = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(file);
    png_set_write_fn(
        file, &bytes,
        [](png_structp writer, png_bytep data, std::size_t size) {
            append(nullptr, data, size, png_get_io_ptr(writer));
        },
        [](png_structp) {});
    png_set_IHDR(file, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8, PNG_COLOR_TYPE_GRAY,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    png_set_compression_level(file, 1);
    png_write_info(file, info);
    const std::vector<std::uint8_t> row(static_cast<std::size_t>(width), 128);
    for (int y = 0; y < height; ++y)
        png_write_row(file, row.data());
    png_write_end(file, nullptr);
    png_destroy_write_struct(&file, &info);
    return bytes;
}

Bytes webp(const base::Image& picture) { return encoded(".webp", bgrOf(picture), {cv::IMWRITE_WEBP_QUALITY, 95}); }

Bytes tiff(const base::Image& picture, int orientation)
{
    return tiffOf(picture, orientation, picture.channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
}

Bytes cmykTiff(const base::Image& rgb) { return tiffOf(inkOf(rgb, false), 1, PHOTOMETRIC_SEPARATED); }

Bytes heic(const base::Image& rgb)
{
    const std::unique_ptr<heif_context, void (*)(heif_context*)> context(heif_context_alloc(), heif_context_free);
    heif_encoder* encoder = nullptr;
    expectOk(heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &encoder));
    heif_encoder_set_lossy_quality(encoder, 90);
    heif_image* image = nullptr;
    expectOk(heif_image_create(rgb.width, rgb.height, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &image));
    expectOk(heif_image_add_plane(image, heif_channel_interleaved, rgb.width, rgb.height, 8));
    int stride = 0;
    std::uint8_t* rows = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < rgb.height; ++y)
        std::memcpy(rows + static_cast<std::ptrdiff_t>(y) * stride, rgb.at(0, y), static_cast<std::size_t>(rgb.width) * 3);
    expectOk(heif_context_encode_image(context.get(), image, encoder, nullptr, nullptr));
    Bytes bytes;
    heif_writer writer{1, append};
    expectOk(heif_context_write(context.get(), &writer, &bytes));
    heif_image_release(image);
    heif_encoder_release(encoder);
    return bytes;
}

void write(const std::filesystem::path& path, std::span<const std::byte> bytes) { base::writeFileAtomically(path, bytes); }

} // namespace effigy::made
