// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/sample_raster.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

namespace {

/// Where along a row a weight that grows by `step` a sample stops being negative: a bound from below, from above, or none.
struct Edge {
    float step, inverse;
    explicit Edge(float step) : step(step), inverse(step != 0.0F ? -1.0F / step : 0.0F) {}
    /// Narrows [low, high], samples from where the weight is `weight`. False: nothing is left.
    [[nodiscard]] bool clip(float weight, float& low, float& high) const
    {
        if (step > 0.0F)
            low = std::max(low, weight * inverse);
        else if (step < 0.0F)
            high = std::min(high, weight * inverse);
        else
            return weight >= 0.0F;
        return low <= high;
    }
};

} // namespace

void SampleRaster::draw(std::span<const float> points, std::span<const std::int32_t> triangles, std::int32_t firstId, Sides sides)
{
    constexpr float kFlat = 1e-9F;  // twice the area, samples
    constexpr float kSeam = 1e-4F;  // samples: neighbours overlap by rounding rather than leave a gap
    const auto width = static_cast<float>(m_width), height = static_cast<float>(m_height);
    for (std::size_t t = 0; t + 2 < triangles.size(); t += 3) {
        const float* a = points.data() + 3 * static_cast<std::size_t>(triangles[t]);
        const float* b = points.data() + 3 * static_cast<std::size_t>(triangles[t + 1]);
        const float* c = points.data() + 3 * static_cast<std::size_t>(triangles[t + 2]);
        const float area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        if (sides == Sides::Front && area > 0.0F) // rows go down, so the order seems reversed
            continue;
        // Written so that NaN fails.
        if (!(std::min({a[2], b[2], c[2]}) > 0.0F))
            continue;
        const float left = std::min({a[0], b[0], c[0]}), right = std::max({a[0], b[0], c[0]});
        const float top = std::min({a[1], b[1], c[1]}), bottom = std::max({a[1], b[1], c[1]});
        if (!(left < width && right > 0.0F && top < height && bottom > 0.0F))
            continue;
        // Rounded towards zero after a shift that keeps what is rounded positive.
        const int y0 = static_cast<int>(std::max(top, 0.0F) + 0.5F), y1 = static_cast<int>(std::min(bottom, height) + 0.5F) - 1;
        const int x0 = static_cast<int>(std::max(left, 0.0F) + 0.5F), x1 = static_cast<int>(std::min(right, width) + 0.5F) - 1;
        if (x0 > x1 || y0 > y1)
            continue;
        if (!(std::abs(area) > kFlat))
            continue;
        const float inverse = 1.0F / area;
        // Weights of a and b are linear in the plane, and so is 1 / depth.
        const float wax = (b[1] - c[1]) * inverse, way = (c[0] - b[0]) * inverse;
        const float wbx = (c[1] - a[1]) * inverse, wby = (a[0] - c[0]) * inverse;
        const float za = a[2] - c[2], zb = b[2] - c[2];
        const float zx = wax * za + wbx * zb;
        const Edge ofA(wax), ofB(wbx), ofC(-wax - wbx);
        const float dx = static_cast<float>(x0) + 0.5F - c[0], reach = static_cast<float>(x1 - x0);
        const std::int32_t id = firstId + static_cast<std::int32_t>(t / 3);
        for (int y = y0; y <= y1; ++y) {
            const float dy = static_cast<float>(y) + 0.5F - c[1];
            const float wa = wax * dx + way * dy, wb = wbx * dx + wby * dy;
            float low = 0.0F, high = reach;
            if (!ofA.clip(wa, low, high) || !ofB.clip(wb, low, high) || !ofC.clip(1.0F - wa - wb, low, high))
                continue;
            const int from = static_cast<int>(low + (1.0F - kSeam)), to = std::min(x1 - x0, static_cast<int>(high + kSeam));
            float z = c[2] + wa * za + wb * zb + static_cast<float>(from) * zx;
            const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x0);
            for (int x = from; x <= to; ++x, z += zx) {
                const std::size_t i = row + static_cast<std::size_t>(x);
                if (z > m_nearness[i]) {
                    m_nearness[i] = z;
                    m_ids[i] = id;
                }
            }
        }
    }
}

