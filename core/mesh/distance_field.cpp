// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/distance_field.h"

#include "base/error.h"
#include "base/parallel.h"

#include <cmath>
#include <vector>

namespace effigy::mesh {
namespace {

constexpr float kBeyond = 1e10F; // squared pixels: farther than any picture is wide

/// The lower envelope of parabolas that stand on `heights`, read at every place.
class Envelope {
public:
    explicit Envelope(std::size_t count) : m_roots(count), m_borders(count + 1) {}

    void read(const std::vector<float>& heights, std::vector<float>& lowest)
    {
        std::size_t last = 0;
        m_roots[0] = 0;
        m_borders[0] = -kBeyond;
        m_borders[1] = kBeyond;
        for (std::size_t q = 1; q < heights.size(); ++q) {
            float border = meeting(heights, m_roots[last], q);
            while (last > 0 && border <= m_borders[last])
                border = meeting(heights, m_roots[--last], q);
            m_roots[++last] = q;
            m_borders[last] = border;
            m_borders[last + 1] = kBeyond;
        }
        std::size_t k = 0;
        for (std::size_t q = 0; q < heights.size(); ++q) {
            while (m_borders[k + 1] < static_cast<float>(q))
                ++k;
            const float off = static_cast<float>(q) - static_cast<float>(m_roots[k]);
            lowest[q] = off * off + heights[m_roots[k]];
        }
    }

private:
    /// Where the parabolas of `a` and `b` > a cross.
    static float meeting(const std::vector<float>& heights, std::size_t a, std::size_t b)
    {
        const auto x = static_cast<float>(a), y = static_cast<float>(b);
        return 0.5F * ((heights[b] - heights[a]) / (y - x) + x + y);
    }

    std::vector<std::size_t> m_roots;
    std::vector<float> m_borders;
};

/// Squared distances of `lines` lines whose pixels lie `step` apart in memory, one line `stride`
/// after the other.
void sweep(std::vector<float>& squared, int lines, int stride, int count, int step)
{
    constexpr int kGrain = 32;
    base::parallelFor(lines, kGrain, [&](int begin, int end) {
        const auto length = static_cast<std::size_t>(count);
        Envelope envelope(length);
        std::vector<float> heights(length), lowest(length);
        for (int line = begin; line < end; ++line) {
            float* first =
                squared.data() + static_cast<std::size_t>(line) * static_cast<std::size_t>(stride);
            for (std::size_t q = 0; q < length; ++q)
                heights[q] = first[q * static_cast<std::size_t>(step)];
            envelope.read(heights, lowest);
            for (std::size_t q = 0; q < length; ++q)
                first[q * static_cast<std::size_t>(step)] = lowest[q];
        }
    });
}

} // namespace

base::FloatImage distanceField(const base::FloatImage& picture, float threshold)
{
    base::require(picture.channels == 1 && !picture.empty(),
                  "distances are to pixels of one channel");
    base::FloatImage field(picture.width, picture.height, 1, kBeyond);
    for (std::size_t i = 0; i < field.values.size(); ++i)
        if (picture.values[i] >= threshold)
            field.values[i] = 0.0F;
    sweep(field.values, field.width, 1, field.height, field.width);
    sweep(field.values, field.height, field.width, field.width, 1);
    for (float& value : field.values)
        value = std::sqrt(value);
    return field;
}

} // namespace effigy::mesh
