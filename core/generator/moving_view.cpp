// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/moving_view.h"

#include "base/smoothstep.h"
#include "generator/camera_label.h"
#include "generator/plane_form.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr int kWidestGap = 16;     // texels
constexpr int kFine = 4;           // pixels along a texel in which outlines are looked for
constexpr float kBeside = 0.05F;   // metres from the middle: nearer to it, what ends where is seen from in front
constexpr float kLeastStep = 3e-3F, kFullStep = 8e-3F; // metres down to what is behind, between which outlines begin to count
constexpr float kFade = 4.5e-3F;   // metres beyond its outline over which something falls to what is behind
constexpr float kLeastFall = 1e-3F; // metres from one pixel to the next, from which a surface falls off there
constexpr int kFoot = 4;           // pixels further, where what is behind is found
constexpr int kInner = 2;          // pixels within the outline where its height and colours are taken: the last ones are grazed

bool isSide(View view)
{
    return view == View::LeftMirrored || view == View::Right;
}

/// Where neighbouring texels lie a step apart, with some room about it; nothing where none do.
std::optional<ViewWindow> steps(const float* heights, const float* covered, int size)
{
    constexpr int kRoom = 2;
    int left = size, top = size, right = -1, bottom = -1;
    const auto look = [&](int a, int b) {
        if (covered[a] < 0.5F || covered[b] < 0.5F || std::max(heights[a], heights[b]) < kBeside || std::abs(heights[a] - heights[b]) < kLeastStep)
            return;
        for (const int texel : {a, b}) {
            left = std::min(left, texel % size);
            right = std::max(right, texel % size);
            top = std::min(top, texel / size);
            bottom = std::max(bottom, texel / size);
        }
    };
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            if (column + 1 < size)
                look(row * size + column, row * size + column + 1);
            if (row + 1 < size)
                look(row * size + column, (row + 1) * size + column);
        }
    if (right < 0)
        return std::nullopt;
    left = std::max(0, left - kRoom);
    top = std::max(0, top - kRoom);
    return ViewWindow{left, top, std::min(size, right + kRoom + 1) - left, std::min(size, bottom + kRoom + 1) - top};
}

/// A place on an outline, and the surface that ends there.
struct OutlinePoint {
    float column, row; // texels; the first one's centre lies at 0.5
    float height;
    float u, v;
    float weight; // 0..1
};

/// The outlines of what stands out in a view that covers `window` with kFine pixels along each texel.
std::vector<OutlinePoint> outlinesOf(const ViewRaster& fine, const Tensor& heights, const ViewWindow& window)
{
    const int width = window.columns * kFine, height = window.rows * kFine;
    const auto *high = heights.data_ptr<float>(), *covered = fine.coverage.data_ptr<float>(), *grid = fine.grid.data_ptr<float>();
    std::vector<OutlinePoint> points;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int own = y * width + x;
            if (covered[own] < 0.5F || high[own] < kBeside)
                continue;
            for (const auto& [dx, dy] : {std::array{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                const int u = x + dx, v = y + dy;
                if (u < 0 || v < 0 || u >= width || v >= height || covered[v * width + u] < 0.5F)
                    continue;
                const int fx = std::clamp(x + kFoot * dx, 0, width - 1), fy = std::clamp(y + kFoot * dy, 0, height - 1), foot = fy * width + fx;
                const float down = high[own] - high[v * width + u], step = covered[foot] > 0.5F ? high[own] - high[foot] : down;
                if (down < kLeastFall || step < kLeastStep)
                    continue;
                const int ix = std::clamp(x - kInner * dx, 0, width - 1), iy = std::clamp(y - kInner * dy, 0, height - 1);
                const int inner = covered[iy * width + ix] > 0.5F && std::abs(high[iy * width + ix] - high[own]) < kLeastStep ? iy * width + ix : own;
                constexpr float kPixel = 1.0F / kFine;
                points.push_back({static_cast<float>(window.left) + (static_cast<float>(x) + 0.5F + 0.5F * static_cast<float>(dx)) * kPixel,
                                  static_cast<float>(window.top) + (static_cast<float>(y) + 0.5F + 0.5F * static_cast<float>(dy)) * kPixel, high[inner],
                                  grid[2 * inner], grid[2 * inner + 1], base::smoothstep(kLeastStep, kFullStep, step)});
            }
        }
    return points;
}

/// What stands out beside the texels that lie behind its outline.
struct Rims {
    Tensor share;  // [1, 1, S, S] 0..1; 0 where nothing does
    Tensor grid;   // [1, S, S, 2]
    Tensor height; // [1, 1, S, S]
};

/// Shares fall with the distance from an outline; of several, the one that stands out most there is taken.
Rims rimsOf(const std::vector<OutlinePoint>& points, const float* heights, const float* covered, int size, float metresPerTexel)
{
    Rims rims{at::zeros({1, 1, size, size}), at::zeros({1, size, size, 2}), at::zeros({1, 1, size, size})};
    std::vector<float> raised(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0F); // metres above what is behind
    auto *share = rims.share.data_ptr<float>(), *grid = rims.grid.data_ptr<float>(), *height = rims.height.data_ptr<float>();
    const float reach = kFade / metresPerTexel;
    for (const OutlinePoint& point : points) {
        const auto from = [&](float at) { return std::max(0, static_cast<int>(std::floor(at - reach))); };
        const auto to = [&](float at) { return std::min(size - 1, static_cast<int>(std::ceil(at + reach))); };
        for (int row = from(point.row); row <= to(point.row); ++row)
            for (int column = from(point.column); column <= to(point.column); ++column) {
                const int texel = row * size + column;
                if (covered[texel] < 0.5F || point.height - heights[texel] < 0.5F * kLeastStep)
                    continue;
                const float away = metresPerTexel * std::hypot(static_cast<float>(column) + 0.5F - point.column, static_cast<float>(row) + 0.5F - point.row);
                // Slowly at first: where a slope begins at once, it begins with a texel.
                const float counts = point.weight * (1.0F - away * away / (kFade * kFade));
                const float rise = counts * (point.height - heights[texel]);
                if (rise <= raised[static_cast<std::size_t>(texel)])
                    continue;
                raised[static_cast<std::size_t>(texel)] = rise;
                share[texel] = counts;
                height[texel] = point.height;
                grid[2 * texel] = point.u;
                grid[2 * texel + 1] = point.v;
            }
    }
    return rims;
}

/// A front view without pits of a texel or two: between lips that part, a gap at their corners shows the throat.
ViewRaster withoutPits(const HeadLayout& layout, const ViewRaster& raster)
{
    constexpr double kDeep = 0.025; // metres
    const Tensor isCovered = raster.coverage.gt(0.5);
    const Tensor heights = at::where(isCovered, heightsOf(layout, raster, View::Front), at::full({1}, -1.0F));
    const Tensor closed = -at::max_pool2d(-at::max_pool2d(heights, {3, 3}, {1, 1}, {1, 1}), {3, 3}, {1, 1}, {1, 1});
    const Tensor isPit = (closed - heights).gt(kDeep).logical_and(isCovered);
    return {raster.grid, raster.coverage * isPit.logical_not(), raster.depth};
}

} // namespace

