// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/pixel_blocks.h"

#include "base/error.h"
#include "base/parallel.h"
#include "generator/fir.h"
#include "generator/texture_blocks.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace effigy::generator {
namespace {

using torch::Tensor;

constexpr std::array kViews = {View::Front, View::TopFromAbove, View::LeftMirrored, View::Right}; // in the order of planes

constexpr std::array kPictured = {0, 2, 3}; // planes that hold blocks

/// A plane's picture as it lies there, [N, 1, 2P, 2P, 3].
///   plane  [N, P, P, C]
Tensor finePicture(const Tensor& plane, View view)
{
    const auto flips = flippedAxes(view);
    const Tensor upright = plane.permute({0, 3, 1, 2}).flip(flips);
    return (view == View::Front ? frontPicture(upright) : sidePicture(upright)).flip(flips).permute({0, 2, 3, 1}).unsqueeze(1);
}

/// The places of quarter 2 y + x.
Tensor quarterPlaces(const Tensor& points, const Tensor& quarters, int x, int y)
{
    const auto row = [&](int k) { return quarters.slice(1, k, k + 1); }; // [N, 1, 3]
    const Tensor ahead = ((points - row(0)) * row(1)).sum(2, true);
    return points + ahead * (row(2) * (2.0 * x - 1.0) + row(3) * (2.0 * y - 1.0));
}

} // namespace

Tensor pixelQuarters(const Tensor& labels, int resolution)
{
    constexpr double kQuarter = 0.25;
    const auto n = labels.size(0);
    const Tensor pose = labels.slice(1, 0, 16).reshape({n, 4, 4}), intrinsics = labels.slice(1, 16, 25).reshape({n, 3, 3});
    const auto axis = [&](int k) { return pose.slice(1, 0, 3).select(2, k); }; // [N, 3]
    const auto per = [&](int k) { return kQuarter / resolution / intrinsics.select(1, k).slice(1, k, k + 1); };
    return at::stack({axis(3), axis(2), axis(0) * per(0), axis(1) * per(1)}, 1);
}

Tensor withPixelBlocks(const Tensor& features, const Tensor& planes, const Tensor& points, const Tensor& quarters, const PlaneGeometry& geometry)
{
    base::require(planes.size(1) == static_cast<std::int64_t>(kViews.size()) && features.size(2) >= kCodeChannels, "planes with blocks");
    std::vector<Tensor> places;
    for (int y = 0; y < 2; ++y)
        for (int x = 0; x < 2; ++x)
            places.push_back(quarterPlaces(points, quarters, x, y));
    const Tensor all = at::cat(places, 1);
    const auto seen = [&](const Tensor& pictures, std::vector<PlaneAxes> axes) {
        const PlaneGeometry here = {std::move(axes), geometry.scale, geometry.shareSum};
        return samplePlanes(pictures, all, here).reshape({points.size(0), 4, points.size(1), 3}); // [N, quarter, M, colour]
    };
    const Tensor front = seen(finePicture(planes.select(1, 0), kViews[0]), {geometry.planes[0]});
    const Tensor sides = seen(at::cat({finePicture(planes.select(1, 2), kViews[2]), finePicture(planes.select(1, 3), kViews[3])}, 1),
                              {geometry.planes[2], geometry.planes[3]});
    const Tensor detail = blockDetail(sides.mean({3})).transpose(1, 2); // of [N, quarter, M]
    return at::cat({front.permute({0, 2, 3, 1}).reshape({points.size(0), points.size(1), kColourChannels}), sides.mean({1}),
                    features.slice(2, kTopColour, kSideDetail), detail, features.slice(2, kCodeChannels)}, 2);
}

