// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/blobs.h"

#include <png.h>
#include <zlib.h>

#include <cstring>
#include <string>

namespace effigy::project {

namespace {

constexpr int kFastDeflate = 1; // the floats are mattes: mostly 0 and 1, so any level packs them well
constexpr int kMaxSide = 1 << 15;

/// One row of the table.
struct Blob {
    std::string kind; // "bytes", "png", "f32z"
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<std::byte> data;
};

std::int64_t checksum(std::span<const std::byte> bytes)
{
    return static_cast<std::int64_t>(
        crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

base::Error damaged(const Sqlite& database, std::string_view name)
{
    return {"bad_project", database.file().string() + " is damaged: its " + std::string(name) + " cannot be read",
            "Open a copy or a backup of the project"};
}

void writeBlob(const Sqlite& database, std::string_view name, const Blob& blob, std::span<const std::byte> data)
{
    Statement(database, "INSERT OR REPLACE INTO blob(name, kind, width, height, channels, crc32, data) "
                        "VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(0, name)
        .bind(1, std::string_view(blob.kind))
        .bind(2, std::int64_t{blob.width})
        .bind(3, std::int64_t{blob.height})
        .bind(4, std::int64_t{blob.channels})
        .bind(5, checksum(data))
        .bind(6, data)
        .run();
}

Blob readBlob(const Sqlite& database, std::string_view name, std::string_view kind)
{
    Statement row(database, "SELECT kind, width, height, channels, crc32, data FROM blob WHERE name = ?");
    row.bind(0, name);
    if (!row.step())
        throw damaged(database, name);
    const auto side = [&](int column) {
        const auto value = row.integer(column);
        if (value < 0 || value > kMaxSide)
            throw damaged(database, name);
        return static_cast<int>(value);
    };
    Blob blob{row.text(0), side(1), side(2), side(3), row.bytes(5)};
    if (blob.kind != kind || checksum(blob.data) != row.integer(4))
        throw damaged(database, name);
    return blob;
}

png_uint_32 pngFormat(int channels)
{
    base::require(channels == 1 || channels == 3 || channels == 4, "a PNG has 1, 3 or 4 channels");
    return channels == 1 ? PNG_FORMAT_GRAY : channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
}

} // namespace

std::vector<std::byte> encodePng(const base::Image& image)
{
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(image.width);
    png.height = static_cast<png_uint_32>(image.height);
    png.format = pngFormat(image.channels);
    png.flags = PNG_IMAGE_FLAG_FAST;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
    std::vector<std::byte> bytes(size);
    if (!png_image_write_to_memory(&png, bytes.data(), &size, 0, image.pixels.data(), 0, nullptr))
        throw base::Error("internal", std::string("A picture could not be packed: ") + png.message);
    bytes.resize(size);
    return bytes;
}

base::Image decodePng(std::span<const std::byte> bytes, int channels)
{
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    const auto fail = [&] {
        const std::string message = png.message;
        png_image_free(&png);
        return base::Error("bad_project", "A picture in the project is damaged: " + message,
                           "Open a copy or a backup of the project");
    };
    if (!png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()))
        throw fail();
    if (png.width > kMaxSide || png.height > kMaxSide)
        throw fail();
    png.format = pngFormat(channels);
    base::Image image(static_cast<int>(png.width), static_cast<int>(png.height), channels);
    if (!png_image_finish_read(&png, nullptr, image.pixels.data(), 0, nullptr))
        throw fail();
    return image;
}

void writeBytes(const Sqlite& database, std::string_view name, std::span<const std::byte> bytes)
{
    writeBlob(database, name, {"bytes", 0, 0, 0, {}}, bytes);
}

std::vector<std::byte> readBytes(const Sqlite& database, std::string_view name)
{
    return readBlob(database, name, "bytes").data;
}

void writeImage(const Sqlite& database, std::string_view name, const base::Image& image)
{
    const auto data = image.empty() ? std::vector<std::byte>() : encodePng(image);
    writeBlob(database, name, {"png", image.width, image.height, image.channels, {}}, data);
}

base::Image readImage(const Sqlite& database, std::string_view name)
{
    const auto blob = readBlob(database, name, "png");
    if (blob.data.empty())
        return {};
    if (blob.channels != 1 && blob.channels != 3 && blob.channels != 4)
        throw damaged(database, name);
    return decodePng(blob.data, blob.channels);
}

void writeFloats(const Sqlite& database, std::string_view name, const base::FloatImage& image)
{
    const auto bytes = std::as_bytes(std::span(image.values));
    uLongf size = compressBound(bytes.size());
    std::vector<std::byte> packed(size);
    const int code = compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), kFastDeflate);
    if (code != Z_OK)
        throw base::Error("out_of_memory", "There is not enough memory to pack " + std::string(name));
    packed.resize(size);
    writeBlob(database, name, {"f32z", image.width, image.height, image.channels, {}}, packed);
}

base::FloatImage readFloats(const Sqlite& database, std::string_view name)
{
    const auto blob = readBlob(database, name, "f32z");
    // Deflate packs at most 1032 to 1, so a lying size is found before it is allocated.
    const auto bytes = std::size_t{sizeof(float)} * blob.width * blob.height * blob.channels;
    if (bytes / 1100 > blob.data.size())
        throw damaged(database, name);
    base::FloatImage image(blob.width, blob.height, blob.channels);
    uLongf size = bytes;
    const int code = uncompress(reinterpret_cast<Bytef*>(image.values.data()), &size,
                                reinterpret_cast<const Bytef*>(blob.data.data()), blob.data.size());
    if (bytes != 0 && (code != Z_OK || size != bytes))
        throw damaged(database, name);
    return image;
}

bool hasBlob(const Sqlite& database, std::string_view name)
{
    return Statement(database, "SELECT 1 FROM blob WHERE name = ?").bind(0, name).step();
}

void removeBlob(const Sqlite& database, std::string_view name)
{
    Statement(database, "DELETE FROM blob WHERE name = ?").bind(0, name).run();
}

} // namespace effigy::project
