// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/uv_chart.h"

#include <algorithm>
#include <cmath>

namespace effigy::mesh {
namespace {

constexpr int kSquares = 16;

/// One channel of the colour `hue` (0..1, around the circle) at full saturation and value; `shift` 5: red, 3: green, 1: blue.
double channelOf(double hue, double shift)
{
    const double k = std::fmod(shift + hue * 6.0, 6.0);
    return 1.0 - std::clamp(std::min(k, 4.0 - k), 0.0, 1.0);
}

} // namespace

base::Image uvChart(int side)
{
    base::Image chart(side, side, 3);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const double u = (x + 0.5) / side, v = 1.0 - (y + 0.5) / side;
            const bool isLight = (int(u * kSquares) + int(v * kSquares)) % 2 == 0;
            const double value = isLight ? 0.92 : 0.62, saturation = 0.25 + 0.6 * v;
            std::uint8_t* pixel = chart.at(x, y);
            for (int c = 0; c < 3; ++c) {
                const double pure = channelOf(u, 5.0 - 2.0 * c);
                pixel[c] = std::uint8_t(std::lround(255.0 * value * (1.0 - saturation * (1.0 - pure))));
            }
        }
    }
    return chart;
}

} // namespace effigy::mesh
