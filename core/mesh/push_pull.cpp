// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/push_pull.h"

#include "base/error.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace effigy::mesh {

namespace {

struct Level {
    base::FloatImage values;
    base::FloatImage weight;
};

/// Half the size; weighted means of 2 x 2, weights summed up to 1.
Level coarser(const Level& fine)
{
    const int channels = fine.values.channels;
    const int width = (fine.values.width + 1) / 2, height = (fine.values.height + 1) / 2;
    Level coarse{base::FloatImage(width, height, channels), base::FloatImage(width, height, 1)};
    base::parallelFor(height, 32, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < width; ++x) {
                float sum = 0.0F;
                float* out = coarse.values.at(x, y);
                for (int fy = 2 * y; fy < std::min(2 * y + 2, fine.values.height); ++fy)
                    for (int fx = 2 * x; fx < std::min(2 * x + 2, fine.values.width); ++fx) {
                        const float w = *fine.weight.at(fx, fy);
                        sum += w;
                        for (int c = 0; c < channels; ++c)
                            out[c] += w * fine.values.at(fx, fy)[c];
                    }
                for (int c = 0; c < channels && sum > 0.0F; ++c)
                    out[c] /= sum;
                *coarse.weight.at(x, y) = std::min(1.0F, sum);
            }
    });
    return coarse;
}

/// Fills `fine` from its coarser level, which has no gaps any more.
void refine(Level& fine, const base::FloatImage& coarse)
{
    const int channels = fine.values.channels;
    base::parallelFor(fine.values.height, 32, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < fine.values.width; ++x) {
                const float w = *fine.weight.at(x, y);
                if (w >= 1.0F)
                    continue;
                // The nearer coarse pixel weighs 3/4 along each axis.
                const int nearX = x / 2, nearY = y / 2;
                const int farX = std::clamp(nearX + (x % 2 == 0 ? -1 : 1), 0, coarse.width - 1);
                const int farY = std::clamp(nearY + (y % 2 == 0 ? -1 : 1), 0, coarse.height - 1);
                for (int c = 0; c < channels; ++c) {
                    const float above =
                        0.75F * coarse.at(nearX, nearY)[c] + 0.25F * coarse.at(farX, nearY)[c];
                    const float below =
                        0.75F * coarse.at(nearX, farY)[c] + 0.25F * coarse.at(farX, farY)[c];
                    float& value = fine.values.at(x, y)[c];
                    value = w * value + (1.0F - w) * (0.75F * above + 0.25F * below);
                }
            }
    });
}

} // namespace

base::FloatImage pushPull(const base::FloatImage& values, const base::FloatImage& weight)
{
    base::require(values.width == weight.width && values.height == weight.height &&
                      weight.channels == 1,
                  "pushPull: weight has another size");
    std::vector<Level> levels = {{values, weight}};
    while (levels.back().values.width > 1 || levels.back().values.height > 1)
        levels.push_back(coarser(levels.back()));
    for (std::size_t level = levels.size() - 1; level-- > 0;)
        refine(levels[level], levels[level + 1].values);
    return std::move(levels.front().values);
}

} // namespace effigy::mesh
