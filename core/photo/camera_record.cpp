// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/camera_record.h"

#include <libexif/exif-data.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <numbers>
#include <utility>
#include <vector>

namespace effigy::photo {
namespace {

struct FreeExif {
    void operator()(ExifData* data) const { exif_data_unref(data); }
};
using Exif = std::unique_ptr<ExifData, FreeExif>;

constexpr std::size_t kMaxBlock = std::size_t{1} << 24;
constexpr char kPrefix[] = "Exif\0"; // six bytes with its end

/// First number of a tag; 0 when it is absent or not a number.
double number(const ExifData& data, ExifIfd ifd, ExifTag tag)
{
    const ExifEntry* entry = exif_content_get_entry(data.ifd[ifd], tag);
    if (!entry || !entry->data || entry->components < 1 || entry->size < exif_format_get_size(entry->format))
        return 0.0;
    const ExifByteOrder order = exif_data_get_byte_order(const_cast<ExifData*>(&data));
    switch (entry->format) {
    case EXIF_FORMAT_SHORT:
        return exif_get_short(entry->data, order);
    case EXIF_FORMAT_LONG:
        return exif_get_long(entry->data, order);
    case EXIF_FORMAT_RATIONAL: {
        const ExifRational value = exif_get_rational(entry->data, order);
        return value.denominator ? static_cast<double>(value.numerator) / value.denominator : 0.0;
    }
    default:
        return 0.0;
    }
}

/// Longer side of the sensor from the density of its pixels.
double sensorLongMm(const ExifData& data, int width, int height)
{
    const double unit = number(data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_PLANE_RESOLUTION_UNIT);
    const double mm = unit == 3.0 ? 10.0 : 25.4; // centimetres, else inches
    const double across = number(data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_PLANE_X_RESOLUTION);
    const double down = number(data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_PLANE_Y_RESOLUTION);
    if (across <= 0.0 || down <= 0.0)
        return 0.0;
    return std::max(width / across, height / down) * mm;
}

/// Proportions that cameras write: 3:2, 4:3, 16:9, within a few cropped rows.
bool isSensorShaped(double longer, double shorter)
{
    const double aspect = longer / shorter;
    for (const double known : {3.0 / 2.0, 4.0 / 3.0, 16.0 / 9.0})
        if (std::abs(aspect / known - 1.0) < 0.015)
            return true;
    return false;
}

/// Where the pixel (x, y) of the upright picture lies in the stored one of `width` x `height`.
std::pair<int, int> storedPlace(int orientation, int x, int y, int width, int height)
{
    switch (orientation) {
    case 2:
        return {width - 1 - x, y};
    case 3:
        return {width - 1 - x, height - 1 - y};
    case 4:
        return {x, height - 1 - y};
    case 5:
        return {y, x};
    case 6:
        return {y, height - 1 - x};
    case 7:
        return {width - 1 - y, height - 1 - x};
    case 8:
        return {width - 1 - y, x};
    default:
        return {x, y};
    }
}

} // namespace

CameraRecord readExif(std::span<const std::byte> block)
{
    CameraRecord record;
    if (block.size() < 8 || block.size() > kMaxBlock)
        return record;
    std::vector<unsigned char> data;
    if (std::memcmp(block.data(), kPrefix, sizeof kPrefix) != 0)
        data.insert(data.end(), std::begin(kPrefix), std::end(kPrefix));
    const auto* first = reinterpret_cast<const unsigned char*>(block.data());
    data.insert(data.end(), first, first + block.size());

    const Exif exif(exif_data_new());
    exif_data_load_data(exif.get(), data.data(), static_cast<unsigned int>(data.size()));
    const int orientation = static_cast<int>(number(*exif, EXIF_IFD_0, EXIF_TAG_ORIENTATION));
    record.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    record.focalLengthMm = number(*exif, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH);
    record.focalLength35Mm = number(*exif, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH_IN_35MM_FILM);
    record.storedWidth = static_cast<int>(number(*exif, EXIF_IFD_EXIF, EXIF_TAG_PIXEL_X_DIMENSION));
    record.storedHeight = static_cast<int>(number(*exif, EXIF_IFD_EXIF, EXIF_TAG_PIXEL_Y_DIMENSION));
    record.sensorLongMm = sensorLongMm(*exif, record.storedWidth, record.storedHeight);
    return record;
}

std::optional<double> fovDegOf(const CameraRecord& record, int width, int height)
{
    const double longer = std::max(width, height);
    const double shorter = std::min(width, height);
    if (shorter <= 0.0 || !isSensorShaped(longer, shorter))
        return std::nullopt;
    constexpr double kFilmDiagonalMm = 43.267;
    double ratio = 0.0; // half the longer side by the focal length
    if (record.focalLength35Mm > 0.0)
        ratio = 0.5 * kFilmDiagonalMm * longer / std::hypot(longer, shorter) / record.focalLength35Mm;
    else if (record.focalLengthMm > 0.0 && record.sensorLongMm > 0.0)
        ratio = 0.5 * record.sensorLongMm / record.focalLengthMm;
    const double fov = 2.0 * std::atan(ratio) * 180.0 / std::numbers::pi;
    constexpr double kNarrowestDeg = 3.0; // beyond these two, somebody wrote nonsense
    constexpr double kWidestDeg = 120.0;
    if (fov < kNarrowestDeg || fov > kWidestDeg)
        return std::nullopt;
    return fov;
}

base::Image upright(base::Image picture, int orientation)
{
    if (orientation < 2 || orientation > 8)
        return picture;
    const bool isOnItsSide = orientation >= 5;
    base::Image turned(isOnItsSide ? picture.height : picture.width, isOnItsSide ? picture.width : picture.height,
                       picture.channels);
    for (int y = 0; y < turned.height; ++y)
        for (int x = 0; x < turned.width; ++x) {
            const auto [fromX, fromY] = storedPlace(orientation, x, y, picture.width, picture.height);
            std::copy_n(picture.at(fromX, fromY), picture.channels, turned.at(x, y));
        }
    return turned;
}

} // namespace effigy::photo
