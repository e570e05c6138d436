// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <cstdint>
#include <vector>

namespace effigy::photo {

/// Shrinks an RGBA picture that comes row by row, by exact area averaging. Colours are weighted with their alpha.
class AreaReducer {
public:
    /// The result has `longer side <= maxSide`, or the size of the source where that is smaller.
    AreaReducer(int width, int height, int maxSide);

    /// The next row, [width, 4], straight alpha.
    void addRow(const std::uint8_t* rgba);
    /// Straight alpha. Throws ContractError before the last row has come.
    [[nodiscard]] base::Image take();

private:
    void addToLine(float weight);
    void finishLine();

    int m_width;
    int m_height;
    int m_row = 0;
    int m_line = 0;              // of the result
    std::vector<float> m_across; // [result width, 4] the current row, reduced across, premultiplied
    std::vector<float> m_sum;    // [result width, 4] the current line
    base::Image m_result;
};

} // namespace effigy::photo
