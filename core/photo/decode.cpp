// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decode.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "photo/decoders.h"
#include "photo/photo_format.h"

#include <algorithm>

namespace effigy::photo {
namespace {

constexpr int kBackdrop = 128; // what transparent parts are laid on: neither dark nor bright

std::string formatName(PhotoFormat format)
{
    switch (format) {
    case PhotoFormat::Jpeg:
        return "jpeg";
    case PhotoFormat::Png:
        return "png";
    case PhotoFormat::WebP:
        return "webp";
    case PhotoFormat::Tiff:
        return "tiff";
    default:
        return "heif";
    }
}

DecodedPicture decodeAs(PhotoFormat format, const DecodeJob& job)
{
    switch (format) {
    case PhotoFormat::Jpeg:
        return decodeJpeg(job);
    case PhotoFormat::Png:
        return decodePng(job);
    case PhotoFormat::WebP:
        return decodeWebP(job);
    case PhotoFormat::Tiff:
        return decodeTiff(job);
    case PhotoFormat::Heif:
        return decodeHeif(job);
    case PhotoFormat::OtherPicture:
        throw base::Error("unsupported", job.name + " is a kind of picture that Effigy does not read",
                          "Save it as JPEG, PNG, WebP, TIFF or HEIC.");
    case PhotoFormat::NotAPicture:
        break;
    }
    throw base::Error("bad_photo", job.name + " is not a picture",
                      "Choose a photo: JPEG, PNG, WebP, TIFF or HEIC.");
}

/// Splits straight-alpha `rgba` into colour (over the backdrop or as stored) and alpha, which stays empty when all is opaque.
void split(const base::Image& rgba, Transparency transparency, base::Image& colour, base::Image& alpha)
{
    colour = base::Image(rgba.width, rgba.height, 3);
    alpha = base::Image(rgba.width, rgba.height, 1);
    bool isOpaque = true;
    const std::size_t count = static_cast<std::size_t>(rgba.width) * rgba.height;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* pixel = &rgba.pixels[4 * i];
        const int a = transparency == Transparency::Ignored ? 255 : pixel[3];
        isOpaque = isOpaque && pixel[3] == 255;
        alpha.pixels[i] = pixel[3];
        for (int c = 0; c < 3; ++c)
            colour.pixels[3 * i + c] = static_cast<std::uint8_t>((pixel[c] * a + kBackdrop * (255 - a) + 127) / 255);
    }
    if (isOpaque)
        alpha = {};
}

} // namespace

base::Error cutOff(const DecodeJob& job)
{
    return {"bad_photo", job.name + " is cut off: the file ends before the picture does",
            "Copy or download the photo again."};
}

base::Error damaged(const DecodeJob& job, const std::string& reason)
{
    return {"bad_photo", job.name + " is damaged (" + reason + ")", "Copy or download the photo again."};
}

void checkSize(const DecodeJob& job, std::int64_t width, std::int64_t height)
{
    if (width < 1 || height < 1)
        throw damaged(job, "it has no pixels");
    if (width > job.options.maxPixels / height)
        throw base::Error("bad_photo",
                          job.name + " has " + std::to_string(width * height / 1'000'000) + " megapixels; Effigy reads up to "
                              + std::to_string(job.options.maxPixels / 1'000'000),
                          "Make the photo smaller: 2000 pixels across are plenty.");
}

Photo decodePhoto(std::span<const std::byte> bytes, const std::string& name, const DecodeOptions& options)
{
    const DecodeJob job{.bytes = bytes, .name = name.empty() ? "The photo" : name, .options = options};
    if (bytes.empty())
        throw base::Error("bad_photo", job.name + " is empty (0 bytes)", "Copy or download the photo again.");
    if (bytes.size() > options.maxFileBytes)
        throw base::Error("bad_photo", job.name + " is larger than any photo Effigy reads", "Make the photo smaller.");
    const PhotoFormat format = photoFormat(bytes);
    DecodedPicture picture = decodeAs(format, job);

    Photo photo;
    split(upright(std::move(picture.rgba), picture.camera.orientation), options.transparency, photo.image, photo.alpha);
    const bool isOnItsSide = picture.camera.orientation >= 5;
    photo.originalWidth = isOnItsSide ? picture.fullHeight : picture.fullWidth;
    photo.originalHeight = isOnItsSide ? picture.fullWidth : picture.fullHeight;
    photo.scale = photo.image.width / static_cast<double>(photo.originalWidth);
    photo.fovDeg = fovDegOf(picture.camera, photo.originalWidth, photo.originalHeight);
    photo.format = formatName(format);
    photo.name = name;
    photo.bytes.assign(bytes.begin(), bytes.end());
    return photo;
}

Photo decodePhoto(const std::filesystem::path& path, const DecodeOptions& options)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size > options.maxFileBytes)
        throw base::Error("bad_photo", path.string() + " is larger than any photo Effigy reads", "Make the photo smaller.");
    Photo photo = decodePhoto(base::readFile(path, options.maxFileBytes), path.string(), options);
    photo.name = path.filename().string();
    photo.path = std::filesystem::absolute(path).lexically_normal();
    return photo;
}

} // namespace effigy::photo