namespace {

constexpr int kRawChannels = 3;
constexpr float kThin = 0.5F;   // coverage below which the enlarged raw image counts as well
constexpr float kLeast = 1e-3F; // of coverage that colours are divided by

/// Without gradient, pixel by pixel.
///   around  [4, 2R, 2R] the enlarged raw image, 0..1, and its coverage; changed into the result
void putQuarters(Tensor around, const Tensor& features, const Tensor& alpha)
{
    const auto rays = static_cast<int>(alpha.size(1)), pixels = 2 * rays;
    const std::ptrdiff_t plane = static_cast<std::ptrdiff_t>(pixels) * pixels, perChannel = features.stride(0), perRow = features.stride(1), perColumn = features.stride(2);
    const auto *feature = features.data_ptr<float>(), *covered = alpha.data_ptr<float>();
    auto* to = around.data_ptr<float>();
    base::parallelFor(rays, 8, [&](int begin, int end) {
        for (int row = begin; row < end; ++row)
            for (int column = 0; column < rays; ++column) {
                const float own = covered[row * rays + column], share = std::min(1.0F, own / kThin), whole = 0.5F / std::max(own, kLeast);
                const float* from = feature + row * perRow + column * perColumn + kRawChannels * perChannel;
                for (int quarter = 0; quarter < 4; ++quarter) {
                    float* at = to + static_cast<std::ptrdiff_t>(2 * row + quarter / 2) * pixels + 2 * column + quarter % 2;
                    const float coverage = at[3 * plane], thin = (1.0F - share) / std::max(coverage, kLeast);
                    for (int c = 0; c < 3; ++c) {
                        const float seen = (from[(4 * c + quarter) * perChannel] + 1.0F) * whole;
                        at[c * plane] = 2.0F * (thin * at[c * plane] + share * seen) - 1.0F;
                    }
                    at[3 * plane] = 2.0F * coverage - 1.0F;
                }
            }
    });
}

} // namespace

Tensor pictureOfQuarters(const Tensor& features, const Tensor& alpha)
{
    const auto unit = [](const Tensor& x) { return x * 0.5 + 0.5; };
    const Tensor around = upsample2d(at::cat({unit(features.slice(1, 0, kRawChannels)), alpha}, 1));
    if (!at::GradMode::is_enabled() && features.is_cpu()) {
        const Tensor picture = around.contiguous(), covered = alpha.contiguous();
        for (std::int64_t i = 0; i < features.size(0); ++i)
            putQuarters(picture[i], features[i], covered[i][0]);
        return picture;
    }
    const Tensor share = (alpha / kThin).clamp_max(1.0);
    const Tensor seen = unit(features.slice(1, kRawChannels, kRawChannels + kColourChannels)) * (share / alpha.clamp_min(kLeast));
    const Tensor coverage = around.slice(1, 3, 4);
    const Tensor thin = at::upsample_nearest2d(1.0 - share, {around.size(2), around.size(3)}) / coverage.clamp_min(kLeast);
    return at::cat({around.slice(1, 0, 3) * thin + at::pixel_shuffle(seen, 2), coverage}, 1) * 2.0 - 1.0;
}

PixelBlocks::PixelBlocks(const Tensor& planes, const Tensor& points, const Tensor& quarters, const PlaneGeometry& geometry)
    : m_size(static_cast<int>(planes.size(1))), m_channels(static_cast<int>(planes.size(3))), m_scale(static_cast<float>(geometry.scale)),
      m_divisor(static_cast<float>(geometry.shareSum))
{
    constexpr int kRoom = 3; // texels: neighbours, and the quarters of pixels beside points
    const Tensor numbers = quarters.contiguous();
    std::copy_n(numbers.data_ptr<float>(), m_quarters.size(), m_quarters.begin());
    if (points.size(0) == 0)
        return;
    const Tensor least = std::get<0>(points.min(0)), most = std::get<0>(points.max(0));
    const auto texel = [&](const Tensor& place, int axis) { // NaN and what is far outside count as the border
        const float at = 0.5F * (m_scale * place.data_ptr<float>()[axis] + 1.0F) * static_cast<float>(m_size);
        return static_cast<std::ptrdiff_t>(std::min(static_cast<float>(m_size), std::max(0.0F, at)));
    };
    const auto from = [&](int axis) { return std::max<std::ptrdiff_t>(0, texel(least, axis) - kRoom); };
    const auto to = [&](int axis) { return std::min<std::ptrdiff_t>(m_size, texel(most, axis) + kRoom + 1); };
    for (std::size_t k = 0; k < m_pictures.size(); ++k) {
        const int plane = kPictured[k];
        const PlaneAxes& axes = geometry.planes[static_cast<std::size_t>(plane)];
        const std::ptrdiff_t left = from(axes.column), top = from(axes.row);
        m_pictures[k] = laidOut(planes.data_ptr<float>(), plane, {2 * left, 2 * top, 2 * (to(axes.column) - left), 2 * (to(axes.row) - top)});
    }
}

