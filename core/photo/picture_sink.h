// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace effigy::photo {

enum class ColourModel { Grey, Rgb, Cmyk };

/// How the rows of a picture lie in memory: interleaved, alpha last, 16 bits in the machine's byte order.
struct RowLayout {
    int width = 0;
    int height = 0;
    ColourModel model = ColourModel::Rgb;
    int bits = 8;               // 8 or 16
    bool hasAlpha = false;      // straight
    bool isInkInverted = false; // CMYK as Adobe writes it in JPEG: 255 is no ink

    [[nodiscard]] int channels() const;
    [[nodiscard]] std::size_t rowBytes() const;
};

class AreaReducer;
class ColourConverter;

/// Takes a picture row by row and keeps only what is needed: sRGB, 8 bits, reduced by area averaging to at most `maxSide`.
/// Memory is that of the reduced picture, whatever the size of the file.
class PictureSink {
public:
    /// `iccProfile` may be empty or useless: then grey and RGB count as sRGB, CMYK as generic ink.
    PictureSink(const RowLayout& layout, std::span<const std::byte> iccProfile, int maxSide);
    ~PictureSink();

    /// The next row, top first; `layout.rowBytes()` bytes.
    void addRow(const void* row);

    /// RGBA with straight alpha, once all rows have come.
    [[nodiscard]] base::Image take();

private:
    std::unique_ptr<const ColourConverter> m_colours;
    std::unique_ptr<AreaReducer> m_reducer;
    std::vector<std::uint8_t> m_row; // [width, 4] sRGB, alpha
};

} // namespace effigy::photo
