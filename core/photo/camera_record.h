// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstddef>
#include <optional>
#include <span>

namespace effigy::photo {

/// What a camera wrote about a picture; zero where it did not.
struct CameraRecord {
    int orientation = 1;          // EXIF, 1..8: where row 0 and column 0 of the stored picture belong
    double focalLengthMm = 0.0;
    double focalLength35Mm = 0.0; // of the lens that would see the same on 35 mm film
    double sensorLongMm = 0.0;    // longer side of the sensor
    int storedWidth = 0;          // pixels the camera wrote; an edited picture may have others
    int storedHeight = 0;
};

/// Reads an EXIF block, with or without its leading "Exif\0\0". A damaged block gives what can be read of it.
[[nodiscard]] CameraRecord readExif(std::span<const std::byte> block);

/// Full angle of view along the longer side of a picture of `width` x `height` pixels. Nothing when the record does not
/// tell, or when the picture's proportions are not those of a sensor: then it was cropped and the lens says nothing.
/// Source: EXIF 2.32, FocalLengthIn35mmFilm; CIPA DCG-001 (the diagonal of 35 mm film is the measure).
[[nodiscard]] std::optional<double> fovDegOf(const CameraRecord& record, int width, int height);

/// `picture` turned and mirrored so that it stands upright. `orientation` as in CameraRecord; others count as 1.
[[nodiscard]] base::Image upright(base::Image picture, int orientation);

} // namespace effigy::photo
