// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace effigy::exporter {

struct ImageFileOptions {
    int quality = 94; // JPEG and lossy WebP, 1..100; WebP at 100 is lossless
};

/// Writes `image` (1, 3 or 4 channels) whole or not at all; the format follows the extension: .png, .jpg, .jpeg or .webp.
/// JPEG has no transparency: there the picture is laid on black.
/// Throws Error "unsupported" for another extension, "storage" when the path cannot be written.
void writeImage(const std::filesystem::path& path, const base::Image& image, const ImageFileOptions& options = {});

/// Writes depth as a 16-bit grey PNG, whole or not at all.
///   depth          1 channel, metres; 0 and below: nothing
///   metresPerStep  what one grey level means; the default reaches 6.5 m
/// Throws Error "storage".
void writeDepth(const std::filesystem::path& path, const base::FloatImage& depth, double metresPerStep = 0.0001);

/// The bytes of a PNG file.
[[nodiscard]] std::vector<std::byte> encodePng(const base::Image& image);

/// The bytes of a JPEG file; transparency is laid on black.
[[nodiscard]] std::vector<std::byte> encodeJpeg(const base::Image& image, int quality = 94);

} // namespace effigy::exporter
