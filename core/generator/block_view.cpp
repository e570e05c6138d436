// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/block_view.h"

#include "base/parallel.h"
#include "generator/texture_blocks.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace effigy::generator {
namespace {

using torch::Tensor;

struct Place {
    float u = 0.0F, v = 0.0F; // -1..1
};

/// From `own` a quarter of the way to `to`; where that is a leap, on from `from` as far.
Place quarterTowards(const Place& own, const Place& to, const Place& from, float leap)
{
    const auto isSmooth = [leap](const Place& a, const Place& b) { return std::max(std::abs(b.u - a.u), std::abs(b.v - a.v)) < leap; };
    if (isSmooth(own, to))
        return {own.u + 0.25F * (to.u - own.u), own.v + 0.25F * (to.v - own.v)};
    if (isSmooth(from, own))
        return {own.u + 0.25F * (own.u - from.u), own.v + 0.25F * (own.v - from.v)};
    return own;
}

using Colour = std::array<float, 4>; // the fourth is room, so that one is read at once

/// The picture of four texels where `texture` [C, T, T] has one, that the front or the sides see, row by row.
std::vector<Colour> pictureFor(const Tensor& texture, View view)
{
    const auto side = static_cast<int>(texture.size(1));
    const float* values = texture.data_ptr<float>();
    const auto along = texture.strides();
    std::vector<Colour> picture(static_cast<std::size_t>(4 * side) * static_cast<std::size_t>(side));
    base::parallelFor(side, 8, [&](int begin, int end) {
        for (int row = begin; row < end; ++row)
            for (int column = 0; column < side; ++column) {
                const float* own = values + row * along[1] + column * along[2];
                const auto at = [own, along](int channel) { return own[channel * along[0]]; };
                for (int texel = 0; texel < 4; ++texel) {
                    const auto [red, green, blue] = blockColour(at, view == View::Front, texel);
                    const int y = 2 * row + texel / 2, x = 2 * column + texel % 2;
                    picture[static_cast<std::size_t>(y) * static_cast<std::size_t>(2 * side) + static_cast<std::size_t>(x)] = {red, green, blue, 0.0F};
                }
            }
    });
    return picture;
}

/// One view's places and what it is to show.
class BlockView {
public:
    /// `texture` [C, T, T] and `grid` [S, S, 2] of one item, `to` [S, S, C]; grid and `to` are dense.
    BlockView(const Tensor& texture, const Tensor& grid, const Tensor& to, View view)
        : m_texture(texture), m_values(texture.data_ptr<float>()),
          m_picture(view == View::TopFromAbove ? std::vector<Colour>() : pictureFor(texture, view)),
          m_grid(reinterpret_cast<const Place*>(grid.data_ptr<float>())), m_to(to.data_ptr<float>()), m_view(view),
          m_size(static_cast<int>(grid.size(0))), m_side(static_cast<int>(texture.size(1))), m_channels(static_cast<int>(texture.size(0))), m_leap(leapOf(grid.unsqueeze(0)))
    {
        const auto flips = flippedAxes(view);
        m_flipsRows = std::ranges::find(flips, 2) != flips.end();
        m_flipsColumns = std::ranges::find(flips, 3) != flips.end();
    }

    void fill(int firstRow, int endRow) const
    {
        for (int row = firstRow; row < endRow; ++row)
            for (int column = 0; column < m_size; ++column) {
                float* to = m_to + static_cast<std::ptrdiff_t>(row * m_size + column) * m_channels;
                std::fill_n(to, m_channels, 0.0F);
                if (const Place& place = placeAt(row, column); place.u != 0.0F || place.v != 0.0F)
                    fillTexel(row, column, to);
            }
    }

private:
    [[nodiscard]] const Place& placeAt(int row, int column) const { return m_grid[row * m_size + column]; }

    /// The row's place a quarter of a texel before (0) or after (1) a column's middle.
    [[nodiscard]] Place beside(int row, int column, int half) const
    {
        const Place& own = placeAt(row, column);
        const Place* const left = column > 0 ? &own - 1 : nullptr;
        const Place* const right = column + 1 < m_size ? &own + 1 : nullptr;
        return half == 0 ? quarter(own, left, right) : quarter(own, right, left);
    }

    [[nodiscard]] Place quarter(const Place& own, const Place* to, const Place* from) const
    {
        constexpr Place kFar = {1e9F, 1e9F};
        return quarterTowards(own, to != nullptr ? *to : kFar, from != nullptr ? *from : kFar, m_leap);
    }

