// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/photo_format.h"

#include <algorithm>
#include <string_view>

namespace effigy::photo {
namespace {

using namespace std::string_view_literals;

bool isHeifBrand(std::string_view brand)
{
    constexpr std::string_view kBrands[] = {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif"};
    return std::find(std::begin(kBrands), std::end(kBrands), brand) != std::end(kBrands);
}

} // namespace

PhotoFormat photoFormat(std::span<const std::byte> bytes)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 16));
    if (text.starts_with("\xFF\xD8\xFF"sv))
        return PhotoFormat::Jpeg;
    if (text.starts_with("\x89PNG\r\n\x1A\n"sv))
        return PhotoFormat::Png;
    if (text.starts_with("RIFF"sv) && text.substr(8).starts_with("WEBP"sv))
        return PhotoFormat::WebP;
    if (text.starts_with("II*\0"sv) || text.starts_with("MM\0*"sv) || text.starts_with("II+\0"sv)
        || text.starts_with("MM\0+"sv))
        return PhotoFormat::Tiff;
    if (text.size() >= 12 && text.substr(4, 4) == "ftyp"sv && isHeifBrand(text.substr(8, 4)))
        return PhotoFormat::Heif;
    if (text.starts_with("GIF8"sv) || text.starts_with("BM"sv) || text.starts_with("8BPS"sv)
        || text.starts_with("\x00\x00\x00\x0CjP  "sv) || text.starts_with("\x76\x2F\x31\x01"sv))
        return PhotoFormat::OtherPicture;
    return PhotoFormat::NotAPicture;
}

} // namespace effigy::photo