/// A band seen along its longer axis, which is called t here: its middle, half its width and 1 / depth at both ends.
struct SampleRaster::Band {
    float t0, t1;
    float middle0, middle1, half0, half1;
    float z0, z1;
};

void SampleRaster::fillBand(const Band& band, int across, int along, int acrossCount, int alongCount, std::int32_t id)
{
    const float inverse = 1.0F / (band.t1 - band.t0);
    const float slope = (band.middle1 - band.middle0) * inverse, widening = (band.half1 - band.half0) * inverse, zt = (band.z1 - band.z0) * inverse;
    const auto most = static_cast<float>(acrossCount), longest = static_cast<float>(alongCount);
    const int first = static_cast<int>(std::clamp(band.t0, 0.0F, longest) + 0.5F), end = static_cast<int>(std::clamp(band.t1, 0.0F, longest) + 0.5F);
    const float start = static_cast<float>(first) + 0.5F - band.t0;
    float middle = band.middle0 + slope * start, half = band.half0 + widening * start, z = band.z0 + zt * start;
    for (int t = first; t < end; ++t, middle += slope, half += widening, z += zt) {
        const int low = static_cast<int>(std::clamp(middle - half, 0.0F, most) + 0.5F), high = static_cast<int>(std::clamp(middle + half, 0.0F, most) + 0.5F);
        std::size_t i = static_cast<std::size_t>(t) * static_cast<std::size_t>(along) + static_cast<std::size_t>(low) * static_cast<std::size_t>(across);
        for (int k = low; k < high; ++k, i += static_cast<std::size_t>(across))
            if (z > m_nearness[i]) {
                m_nearness[i] = z;
                m_ids[i] = id;
            }
    }
}

void SampleRaster::drawBands(std::span<const float> points, std::span<const std::int32_t> triangles, std::int32_t firstId, int every)
{
    const std::size_t step = 6 * static_cast<std::size_t>(every);
    const float widening = 0.5F * static_cast<float>(every);
    constexpr float kFlat = 1e-6F; // samples squared: seen from its end or edge, a band shows nothing
    for (std::size_t t = 0; t + 5 < triangles.size(); t += step) {
        const float* a = points.data() + 3 * static_cast<std::size_t>(triangles[t]); // b, d and c follow in memory
        const float *b = a + 3, *d = a + 6, *c = a + 9;
        // Written so that NaN fails.
        if (!(std::min({a[2], b[2], c[2], d[2]}) > 0.0F))
            continue;
        const float x0 = 0.5F * (a[0] + b[0]), y0 = 0.5F * (a[1] + b[1]), x1 = 0.5F * (c[0] + d[0]), y1 = 0.5F * (c[1] + d[1]);
        const float dx = x1 - x0, dy = y1 - y0;
        const float area0 = widening * std::abs(dx * (b[1] - a[1]) - dy * (b[0] - a[0])), area1 = widening * std::abs(dx * (c[1] - d[1]) - dy * (c[0] - d[0]));
        if (!(area0 > kFlat))
            continue;
        const std::int32_t id = firstId + static_cast<std::int32_t>(t / 3);
        const bool isSteep = std::abs(dy) > std::abs(dx);
        const float length = isSteep ? std::abs(dy) : std::abs(dx);
        Band band = isSteep ? Band{y0, y1, x0, x1, area0 / length, area1 / length, 0.5F * (a[2] + b[2]), 0.5F * (c[2] + d[2])}
                            : Band{x0, x1, y0, y1, area0 / length, area1 / length, 0.5F * (a[2] + b[2]), 0.5F * (c[2] + d[2])};
        if (band.t0 > band.t1) {
            std::swap(band.t0, band.t1);
            std::swap(band.middle0, band.middle1);
            std::swap(band.half0, band.half1);
            std::swap(band.z0, band.z1);
        }
        if (isSteep)
            fillBand(band, 1, m_width, m_width, m_height, id);
        else
            fillBand(band, m_width, 1, m_height, m_width, id);
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
