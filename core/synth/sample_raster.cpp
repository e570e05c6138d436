// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/sample_raster.h"

#include <algorithm>
#include <cmath>

namespace effigy::synth {

SampleRaster::SampleRaster(int width, int height)
    : m_width(width), m_height(height), m_ids(static_cast<std::size_t>(width) * height, -1), m_nearness(m_ids.size(), 0.0F)
{
}

void SampleRaster::clear()
{
    std::ranges::fill(m_ids, -1);
    std::ranges::fill(m_nearness, 0.0F);
}

void SampleRaster::draw(std::span<const float> points, std::span<const std::int32_t> triangles, std::int32_t firstId)
{
    constexpr float kFlat = 1e-9F; // twice the area, samples
    const auto width = static_cast<float>(m_width), height = static_cast<float>(m_height);
    for (std::size_t t = 0; t + 2 < triangles.size(); t += 3) {
        const float* a = points.data() + 3 * static_cast<std::size_t>(triangles[t]);
        const float* b = points.data() + 3 * static_cast<std::size_t>(triangles[t + 1]);
        const float* c = points.data() + 3 * static_cast<std::size_t>(triangles[t + 2]);
        // Written so that NaN fails.
        if (!(std::min({a[2], b[2], c[2]}) > 0.0F))
            continue;
        const float left = std::min({a[0], b[0], c[0]}), right = std::max({a[0], b[0], c[0]});
        const float top = std::min({a[1], b[1], c[1]}), bottom = std::max({a[1], b[1], c[1]});
        if (!(left < width && right > 0.0F && top < height && bottom > 0.0F))
            continue;
        const int x0 = std::max(0, static_cast<int>(std::ceil(left - 0.5F))), x1 = std::min(m_width - 1, static_cast<int>(std::floor(right - 0.5F)));
        const int y0 = std::max(0, static_cast<int>(std::ceil(top - 0.5F))), y1 = std::min(m_height - 1, static_cast<int>(std::floor(bottom - 0.5F)));
        if (x0 > x1 || y0 > y1)
            continue;
        const float area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        if (!(std::abs(area) > kFlat))
            continue;
        const float inverse = 1.0F / area;
        // Weights of a and b are linear in the plane, and so is 1 / depth.
        const float wax = (b[1] - c[1]) * inverse, way = (c[0] - b[0]) * inverse;
        const float wbx = (c[1] - a[1]) * inverse, wby = (a[0] - c[0]) * inverse;
        const float za = a[2] - c[2], zb = b[2] - c[2];
        const float zx = wax * za + wbx * zb;
        for (int y = y0; y <= y1; ++y) {
            const float dx = static_cast<float>(x0) + 0.5F - c[0], dy = static_cast<float>(y) + 0.5F - c[1];
            float wa = wax * dx + way * dy, wb = wbx * dx + wby * dy;
            float z = c[2] + wa * za + wb * zb;
            const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width);
            for (int x = x0; x <= x1; ++x) {
                if (wa >= 0.0F && wb >= 0.0F && wa + wb <= 1.0F && z > m_nearness[row + static_cast<std::size_t>(x)]) {
                    m_nearness[row + static_cast<std::size_t>(x)] = z;
                    m_ids[row + static_cast<std::size_t>(x)] = firstId + static_cast<std::int32_t>(t / 3);
                }
                wa += wax;
                wb += wbx;
                z += zx;
            }
        }
    }
}

SampleWeights weightsAt(std::span<const float> points, const std::int32_t* triangle, float column, float row)
{
    const float* a = points.data() + 3 * static_cast<std::size_t>(triangle[0]);
    const float* b = points.data() + 3 * static_cast<std::size_t>(triangle[1]);
    const float* c = points.data() + 3 * static_cast<std::size_t>(triangle[2]);
    const float area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    const float dx = column - c[0], dy = row - c[1];
    float wa = ((b[1] - c[1]) * dx + (c[0] - b[0]) * dy) / area;
    float wb = ((c[1] - a[1]) * dx + (a[0] - c[0]) * dy) / area;
    float wc = 1.0F - wa - wb;
    wa *= a[2];
    wb *= b[2];
    wc *= c[2];
    const float sum = wa + wb + wc;
    return {wa / sum, wb / sum, wc / sum};
}

} // namespace effigy::synth
