// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

/// Photos of every odd kind, made for tests.
namespace effigy::made {

using Bytes = std::vector<std::byte>;

/// What a camera would write beside the pixels; zero is left out.
struct ExifTags {
    int orientation = 0;
    int focalLength35Mm = 0;
    int focalLengthMm = 0;
    int pixelWidth = 0;
    int pixelHeight = 0;
    int focalPlanePerCm = 0; // pixels per centimetre of sensor, both ways
};

/// Four quarters, red green over blue yellow, so that every turn and mirroring shows.
[[nodiscard]] base::Image quarters(int width, int height);
/// How a camera held in the way of EXIF `orientation` stores the upright picture.
[[nodiscard]] base::Image stored(const base::Image& upright, int orientation);
/// `picture` brought to `width` x `height`.
[[nodiscard]] base::Image resized(const base::Image& picture, int width, int height);
/// `small` laid on `large` with its corner at (x, y). Both RGB.
void paste(base::Image& large, const base::Image& small, int x, int y);

[[nodiscard]] Bytes exifBlock(const ExifTags& tags);
[[nodiscard]] Bytes jpeg(const base::Image& picture, const ExifTags& tags = {});
/// Ink values are 255 minus colour with no black; Adobe's marker and inversion, as image editors write it.
[[nodiscard]] Bytes cmykJpeg(const base::Image& rgb);
/// An sRGB-like RGB profile with red and green swapped: whoever honours it sees the colours change places.
[[nodiscard]] Bytes swappedProfile();
[[nodiscard]] Bytes jpegWithProfile(const base::Image& rgb, std::span<const std::byte> profile);
[[nodiscard]] Bytes png(const base::Image& picture);
[[nodiscard]] Bytes png16(const base::Image& picture);
/// A grey picture of that size, cheap to store: for sizes that nobody should have to keep.
[[nodiscard]] Bytes flatPng(int width, int height);
[[nodiscard]] Bytes webp(const base::Image& picture);
[[nodiscard]] Bytes tiff(const base::Image& picture, int orientation = 1);
[[nodiscard]] Bytes cmykTiff(const base::Image& rgb);
[[nodiscard]] Bytes heic(const base::Image& rgb);

void write(const std::filesystem::path& path, std::span<const std::byte> bytes);

} // namespace effigy::made
