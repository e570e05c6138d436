// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "project/database.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace effigy::project {

/// Named pieces of binary content in the table `blob`, each with a checksum. Writers must be inside a transaction.
/// Readers throw Error "bad_project" when a piece is missing or fails its checksum.
void writeBytes(const Sqlite& database, std::string_view name, std::span<const std::byte> bytes);
[[nodiscard]] std::vector<std::byte> readBytes(const Sqlite& database, std::string_view name);

/// As PNG; lossless.
void writeImage(const Sqlite& database, std::string_view name, const base::Image& image);
[[nodiscard]] base::Image readImage(const Sqlite& database, std::string_view name);

/// As deflated float32; lossless.
void writeFloats(const Sqlite& database, std::string_view name, const base::FloatImage& image);
[[nodiscard]] base::FloatImage readFloats(const Sqlite& database, std::string_view name);

[[nodiscard]] bool hasBlob(const Sqlite& database, std::string_view name);
void removeBlob(const Sqlite& database, std::string_view name);

/// `image` (1, 3 or 4 channels) as the bytes of a PNG file, and back. Decoding throws Error "bad_project".
[[nodiscard]] std::vector<std::byte> encodePng(const base::Image& image);
[[nodiscard]] base::Image decodePng(std::span<const std::byte> bytes, int channels);

} // namespace effigy::project
