// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace effigy::photo {

/// A photo as the rest of Effigy sees it: upright, sRGB, of workable size.
struct Photo {
    base::Image image;             // RGB, upright; transparent parts as `DecodeOptions::transparency` says
    base::Image alpha;             // 1 channel of the same size; empty when the photo is opaque
    int originalWidth = 0;         // pixels of the file, upright
    int originalHeight = 0;
    double scale = 1.0;            // image.width / originalWidth; below 1 for photos above maxSide
    std::optional<double> fovDeg;  // full angle of view along the longer side, from the camera's own record
    std::string format;            // "jpeg", "png", "webp", "tiff", "heif"
    std::string name;              // file name without its folder; empty when decoded from bytes
    std::filesystem::path path;    // where it lies, absolute; empty when decoded from bytes
    std::vector<std::byte> bytes;  // the file as it was, for the project
};

/// What becomes of transparent parts.
enum class Transparency {
    OnGrey,  // laid on grey
    Ignored, // their colours count as they are stored
};

struct DecodeOptions {
    int maxSide = 4096;                             // longer side of `Photo::image`, pixels; larger photos are reduced
    std::int64_t maxPixels = 400'000'000;           // larger photos are refused before they are unpacked
    std::size_t maxFileBytes = std::size_t{1} << 30;
    Transparency transparency = Transparency::OnGrey;
};

/// The photo in `path`: JPEG, PNG, WebP, TIFF or HEIC, known by content and not by name. EXIF orientation is applied,
/// colours are converted to sRGB through the embedded profile (grey, RGB and CMYK), 16 bits become 8.
/// Throws Error "storage" when the file cannot be read; "bad_photo" when it is empty, no picture, cut off, damaged or above
/// the limits of `options`; "unsupported" when it is a picture of another kind.
[[nodiscard]] Photo decodePhoto(const std::filesystem::path& path, const DecodeOptions& options = {});

/// The same from memory. `name` is what messages call it.
[[nodiscard]] Photo decodePhoto(std::span<const std::byte> bytes, const std::string& name, const DecodeOptions& options = {});

} // namespace effigy::photo