    /// Bilinear, zero outside, pixel centres at half-integers; `add(row, column, weight)` takes a texel's share.
    template <typename Add> void sample(const Place& place, int side, const Add& add) const
    {
        const float x = (place.u + 1.0F) * 0.5F * static_cast<float>(side) - 0.5F, y = (place.v + 1.0F) * 0.5F * static_cast<float>(side) - 0.5F;
        const float left = std::floor(x), top = std::floor(y), right = x - left, below = y - top;
        const int column = static_cast<int>(left), row = static_cast<int>(top);
        const auto share = [&](int r, int c, float weight) {
            if (r >= 0 && r < side && c >= 0 && c < side)
                add(r, c, weight);
        };
        share(row, column, (1.0F - right) * (1.0F - below));
        share(row, column + 1, right * (1.0F - below));
        share(row + 1, column, (1.0F - right) * below);
        share(row + 1, column + 1, right * below);
    }

    [[nodiscard]] float valueAt(int channel, int row, int column) const
    {
        return m_values[channel * m_texture.stride(0) + row * m_texture.stride(1) + column * m_texture.stride(2)];
    }

    [[nodiscard]] Colour colourAt(const Place& place) const
    {
        Colour colour{};
        sample(place, 2 * m_side, [&](int row, int column, float weight) {
            const Colour& texel = m_picture[static_cast<std::size_t>(row) * static_cast<std::size_t>(2 * m_side) + static_cast<std::size_t>(column)];
            for (std::size_t c = 0; c < texel.size(); ++c)
                colour[c] += weight * texel[c];
        });
        return colour;
    }

    void fillTexel(int row, int column, float* to) const
    {
        const Place& own = placeAt(row, column);
        const auto plain = [&](int first, int end) {
            sample(own, m_side, [&](int r, int c, float weight) {
                for (int channel = first; channel < end; ++channel)
                    to[channel] += weight * valueAt(channel, r, c);
            });
        };
        plain(kCodeChannels, m_channels);
        if (m_view == View::TopFromAbove)
            return plain(kTopColour, kBlockForm);
        std::array<Colour, 4> block{}; // upright
        for (int half = 0; half < 2; ++half) {
            const Place middle = beside(row, column, half);
            const bool hasAbove = row > 0, hasBelow = row + 1 < m_size;
            const Place above = hasAbove ? beside(row - 1, column, half) : Place{}, below = hasBelow ? beside(row + 1, column, half) : Place{};
            const Place* const aboveAt = hasAbove ? &above : nullptr;
            const Place* const belowAt = hasBelow ? &below : nullptr;
            for (int y = 0; y < 2; ++y) {
                const Place place = y == 0 ? quarter(middle, aboveAt, belowAt) : quarter(middle, belowAt, aboveAt);
                const int uprightRow = m_flipsRows ? 1 - y : y, uprightColumn = m_flipsColumns ? 1 - half : half;
                block[static_cast<std::size_t>(2 * uprightRow + uprightColumn)] = colourAt(place);
            }
        }
        if (m_view == View::Front) {
            for (int c = 0; c < 3; ++c)
                for (int k = 0; k < 4; ++k)
                    to[4 * c + k] = block[static_cast<std::size_t>(k)][static_cast<std::size_t>(c)];
            return;
        }
        std::array<float, 4> bright{};
        for (std::size_t k = 0; k < 4; ++k)
            for (int c = 0; c < 3; ++c) {
                to[kSideColour + c] += 0.25F * block[k][static_cast<std::size_t>(c)];
                bright[k] += block[k][static_cast<std::size_t>(c)] / 3.0F;
            }
        putBlockDetail(bright, to + kSideDetail);
    }

    const Tensor& m_texture;
    const float* m_values;
    std::vector<Colour> m_picture; // [2T, 2T]
    const Place* m_grid;
    float* m_to;
    View m_view;
    int m_size, m_side, m_channels;
    float m_leap;
    bool m_flipsRows = false, m_flipsColumns = false;
};

} // namespace

float leapOf(const Tensor& grid)
{
    constexpr float kTexels = 7.5F;
    return 2.0F * kTexels / static_cast<float>(grid.size(2));
}

Tensor seenTexelByTexel(const Tensor& texture, const Tensor& grid, View view)
{
    const auto n = grid.size(0), size = grid.size(1), channels = texture.size(1);
    const Tensor places = grid.contiguous(), to = at::empty({n, size, grid.size(2), channels}, texture.options());
    for (std::int64_t i = 0; i < n; ++i) {
        const Tensor own = texture[texture.size(0) == 1 ? 0 : i], place = places[i], target = to[i];
        const BlockView seen(own, place, target, view);
        base::parallelFor(static_cast<int>(size), 8, [&](int begin, int end) { seen.fill(begin, end); });
    }
    return to.permute({0, 3, 1, 2});
}

} // namespace effigy::generator
