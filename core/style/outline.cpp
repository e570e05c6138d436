// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/outline.h"

#include "base/parallel.h"
#include "base/smoothstep.h"
#include "style/colour.h"
#include "style/plane_filter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace effigy::style {

namespace {

/// Ink 0..1 where the form steps back by `step` metres or folds within `reach` pixels.
base::FloatImage formEdges(const Surface& form, int reach, double detail)
{
    const auto& depth = form.depth;
    const auto normals = cameraNormals(form, std::max(1.0, 0.5 * reach));
    const auto step = static_cast<float>(0.010 - 0.006 * detail); // metres: an ear in front of the head .. a lip
    const auto fold = static_cast<float>(1.05 - 0.75 * detail);   // 1 - cosine: none .. the wing of a nose
    base::FloatImage edges(depth.width, depth.height, 1);
    constexpr std::array<std::pair<int, int>, 4> kDirections = {{{1, 0}, {0, 1}, {1, 1}, {1, -1}}};
    base::parallelFor(depth.height, 8, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < depth.width; ++x) {
                const float here = *depth.at(x, y);
                if (here <= 0.0F)
                    continue;
                float ink = 0.0F;
                for (const auto& [dx, dy] : kDirections) {
                    const int ax = std::clamp(x + reach * dx, 0, depth.width - 1), ay = std::clamp(y + reach * dy, 0, depth.height - 1);
                    const int bx = std::clamp(x - reach * dx, 0, depth.width - 1), by = std::clamp(y - reach * dy, 0, depth.height - 1);
                    const float a = *depth.at(ax, ay), b = *depth.at(bx, by);
                    if (a <= 0.0F || b <= 0.0F)
                        continue; // the silhouette is drawn from alpha
                    const float bend = std::abs(a + b - 2.0F * here);
                    ink = std::max(ink, base::smoothstep(step, 2.0F * step, bend));
                    const float *na = normals.at(ax, ay), *nb = normals.at(bx, by);
                    const float turn = 1.0F - (na[0] * nb[0] + na[1] * nb[1] + na[2] * nb[2]);
                    ink = std::max(ink, base::smoothstep(fold, fold + 0.4F, turn));
                }
                *edges.at(x, y) = ink;
            }
    });
    return edges;
}

} // namespace

void drawOutline(base::FloatImage& picture, const Surface& form, const Outline& outline)
{
    const double width = std::max(1.0, outline.width * picture.height / 1000.0); // pixels
    const int reach = std::max(1, static_cast<int>(std::lround(0.35 * width)));
    const auto inner = blurred(formEdges(form, reach, outline.detail), 0.3 * width);
    base::FloatImage alpha(picture.width, picture.height, 1);
    for (std::size_t i = 0; i < alpha.values.size(); ++i)
        alpha.values[i] = picture.values[4 * i + 3];
    const auto soft = blurred(alpha, 0.45 * width);
    const auto amount = static_cast<float>(outline.amount), light = static_cast<float>(outline.light);
    for (std::size_t i = 0; i < alpha.values.size(); ++i) {
        const float rim = 4.0F * soft.values[i] * (1.0F - soft.values[i]); // 1 on the silhouette
        const float ink = amount * std::max(base::smoothstep(0.35F, 0.75F, rim), std::min(1.0F, 1.3F * inner.values[i]));
        float* pixel = picture.values.data() + 4 * i;
        for (int c = 0; c < 3; ++c)
            pixel[c] += ink * (light - pixel[c]);
        pixel[3] += ink * (1.0F - pixel[3]);
    }
}

} // namespace effigy::style
