// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photo/picture_sink.h"

namespace effigy::photo {

/// Turns rows of any layout into 8-bit sRGB with straight alpha.
class ColourConverter {
public:
    /// `iccProfile` counts when it fits the layout's colour model; relative colorimetric with black point compensation.
    ColourConverter(const RowLayout& layout, std::span<const std::byte> iccProfile);
    ~ColourConverter();
    ColourConverter(const ColourConverter&) = delete;
    ColourConverter& operator=(const ColourConverter&) = delete;

    /// `row` of the layout to `rgba`, [width, 4]; opaque where the layout has no alpha.
    void convert(const void* row, std::uint8_t* rgba) const;

private:
    RowLayout m_layout;
    void* m_transform = nullptr; // cmsHTRANSFORM; null: the row is sRGB or grey already, or plain ink
};

} // namespace effigy::photo
