// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace effigy::photo {

enum class PhotoFormat { Jpeg, Png, WebP, Tiff, Heif, OtherPicture, NotAPicture };

/// What the first bytes of a file say it is. OtherPicture: a picture of a kind Effigy does not read (GIF, BMP, PSD, ...).
[[nodiscard]] PhotoFormat photoFormat(std::span<const std::byte> bytes);

} // namespace effigy::photo
