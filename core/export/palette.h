// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"

#include <array>
#include <cstdint>
#include <vector>

namespace effigy::exporter {

/// Counts the colours of pictures and chooses 255 that stand for them; index 255 is left for what
/// is transparent.
class PaletteMaker {
public:
    PaletteMaker();
    /// Counts the colours of an RGBA picture that are at least half opaque.
    void count(const base::Image& rgba);
    /// 256 entries 0xAARRGGBB. Source: Heckbert 1982, median cut.
    [[nodiscard]] std::array<std::uint32_t, 256> palette() const;

private:
    struct Cell {
        std::uint64_t pixels = 0;
        std::array<std::uint64_t, 3> sum{};
    };
    std::vector<Cell> m_cells; // [32 * 32 * 32]
};

/// Palette indices of RGBA pictures, with an ordered dither that stands still from frame to frame.
class PaletteMapper {
public:
    explicit PaletteMapper(const std::array<std::uint32_t, 256>& palette);
    /// [height, width] indices.
    [[nodiscard]] std::vector<std::uint8_t> map(const base::Image& rgba);

private:
    [[nodiscard]] std::uint8_t nearest(int red, int green, int blue);

    std::array<std::uint32_t, 256> m_palette;
    std::vector<std::int16_t> m_known; // [64 * 64 * 64] index by colour, -1: not looked up yet
};

} // namespace effigy::exporter
