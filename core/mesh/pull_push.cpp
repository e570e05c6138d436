// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/pull_push.h"

#include <algorithm>

namespace effigy::mesh {

namespace {

WeightedColours pull(const WeightedColours& fine)
{
    WeightedColours coarse;
    coarse.size = fine.size / 2;
    const auto cells = static_cast<std::size_t>(coarse.size) * coarse.size;
    coarse.colour.assign(cells, Eigen::Vector3f::Zero());
    coarse.weight.assign(cells, 0.0F);
    for (int y = 0; y < coarse.size; ++y) {
        for (int x = 0; x < coarse.size; ++x) {
            Eigen::Vector3f sum = Eigen::Vector3f::Zero();
            float weight = 0.0F;
            for (int k = 0; k < 4; ++k) {
                const int i = (2 * y + k / 2) * fine.size + 2 * x + k % 2;
                sum += fine.weight[i] * fine.colour[i];
                weight += fine.weight[i];
            }
            const int at = y * coarse.size + x;
            if (weight > 0.0F)
                coarse.colour[at] = sum / weight;
            coarse.weight[at] = std::min(1.0F, weight);
        }
    }
    return coarse;
}

Eigen::Vector3f bilinear(const std::vector<Eigen::Vector3f>& grid, int size, float x, float y)
{
    const float fx = std::clamp(x - 0.5F, 0.0F, static_cast<float>(size - 1));
    const float fy = std::clamp(y - 0.5F, 0.0F, static_cast<float>(size - 1));
    const int x0 = static_cast<int>(fx), y0 = static_cast<int>(fy);
    const int x1 = std::min(x0 + 1, size - 1), y1 = std::min(y0 + 1, size - 1);
    const float u = fx - static_cast<float>(x0), v = fy - static_cast<float>(y0);
    return (1 - v) * ((1 - u) * grid[y0 * size + x0] + u * grid[y0 * size + x1]) +
           v * ((1 - u) * grid[y1 * size + x0] + u * grid[y1 * size + x1]);
}

} // namespace

std::vector<Eigen::Vector3f> pullPush(const WeightedColours& grid)
{
    if (grid.size <= 1 || grid.size % 2 != 0)
        return grid.colour;
    const WeightedColours coarse = pull(grid);
    const std::vector<Eigen::Vector3f> below = pullPush(coarse);
    std::vector<Eigen::Vector3f> filled = grid.colour;
    for (int y = 0; y < grid.size; ++y) {
        for (int x = 0; x < grid.size; ++x) {
            const int i = y * grid.size + x;
            const float weight = std::min(1.0F, grid.weight[i]);
            if (weight < 1.0F)
                filled[i] = weight * grid.colour[i] +
                            (1.0F - weight) * bilinear(below, coarse.size, 0.5F * (static_cast<float>(x) + 0.5F),
                                                       0.5F * (static_cast<float>(y) + 0.5F));
        }
    }
    return filled;
}

} // namespace effigy::mesh
