// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <vector>

namespace effigy::mesh {

/// Colours with weights on a square grid.
struct WeightedColours {
    int size = 0;
    std::vector<Eigen::Vector3f> colour; // [size * size]
    std::vector<float> weight;           // [size * size] 0..1
};

/// Fills what has no weight smoothly from what has. `size` must be a power of two times at least one.
/// Source: Gortler et al. 1996, section 3.2 (pull-push).
[[nodiscard]] std::vector<Eigen::Vector3f> pullPush(const WeightedColours& grid);

} // namespace effigy::mesh
