// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace effigy::synth {

/// The nearest triangle at every sample of a picture. One thread; made for many small triangles.
class SampleRaster {
public:
    SampleRaster(int width, int height);

    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }

    /// Forgets everything.
    void clear();

    /// Which sides of triangles are drawn: Front has its corners in order against the clock, as seen.
    enum class Sides { Both, Front };

    /// Draws triangles. Triangle k of the list is known as `firstId` + k.
    ///   points     [P, 3] column and row in samples (centres at half-integers), then 1 / depth; depth <= 0: 1 / depth <= 0, not drawn
    ///   triangles  [F, 3] into points
    void draw(std::span<const float> points, std::span<const std::int32_t> triangles, std::int32_t firstId, Sides sides = Sides::Both);

    /// Draws bands that turn to the viewer, each a pair of triangles (v, v + 1, v + 3) and (v, v + 3, v + 2) across which depth hardly changes,
    /// quicker than draw. Both are known by the number of the first.
    ///   every  draws one of so many bands, and that so many times as wide: what a mass of hair hides, for less
    void drawBands(std::span<const float> points, std::span<const std::int32_t> triangles, std::int32_t firstId, int every = 1);

    /// [height, width] the nearest triangle, -1: none.
    [[nodiscard]] const std::vector<std::int32_t>& ids() const { return m_ids; }
    /// [height, width] 1 / depth, 0: none.
    [[nodiscard]] const std::vector<float>& nearness() const { return m_nearness; }

private:
    struct Band;
    /// Walks a band along its longer axis. `across` and `along` are how far apart neighbours lie in memory.
    void fillBand(const Band& band, int across, int along, int acrossCount, int alongCount, std::int32_t id);

    int m_width, m_height;
    std::vector<std::int32_t> m_ids;
    std::vector<float> m_nearness;
};

/// Perspective-correct weights of a triangle's corners at a sample.
struct SampleWeights {
    float a = 0, b = 0, c = 0;
};
[[nodiscard]] SampleWeights weightsAt(std::span<const float> points, const std::int32_t* triangle, float column, float row);

} // namespace effigy::synth
