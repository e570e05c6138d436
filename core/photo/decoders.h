// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/image.h"
#include "photo/camera_record.h"
#include "photo/decode.h"

#include <cstddef>
#include <span>
#include <string>

namespace effigy::photo {

/// A file to decode, and how much of it is wanted.
struct DecodeJob {
    std::span<const std::byte> bytes;
    std::string name; // for messages
    DecodeOptions options;
};

/// A picture as a decoder gives it: sRGB, straight alpha, reduced, not yet upright.
struct DecodedPicture {
    base::Image rgba;
    CameraRecord camera;
    int fullWidth = 0;  // pixels of the file, as stored
    int fullHeight = 0;
};

// One for each kind of file. All throw Error "bad_photo" when the file is damaged, cut off or above the limits.
[[nodiscard]] DecodedPicture decodeJpeg(const DecodeJob& job);
[[nodiscard]] DecodedPicture decodePng(const DecodeJob& job);
[[nodiscard]] DecodedPicture decodeWebP(const DecodeJob& job);
[[nodiscard]] DecodedPicture decodeTiff(const DecodeJob& job);
[[nodiscard]] DecodedPicture decodeHeif(const DecodeJob& job);

/// Error "bad_photo" for a file that ends too early.
[[nodiscard]] base::Error cutOff(const DecodeJob& job);
/// Error "bad_photo" for a file that a decoder gave up on; `reason` is the decoder's.
[[nodiscard]] base::Error damaged(const DecodeJob& job, const std::string& reason);
/// Throws Error "bad_photo" when a picture of that size is empty or above the limits.
void checkSize(const DecodeJob& job, std::int64_t width, std::int64_t height);

} // namespace effigy::photo
