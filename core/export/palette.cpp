// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/palette.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace effigy::exporter {

namespace {

constexpr int kColours = 255;
constexpr int kTransparent = 255;
constexpr int kCellBits = 5;

int cellOf(const std::uint8_t* p)
{
    return ((p[0] >> 3) << (2 * kCellBits)) | ((p[1] >> 3) << kCellBits) | (p[2] >> 3);
}

int coordinate(int cell, int axis)
{
    return (cell >> ((2 - axis) * kCellBits)) & ((1 << kCellBits) - 1);
}

/// A box of used cells, as a range of a shared list.
struct Box {
    int begin = 0;
    int end = 0;
    std::uint64_t pixels = 0;
    int longestAxis = 0;
    int extent = 0;
};

} // namespace

PaletteMaker::PaletteMaker() : m_cells(std::size_t{1} << (3 * kCellBits)) {}

void PaletteMaker::count(const base::Image& rgba)
{
    base::require(rgba.channels == 4, "PaletteMaker: the picture is not RGBA");
    for (std::size_t i = 0; i < rgba.pixels.size(); i += 4) {
        const auto* p = &rgba.pixels[i];
        if (p[3] < 128)
            continue;
        auto& cell = m_cells[cellOf(p)];
        ++cell.pixels;
        for (int axis = 0; axis < 3; ++axis)
            cell.sum[axis] += p[axis];
    }
}

std::array<std::uint32_t, 256> PaletteMaker::palette() const
{
    std::vector<int> cells;
    for (int cell = 0; cell < static_cast<int>(m_cells.size()); ++cell)
        if (m_cells[cell].pixels > 0)
            cells.push_back(cell);
    std::array<std::uint32_t, 256> palette{};
    palette.fill(0xFF000000U);
    palette[kTransparent] = 0x00000000U;
    if (cells.empty())
        return palette;

    const auto boxOf = [&](int begin, int end) {
        Box box{begin, end, 0, 0, -1};
        for (int axis = 0; axis < 3; ++axis) {
            int low = 1 << kCellBits, high = -1;
            for (int i = begin; i < end; ++i) {
                low = std::min(low, coordinate(cells[i], axis));
                high = std::max(high, coordinate(cells[i], axis));
            }
            if (high - low > box.extent) {
                box.extent = high - low;
                box.longestAxis = axis;
            }
        }
        for (int i = begin; i < end; ++i)
            box.pixels += m_cells[cells[i]].pixels;
        return box;
    };
    std::vector<Box> boxes = {boxOf(0, static_cast<int>(cells.size()))};
    while (static_cast<int>(boxes.size()) < kColours) {
        // Splitting by extent and crowd alike keeps small strong colours (lips, eyes) beside much
        // skin.
        const auto worst =
            std::max_element(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) {
                const auto cost = [](const Box& box) {
                    return static_cast<double>(box.extent) * box.extent *
                           std::sqrt(static_cast<double>(box.pixels));
                };
                return cost(a) < cost(b);
            });
        if (worst->extent <= 0)
            break;
        const Box box = *worst;
        std::sort(cells.begin() + box.begin, cells.begin() + box.end, [&](int a, int b) {
            const int ca = coordinate(a, box.longestAxis), cb = coordinate(b, box.longestAxis);
            return ca != cb ? ca < cb : a < b;
        });
        std::uint64_t before = 0;
        int middle = box.begin;
        while (middle < box.end - 1 && (middle == box.begin || before * 2 < box.pixels))
            before += m_cells[cells[middle++]].pixels;
        *worst = boxOf(box.begin, middle);
        boxes.push_back(boxOf(middle, box.end));
    }
    for (std::size_t k = 0; k < boxes.size(); ++k) {
        std::array<std::uint64_t, 3> sum{};
        for (int i = boxes[k].begin; i < boxes[k].end; ++i)
            for (int axis = 0; axis < 3; ++axis)
                sum[axis] += m_cells[cells[i]].sum[axis];
        const auto mean = [&](int axis) {
            return static_cast<std::uint32_t>((sum[axis] + boxes[k].pixels / 2) / boxes[k].pixels);
        };
        palette[k] = 0xFF000000U | (mean(0) << 16) | (mean(1) << 8) | mean(2);
    }
    return palette;
}

PaletteMapper::PaletteMapper(const std::array<std::uint32_t, 256>& palette)
    : m_palette(palette), m_known(std::size_t{64} * 64 * 64, -1)
{
}

std::uint8_t PaletteMapper::nearest(int red, int green, int blue)
{
    auto& known =
        m_known[static_cast<std::size_t>((red >> 2) << 12 | (green >> 2) << 6 | blue >> 2)];
    if (known >= 0)
        return static_cast<std::uint8_t>(known);
    int best = std::numeric_limits<int>::max();
    for (int k = 0; k < kColours; ++k) {
        const int dr = red - static_cast<int>(m_palette[k] >> 16 & 255),
                  dg = green - static_cast<int>(m_palette[k] >> 8 & 255),
                  db = blue - static_cast<int>(m_palette[k] & 255);
        const int distance = 3 * dr * dr + 6 * dg * dg + db * db; // about the luma weights
        if (distance < best) {
            best = distance;
            known = static_cast<std::int16_t>(k);
        }
    }
    return static_cast<std::uint8_t>(known);
}

std::vector<std::uint8_t> PaletteMapper::map(const base::Image& rgba)
{
    base::require(rgba.channels == 4, "PaletteMapper: the picture is not RGBA");
    // Bayer's 4 x 4 matrix, centred on zero.
    static constexpr int kBayer[4][4] = {
        {0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};
    std::vector<std::uint8_t> indices(static_cast<std::size_t>(rgba.width) * rgba.height);
    for (int y = 0; y < rgba.height; ++y)
        for (int x = 0; x < rgba.width; ++x) {
            const auto* p = rgba.at(x, y);
            auto& index = indices[static_cast<std::size_t>(y) * rgba.width + x];
            if (p[3] < 128) {
                index = kTransparent;
                continue;
            }
            const int nudge = (kBayer[y & 3][x & 3] * 2 - 15) / 2;
            const auto nudged = [&](int c) { return std::clamp(p[c] + nudge, 0, 255); };
            index = nearest(nudged(0), nudged(1), nudged(2));
        }
    return indices;
}

} // namespace effigy::exporter
