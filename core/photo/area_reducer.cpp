// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/area_reducer.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>

namespace effigy::photo {
namespace {

constexpr float kMinAlpha = 0.25F; // of 255: below, a colour cannot be told

int reduced(int side, int longer, int maxSide)
{
    if (longer <= maxSide)
        return side;
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * maxSide / longer)));
}

std::uint8_t rounded(float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); }

} // namespace

AreaReducer::AreaReducer(int width, int height, int maxSide)
    : m_width(width), m_height(height),
      m_result(reduced(width, std::max(width, height), maxSide), reduced(height, std::max(width, height), maxSide), 4)
{
    m_across.resize(static_cast<std::size_t>(m_result.width) * 4);
    m_sum.assign(m_across.size(), 0.0F);
}

void AreaReducer::addRow(const std::uint8_t* rgba)
{
    base::require(m_row < m_height, "a picture has no more rows than its height");
    if (m_result.width == m_width && m_result.height == m_height) {
        std::copy_n(rgba, static_cast<std::size_t>(m_width) * 4, m_result.at(0, m_row++));
        return;
    }
    const double stepX = static_cast<double>(m_width) / m_result.width;
    for (int x = 0; x < m_result.width; ++x) {
        const double begin = x * stepX;
        const double end = std::min<double>(m_width, begin + stepX);
        float sum[4] = {};
        for (int source = static_cast<int>(begin); source < end; ++source) {
            const auto share = static_cast<float>(std::min<double>(end, source + 1) - std::max<double>(begin, source));
            const std::uint8_t* pixel = rgba + static_cast<std::size_t>(source) * 4;
            const float alpha = share * pixel[3];
            for (int c = 0; c < 3; ++c)
                sum[c] += alpha * pixel[c];
            sum[3] += alpha;
        }
        std::copy_n(sum, 4, &m_across[static_cast<std::size_t>(x) * 4]);
    }
    // A source row may straddle two lines of the result.
    const double stepY = static_cast<double>(m_height) / m_result.height;
    double top = m_row;
    const double bottom = m_row + 1;
    while (top < bottom - 1e-9 && m_line < m_result.height) {
        const double lineEnd = (m_line + 1) * stepY;
        const double until = std::min(bottom, lineEnd);
        addToLine(static_cast<float>(until - top));
        top = until;
        if (until > lineEnd - 1e-9)
            finishLine();
    }
    ++m_row;
}

void AreaReducer::addToLine(float weight)
{
    for (std::size_t i = 0; i < m_sum.size(); ++i)
        m_sum[i] += weight * m_across[i];
}

void AreaReducer::finishLine()
{
    const float area = static_cast<float>((static_cast<double>(m_width) / m_result.width)
                                          * (static_cast<double>(m_height) / m_result.height));
    for (int x = 0; x < m_result.width; ++x) {
        const float* sum = &m_sum[static_cast<std::size_t>(x) * 4];
        std::uint8_t* pixel = m_result.at(x, m_line);
        const bool isVisible = sum[3] > kMinAlpha * area;
        for (int c = 0; c < 3; ++c)
            pixel[c] = isVisible ? rounded(sum[c] / sum[3]) : 0;
        pixel[3] = rounded(sum[3] / area);
    }
    std::fill(m_sum.begin(), m_sum.end(), 0.0F);
    ++m_line;
}

base::Image AreaReducer::take()
{
    base::require(m_row == m_height, "a picture is complete when its last row has come");
    if (m_line < m_result.height && m_result.height != m_height)
        finishLine();
    return std::move(m_result);
}

} // namespace effigy::photo