/// Writes a window of a plane's picture out, divided by the number of planes that a point sees.
PixelBlocks::Picture PixelBlocks::laidOut(const float* planes, int plane, Picture window) const
{
    const View view = kViews[static_cast<std::size_t>(plane)];
    const auto flips = flippedAxes(view);
    const bool isFront = view == View::Front, flipsColumns = std::ranges::find(flips, 3) != flips.end();
    base::require(std::ranges::find(flips, 2) != flips.end(), "planes whose rows run upwards");
    const std::ptrdiff_t size = m_size, across = window.columns + 2, down = window.rows + 2;
    window.pixels = std::make_unique_for_overwrite<Colour[]>(static_cast<std::size_t>(across * down));
    Colour* const pixels = window.pixels.get();
    std::fill_n(pixels, across, Colour{});
    std::fill_n(pixels + (down - 1) * across, across, Colour{});
    for (std::ptrdiff_t row = 1; row + 1 < down; ++row)
        pixels[row * across] = pixels[row * across + across - 1] = Colour{};
    const float* own = planes + plane * size * size * m_channels;
    base::parallelFor(static_cast<int>(window.rows / 2), 16, [&](int begin, int end) {
        for (std::ptrdiff_t row = begin; row < end; ++row)
            for (std::ptrdiff_t column = 0; column < window.columns / 2; ++column) {
                const float* texel = own + ((window.top / 2 + row) * size + window.left / 2 + column) * m_channels;
                const auto at = [texel](int channel) { return texel[channel]; };
                for (int y = 0; y < 2; ++y)
                    for (int x = 0; x < 2; ++x) {
                        const auto [red, green, blue] = blockColour(at, isFront, 2 * (1 - y) + (flipsColumns ? 1 - x : x));
                        pixels[(2 * row + y + 1) * across + 2 * column + x + 1] = Colour{red, green, blue, 0.0F} / m_divisor;
                    }
            }
    });
    return window;
}

/// Bilinear; zero outside the window.
///   column, row  -1..1
PixelBlocks::Colour PixelBlocks::colourAt(const Picture& picture, float column, float row) const
{
    constexpr float kNearlyOne = 0.9999F;
    const auto size = static_cast<float>(m_size);
    // Pixel centres of the picture lie at half-integers; its rim is a pixel wide. NaN goes to the rim.
    const auto within = [size](float place, std::ptrdiff_t first, std::ptrdiff_t pixels) {
        const float at = (place + 1.0F) * size + 0.5F - static_cast<float>(first);
        return std::min(static_cast<float>(pixels) + kNearlyOne, std::max(0.0F, at));
    };
    const float x = within(column, picture.left, picture.columns), y = within(row, picture.top, picture.rows);
    const auto left = static_cast<std::ptrdiff_t>(x), top = static_cast<std::ptrdiff_t>(y), across = picture.columns + 2;
    const float right = x - static_cast<float>(left), below = y - static_cast<float>(top);
    const Colour* at = picture.pixels.get() + top * across + left;
    const Colour upper = at[0] + right * (at[1] - at[0]), lower = at[across] + right * (at[across + 1] - at[across]);
    return upper + below * (lower - upper);
}

void PixelBlocks::write(const float* points, int count, float* features) const
{
    const float *from = m_quarters.data(), *axis = from + 3, *right = from + 6, *below = from + 9;
    for (int i = 0; i < count; ++i, points += 3, features += m_channels) {
        float ahead = 0.0F;
        for (int k = 0; k < 3; ++k)
            ahead += (points[k] - from[k]) * axis[k];
        Colour sides{};
        std::array<float, 4> bright{};
        for (int quarter = 0; quarter < 4; ++quarter) {
            const float x = quarter % 2 == 1 ? ahead : -ahead, y = quarter / 2 == 1 ? ahead : -ahead;
            std::array<float, 3> place{};
            for (std::size_t k = 0; k < 3; ++k)
                place[k] = m_scale * (points[k] + x * right[k] + y * below[k]);
            const Colour front = colourAt(m_pictures[0], place[0], place[1]);
            for (int c = 0; c < 3; ++c)
                features[4 * c + quarter] = front[c];
            const float left = std::clamp(0.5F + 0.5F * place[0] / kSideFade, 0.0F, 1.0F);
            Colour side{};
            if (left > 0.0F)
                side += left * colourAt(m_pictures[1], place[2], place[1]);
            if (left < 1.0F)
                side += (1.0F - left) * colourAt(m_pictures[2], place[2], place[1]);
            sides += 0.25F * side;
            bright[static_cast<std::size_t>(quarter)] = (side[0] + side[1] + side[2]) / 3.0F;
        }
        for (int c = 0; c < 3; ++c)
            features[kSideColour + c] = sides[c];
        putBlockDetail(bright, features + kSideDetail);
    }
}

} // namespace effigy::generator
