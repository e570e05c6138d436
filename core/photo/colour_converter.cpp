// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/colour_converter.h"

#include <lcms2.h>

#include <cstring>
#include <memory>

namespace effigy::photo {
namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

cmsColorSpaceSignature colourSpace(ColourModel model)
{
    switch (model) {
    case ColourModel::Grey:
        return cmsSigGrayData;
    case ColourModel::Rgb:
        return cmsSigRgbData;
    case ColourModel::Cmyk:
        break;
    }
    return cmsSigCmykData;
}

cmsUInt32Number sourceFormat(const RowLayout& layout)
{
    const int type = layout.model == ColourModel::Grey ? PT_GRAY : layout.model == ColourModel::Rgb ? PT_RGB : PT_CMYK;
    const int colours = layout.channels() - (layout.hasAlpha ? 1 : 0);
    return COLORSPACE_SH(type) | CHANNELS_SH(colours) | EXTRA_SH(layout.hasAlpha ? 1 : 0) | BYTES_SH(layout.bits / 8)
           | FLAVOR_SH(layout.isInkInverted ? 1 : 0);
}

/// A transform to sRGB, or null when there is no profile that fits.
cmsHTRANSFORM transformTo8BitSrgb(const RowLayout& layout, std::span<const std::byte> iccProfile)
{
    if (iccProfile.empty())
        return nullptr;
    const Profile source(cmsOpenProfileFromMem(iccProfile.data(), static_cast<cmsUInt32Number>(iccProfile.size())));
    if (!source || cmsGetColorSpace(source.get()) != colourSpace(layout.model))
        return nullptr;
    const Profile srgb(cmsCreate_sRGBProfile());
    return cmsCreateTransform(source.get(), sourceFormat(layout), srgb.get(), TYPE_RGBA_8,
                              INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
}

std::uint8_t sample8(const void* row, std::size_t index, int bits)
{
    if (bits == 8)
        return static_cast<const std::uint8_t*>(row)[index];
    const std::uint16_t value = static_cast<const std::uint16_t*>(row)[index];
    return static_cast<std::uint8_t>((value * 255U + 32767U) / 65535U);
}

/// Ink of one channel, 0..255, 255 full.
int ink(const RowLayout& layout, const void* row, std::size_t index)
{
    const int value = sample8(row, index, layout.bits);
    return layout.isInkInverted ? 255 - value : value;
}

} // namespace

ColourConverter::ColourConverter(const RowLayout& layout, std::span<const std::byte> iccProfile)
    : m_layout(layout), m_transform(transformTo8BitSrgb(layout, iccProfile))
{
}

ColourConverter::~ColourConverter()
{
    if (m_transform)
        cmsDeleteTransform(m_transform);
}

void ColourConverter::convert(const void* row, std::uint8_t* rgba) const
{
    const int channels = m_layout.channels();
    const int colours = channels - (m_layout.hasAlpha ? 1 : 0);
    if (m_transform)
        cmsDoTransform(m_transform, row, rgba, static_cast<cmsUInt32Number>(m_layout.width));
    for (int x = 0; x < m_layout.width; ++x) {
        const std::size_t at = static_cast<std::size_t>(x) * channels;
        std::uint8_t* pixel = rgba + static_cast<std::size_t>(x) * 4;
        pixel[3] = m_layout.hasAlpha ? sample8(row, at + colours, m_layout.bits) : 255;
        if (m_transform)
            continue;
        for (int c = 0; c < 3; ++c) {
            if (m_layout.model == ColourModel::Cmyk)
                pixel[c] = static_cast<std::uint8_t>(
                    ((255 - ink(m_layout, row, at + c)) * (255 - ink(m_layout, row, at + 3)) + 127) / 255);
            else
                pixel[c] = sample8(row, at + (colours == 1 ? 0 : c), m_layout.bits);
        }
    }
}

} // namespace effigy::photo