Tensor maskAt(const HeadLayout& layout, const Tensor& grid)
{
    return at::grid_sampler(layout.uvMask.expand({grid.size(0), 1, -1, -1}), grid, 0, 0, false);
}

MovingView coarseMovingView(const HeadLayout& layout, const ViewRaster& raster, View view)
{
    const ViewRaster seen = view == View::Front ? withoutPits(layout, raster) : raster;
    const ViewRaster wide = withOverhang(withoutGaps(seen, kWidestGap), kOverhang);
    return {wide, maskAt(layout, wide.grid)};
}

MovingView movingView(const HeadLayout& layout, const Tensor& vertices, const ViewRaster& raster, View view, double boxWarp)
{
    if (!isSide(view))
        return coarseMovingView(layout, raster, view);
    const ViewRaster whole = withoutGaps(raster, kWidestGap);
    const auto size = static_cast<int>(raster.grid.size(1));
    const Tensor heights = heightsOf(layout, whole, view).contiguous(), covered = whole.coverage.contiguous();
    const auto metresPerTexel = static_cast<float>(boxWarp / kWorldPerMetre / size);
    std::vector<Tensor> shares, grids, tops;
    for (std::int64_t i = 0; i < heights.size(0); ++i) {
        const float *own = heights[i].data_ptr<float>(), *is = covered[i].data_ptr<float>();
        std::vector<OutlinePoint> points;
        if (const auto window = steps(own, is, size)) {
            const ViewRaster fine = rasteriseWindow(layout, vertices.slice(0, i, i + 1), view, size, *window, kFine);
            points = outlinesOf(fine, heightsOf(layout, fine, view), *window);
        }
        const Rims rims = rimsOf(points, own, is, size, metresPerTexel);
        shares.push_back(rims.share);
        grids.push_back(rims.grid);
        tops.push_back(rims.height);
    }
    const Tensor share = at::cat(shares, 0), grid = at::cat(grids, 0), top = at::cat(tops, 0), isRim = share.gt(0.0);
    // A texel has colours of one place: of what counts more there.
    const Tensor own = share * maskAt(layout, grid), behind = (1.0 - share) * maskAt(layout, whole.grid), sum = own + behind;
    const Tensor isOwn = isRim.logical_and(own.ge(behind));
    const Tensor height = at::where(isRim, (own * top + behind * heights) / sum.clamp_min(1e-6), heights);
    const ViewRaster rimmed = {at::where(isOwn.squeeze(1).unsqueeze(3), grid, whole.grid), whole.coverage,
                               whole.depth - (height - heights) * layout.orthScale};
    const ViewRaster wide = withOverhang(rimmed, kOverhang);
    return {wide, at::where(isRim, sum, maskAt(layout, wide.grid))};
}

} // namespace effigy::generator
