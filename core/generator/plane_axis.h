// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/camera_label.h"

#include <algorithm>

namespace effigy::generator {

/// Where rows and columns of the planes lie, metres.
struct PlaneAxis {
    int size;
    double boxWarp;

    [[nodiscard]] double at(int texel) const { return at(texel, size); }
    [[nodiscard]] double at(int texel, int texels) const { return ((texel + 0.5) / texels - 0.5) * boxWarp / kWorldPerMetre; }
    [[nodiscard]] int nearest(double place) const { return std::clamp(static_cast<int>((place * kWorldPerMetre / boxWarp + 0.5) * size), 0, size - 1); }
    [[nodiscard]] int rowAt(double height) const { return nearest(height + kWorldLift); }
    [[nodiscard]] double height(int row) const { return at(row) - kWorldLift; }
    [[nodiscard]] double height(int row, int rows) const { return at(row, rows) - kWorldLift; }
    [[nodiscard]] double texel() const { return boxWarp / kWorldPerMetre / size; }
};

} // namespace effigy::generator
