// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace effigy::generator {

/// Importance sampling of one ray after the other: depths where its coarse samples found something.
/// Source: as importanceDepths.
class RaySampler {
public:
    /// Of rays with `samples` coarse samples, at least four.
    explicit RaySampler(int samples)
        : m_samples(samples), m_bins(static_cast<std::size_t>(samples - 1)), m_cdf(static_cast<std::size_t>(samples - 2))
    {
    }

    /// Takes a ray.
    ///   depths   [S] ascending
    ///   weights  [S - 1] of the intervals between them
    void prepare(const float* depths, const float* weights)
    {
        for (int j = 0; j < m_samples - 1; ++j)
            m_bins[j] = 0.5F * (depths[j] + depths[j + 1]);
        float sum = 0.0F;
        for (int j = 1; j < m_samples - 2; ++j)
            sum += smoothed(weights, j) + kTiny;
        m_cdf[0] = 0.0F;
        for (int j = 1; j < m_samples - 2; ++j)
            m_cdf[j] = m_cdf[j - 1] + (smoothed(weights, j) + kTiny) / sum;
    }

    /// [S - 1] middles of neighbouring depths.
    [[nodiscard]] const std::vector<float>& edges() const { return m_bins; }

    /// Mean of the maxima over the neighbouring pairs on both sides of weight j, 0 < j < S - 2, lifted off zero.
    [[nodiscard]] static float smoothed(const float* weights, int j)
    {
        const float left = std::max(weights[j - 1], weights[j]);
        const float right = std::max(weights[j], weights[j + 1]);
        return 0.5F * (left + right) + 0.01F;
    }

    /// The depth of draw `u` in [0, 1) on the ray that was taken last.
    [[nodiscard]] float depthAt(float u) const
    {
        const auto above = static_cast<int>(std::upper_bound(m_cdf.begin(), m_cdf.end(), u) - m_cdf.begin());
        const int low = std::max(above - 1, 0);
        const int high = std::min(above, m_samples - 3);
        float width = m_cdf[high] - m_cdf[low];
        if (width < kTiny)
            width = 1.0F;
        return m_bins[low] + (u - m_cdf[low]) / width * (m_bins[high] - m_bins[low]);
    }

private:
    static constexpr float kTiny = 1e-5F;

    int m_samples;
    std::vector<float> m_bins; // [S - 1]
    std::vector<float> m_cdf;  // [S - 2]
};

} // namespace effigy::generator
